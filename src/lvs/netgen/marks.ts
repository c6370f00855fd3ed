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
 * A netlist with devices beside the circuit of one cell, for netgen's sake: a ring, and on every port a device of one pin that is called like it.
 *
 * - netgen sorts devices and nets into classes and splits these until nothing changes; where the first look (class of a device, number of
 *   pins on a net) already tells all apart, it stops without having looked at a single connection, and calls swapped terminals equal
 *   (netgen 1.5.133). The two devices of a ring can never be told apart, so that it goes on until all connections agree.
 * - With marked ports two cells are held together by the names of these. Without, netgen has to try which line of a tile of equal cells is
 *   which (27 times as long for 64 x 64).
 *
 * Cells that the netlist defines beside are left as they are: the other netlist may have none of them, and netgen takes them apart.
 */
export function withMarks(text: string, cell: string, { ports }: { readonly ports: boolean }): string {
  const marks = (ports ? portsOf(cell, text) : []).map(
    (port, i) => `XP${i} ${port} ${markPrefix}port_${port.replace(/\W/g, "_")}`,
  );
  const body = new RegExp(`(^[ \\t]*\\.subckt[ \\t]+${cell}\\b[\\s\\S]*?)(^[ \\t]*\\.ends\\b)`, "im");
  return text.replace(body, (_, before, end) => `${before}${[...marks, ring].join("\n")}\n${end}`);
}
