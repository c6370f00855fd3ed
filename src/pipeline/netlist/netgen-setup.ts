import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { netgenSetup } from "../../lvs/index.ts";
import type { Process } from "../../pdk/index.ts";

export interface ChosenSetup {
  /** For the result: the path of the PDK's file, or `memspice`. */
  readonly name: string;
  /** Tcl. */
  readonly text: string;
}

/** netgen's setup: the one of the PDK where its root has one, else memspice's own for the devices of the process. */
export function chooseSetup(process: Process, pdkRoot: string | undefined): ChosenSetup {
  const path = pdkRoot === undefined ? undefined : setupsBelow(pdkRoot, process.name).at(-1);
  return path === undefined
    ? { name: "memspice", text: netgenSetup(process) }
    : { name: path, text: readFileSync(path, "utf8") };
}

/** `<root>/libs.tech/netgen/sky130A_setup.tcl`, or the same below a folder named like the process. */
function setupsBelow(root: string, process: string): string[] {
  const inside = filesIn(root).filter((name) => name.startsWith(process));
  return [root, ...inside.map((name) => join(root, name))].flatMap((folder) => {
    const place = join(folder, "libs.tech", "netgen");
    const setups = filesIn(place).filter((name) => name.endsWith("_setup.tcl"));
    return setups.map((name) => join(place, name));
  });
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
