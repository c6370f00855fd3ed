import { portsOf } from "../ports.ts";

/** Names of devices that stand in no circuit begin so; what netgen says of them is not told. */
export const markPrefix = "memspice_";

/** Two equal devices in a ring, tied to nothing else. */
const ring = [
  `XG1 ${markPrefix}a ${markPrefix}b ${markPrefix}ring`,
  `XG2 ${markPrefix}b ${markPrefix}a ${markPrefix}ring`,
].join("\n");

/** Nets of a ring: what netgen counts and the circuit has not. */
export const ringNets = 2;

/**
 * A netlist with a ring in every subcircuit, for netgen's sake.
 *
 * netgen sorts devices and nets into classes and splits these until nothing changes; where the first look (class of a device, number of
 * pins on a net) already tells all apart, it stops without having looked at a single connection, and calls swapped terminals equal
 * (netgen 1.5.133). The two devices of a ring can never be told apart, so that it goes on until all connections agree.
 */
export function withRings(text: string): string {
  return text.replace(/^[ \t]*\.ends\b/gim, `${ring}\n$&`);
}

/**
 * A netlist in which every port of a cell has a device of one pin that is called like it: two cells are then held together by the names of
 * their ports. Without them netgen has to try which line of a tile of equal cells is which (27 times as long for 64 x 64).
 */
export function withPortMarks(text: string, cell: string): string {
  const marks = portsOf(cell, text).map(
    (port, i) => `XP${i} ${port} ${markPrefix}port_${port.replace(/\W/g, "_")}`,
  );
  const body = new RegExp(`(^[ \\t]*\\.subckt[ \\t]+${cell}\\b[\\s\\S]*?)(^[ \\t]*\\.ends\\b)`, "im");
  return text.replace(body, (_, before, end) => `${before}${marks.join("\n")}\n${end}`);
}
