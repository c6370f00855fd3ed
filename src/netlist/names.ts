import { NetlistError } from "./error.ts";

/** A name that every layout tool takes as it is. */
const legal = /^[A-Za-z][A-Za-z0-9_]*$/;

/** A name with everything that is not a letter, a digit or an underscore made an underscore, `cell_` before a digit. */
export function legalName(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, "_").replace(/^(?![A-Za-z])/, "cell_");
}

/**
 * Names of one kind in one place: of letters, digits and underscores, and different even where case does not count.
 *
 * @throws NetlistError NETLIST_NAME_ILLEGAL, NETLIST_NAME_DUPLICATE
 */
export function assertNames(names: Iterable<string>, at: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    if (!legal.test(name)) {
      throw new NetlistError("NETLIST_NAME_ILLEGAL", `"${name}" is no name that every layout tool takes`, {
        at,
        hint: "Use letters, digits and underscores, a letter first.",
      });
    }
    const key = name.toLowerCase();
    const other = seen.get(key);
    if (other !== undefined) {
      const problem = other === name ? `two are called ${name}` : `${other} and ${name} differ in case only`;
      throw new NetlistError("NETLIST_NAME_DUPLICATE", problem, {
        at,
        hint: "SPICE does not tell case apart, and other marks than letters and digits become underscores: rename one of them.",
      });
    }
    seen.set(key, name);
  }
}
