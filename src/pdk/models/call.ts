import { formatNumber } from "../../spice/index.ts";
import type { TransistorCall } from "../model-set.ts";
import { inUnit } from "./size.ts";

/**
 * The `X` card of a transistor. `m` devices in parallel are `m=`: SKY130's own `mult` leaves the current alone, and `nf` changes it
 * by where the simulator looks for the bin.
 */
export function callCard(
  { instance, nodes, w, l, m }: TransistorCall,
  subckt: string,
  scale: number,
): string {
  const size = (metres: number) => formatNumber(inUnit(metres, scale));
  return `X${instance} ${nodes.join(" ")} ${subckt} w=${size(w)} l=${size(l)} nf=1 m=${formatNumber(m)}`;
}
