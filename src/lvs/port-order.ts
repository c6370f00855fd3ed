import { readCards } from "../spice/index.ts";
import type { Difference } from "./comparison.ts";
import type { Netlist } from "./netgen/compare.ts";

/** Ports in another order: netgen goes by name and does not mind, a card that calls the cell does. */
export function portOrder(cell: string, [first, second]: readonly [Netlist, Netlist]): Difference[] {
  const [here, there] = [first, second].map(({ text }) => portsOf(cell, text)) as [string[], string[]];
  if (here.join(" ") === there.join(" ") || [...here].sort().join(" ") !== [...there].sort().join(" "))
    return [];
  const message = `${cell}: ports stand in another order: ${here.join(" ")} in ${first.format}, ${there.join(" ")} in ${second.format}`;
  return [{ kind: "port", message }];
}

function portsOf(cell: string, text: string): string[] {
  const head = new RegExp(`^\\.subckt\\s+${cell}\\s`, "i");
  const card = readCards(text).find((one) => head.test(`${one.text} `));
  return (card?.text ?? "").toLowerCase().split(/\s+/).slice(2);
}
