import type { Card } from "../../../spice/index.ts";
import { NetlistError } from "../../error.ts";
import { type OwnSubcircuit, wordsOf } from "../own/subcircuit.ts";

/** A device of a flat circuit. Names and nodes are legal everywhere, in lower case. */
export interface FlatDevice {
  /** With its letter first, and the instances that hold it: `xm_x1_0` is `x0` inside of `x1`. */
  readonly name: string;
  readonly nodes: readonly string[];
  /** The subcircuit that it calls, or the value of a resistor or a capacitor. */
  readonly of: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly card: Card;
}

/**
 * All devices of a subcircuit and of those that it calls and the file defines. Names that layout tools make up (`a_12_n45#`, `x1/out`) become
 * legal ones.
 *
 * @throws NetlistError NETLIST_EXTRACTED_CARD
 */
export function flatten(top: OwnSubcircuit, all: readonly OwnSubcircuit[], file: string): FlatDevice[] {
  const names = createNames(top.ports);
  const devices: FlatDevice[] = [];
  const visit = (cell: OwnSubcircuit, path: readonly string[], outside: ReadonlyMap<string, string>) => {
    for (const card of cell.body) {
      if (card.keyword.startsWith(".")) throw refused(card, file);
      const { positional, named } = wordsOf(card);
      const [word = "", ...rest] = positional.filter((one) => one !== floatingMark);
      const of = rest.at(-1) ?? "";
      const nodes = rest.slice(0, -1).map((node) => outside.get(node) ?? names(node, path));
      const inner = word.startsWith("x") ? all.find(({ name }) => name === of) : undefined;
      if (inner === undefined) {
        const name = names(`${word[0]}${[...path, word.slice(1)].join("/")}`, []);
        devices.push({ name, nodes, of, parameters: named, card });
        continue;
      }
      const fits = inner.ports.length === nodes.length && Object.keys(named).length === 0;
      if (path.length > 20 || !fits) throw refused(card, file);
      visit(inner, [...path, word], new Map(inner.ports.map((port, n) => [port, nodes[n] as string])));
    }
  };
  visit(top, [], new Map([["0", "0"], ...top.ports.map((port) => [port, port] as const)]));
  return devices;
}

/** What Magic writes behind a capacitor on a net that no device is on. */
const floatingMark = "**floating";

/** Legal names for whatever a layout tool calls a thing, the same one for the same thing, and never one for two, nor that of a port. */
function createNames(ports: readonly string[]): (name: string, path: readonly string[]) => string {
  const given = new Map<string, string>();
  const taken = new Set(ports);
  return (name, path) => {
    const whole = [...path, name].join("/");
    const known = given.get(whole);
    if (known !== undefined || name === "0") return known ?? "0";
    const legal = whole.replace(/[^a-z0-9_]/g, "_");
    let free = legal;
    for (let n = 2; taken.has(free); n++) free = `${legal}_${n}`;
    taken.add(free);
    given.set(whole, free);
    return free;
  };
}

function refused({ text, line }: Card, file: string): NetlistError {
  return new NetlistError(
    "NETLIST_EXTRACTED_CARD",
    `"${text.slice(0, 80)}" cannot stand in an extracted cell`,
    {
      at: [file, `line ${line}`],
      hint: "An extracted cell holds transistors, capacitors, resistors, its memristor, and cells that the file defines, with as many pins as they have and no parameters.",
    },
  );
}
