import { parseSpiceNumber } from "../../spice/index.ts";
import type { SizedCell, Topology } from "./topology.ts";

/** Letters of elements whose first two words after the name are nodes that carry its current. */
const twoTerminal = /^[rclbegfhvid]/i;

/** Nodes inside a topology, in lower case: ports and ground are not among them, nor is what lies inside its subcircuits. */
export function internalNodes({ ports, transistors, passives }: Topology): readonly string[] {
  const touched = [
    ...transistors.flatMap(({ nodes }) => nodes),
    ...passives.flatMap((card) => (twoTerminal.test(card) ? card.split(/\s+/).slice(1, 3) : [])),
  ].map((node) => node.toLowerCase());
  const outside = new Set(["0", "gnd", ...ports]);
  return [...new Set(touched)].filter((node) => !outside.has(node));
}

/** Capacitance drawn between the membrane and anywhere, of cards with a parameter for value [F]: for estimates of time. */
export function membraneCapacitance({ topology, parameters }: SizedCell): number {
  return topology.passives.reduce((sum, card) => {
    const [name = "", a = "", b = "", value = ""] = card.toLowerCase().split(/\s+/);
    if (!name.startsWith("c") || (a !== "mem" && b !== "mem")) return sum;
    const [, parameter = ""] = /^\{(\w+)\}$/.exec(value) ?? [];
    return sum + (parameters[parameter] ?? (parseSpiceNumber(value) || 0));
  }, 0);
}
