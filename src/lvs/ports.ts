import { readCards } from "../spice/index.ts";
import type { Difference } from "./comparison.ts";
import type { Netlist } from "./netgen/compare.ts";

/** Ports of a cell on its `.subckt` line, in order and in lower case; empty: it is not there, or has none. */
export function portsOf(cell: string, text: string): readonly string[] {
  const head = new RegExp(`^\\.subckt\\s+${cell}\\s`, "i");
  const card = readCards(text).find((one) => head.test(`${one.text} `));
  return (card?.text ?? "").toLowerCase().split(/\s+/).slice(2);
}

/** Ports that only one of two netlists has. */
export function missingPorts(cell: string, [first, second]: readonly [Netlist, Netlist]): Difference[] {
  const [here, there] = [portsOf(cell, first.text), portsOf(cell, second.text)];
  const missing = (from: readonly string[], { format }: Netlist, all: readonly string[]) =>
    all
      .filter((port) => !from.includes(port))
      .map((port): Difference => ({ kind: "port", message: `${cell}: ${format} has no port ${port}` }));
  return [...missing(here, first, there), ...missing(there, second, here)];
}

/** The same ports in another order: netgen goes by name and does not mind, a card that calls the cell does. */
export function portOrder(cell: string, [first, second]: readonly [Netlist, Netlist]): Difference[] {
  const [here, there] = [portsOf(cell, first.text), portsOf(cell, second.text)];
  const same = here.join(" ") === there.join(" ");
  if (same || here.toSorted().join(" ") !== there.toSorted().join(" ")) return [];
  const message = `${cell}: ports stand in another order: ${here.join(" ")} in ${first.format}, ${there.join(" ")} in ${second.format}`;
  return [{ kind: "port", message }];
}
