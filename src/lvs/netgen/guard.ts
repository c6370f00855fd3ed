/** A device that is in no circuit; both netlists of a comparison get two of them in every subcircuit. */
export const guardDevice = "memspice_guard";

const guard = [
  `XG1 ${guardDevice}_a ${guardDevice}_b ${guardDevice}`,
  `XG2 ${guardDevice}_b ${guardDevice}_a ${guardDevice}`,
].join("\n");

/**
 * A netlist with a ring of two equal devices, tied to nothing else, in every subcircuit.
 *
 * netgen sorts devices and nets into classes and splits these until nothing changes; where the first look (class of a device, number of
 * pins on a net) already tells all apart, it stops without having looked at a single connection, and calls swapped terminals equal
 * (netgen 1.5.133). The two of the ring can never be told apart, so that it goes on until all connections agree.
 */
export function withGuard(text: string): string {
  return text.replace(/^[ \t]*\.ends\b/gim, `${guard}\n$&`);
}
