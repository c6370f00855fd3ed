import { formatNumber } from "../../spice/index.ts";
import type { Junctions, TransistorCall } from "../model-set.ts";
import { inUnit } from "./size.ts";

/**
 * The `X` card of a transistor. `m` devices in parallel are `m=`: SKY130's own `mult` leaves the current alone, and `nf` changes it
 * by where the simulator looks for the bin.
 */
export function callCard(
  { instance, nodes, w, l, m, junctions = {} }: TransistorCall,
  subckt: string,
  scale: number,
): string {
  const size = (metres: number) => formatNumber(inUnit(metres, scale));
  const drawn = Object.entries(junctions).map(([name, value]) => {
    const unit = scale ** powers[name as keyof Junctions];
    return ` ${name}=${formatNumber(inUnit(value, unit))}`;
  });
  return `X${instance} ${nodes.join(" ")} ${subckt} w=${size(w)} l=${size(l)} nf=1 m=${formatNumber(m)}${drawn.join("")}`;
}

/** Areas go with the square of the unit of length, numbers of squares with none. */
const powers: Readonly<Record<keyof Junctions, number>> = {
  ...{ ad: 2, as: 2 },
  ...{ pd: 1, ps: 1, sa: 1, sb: 1, sd: 1 },
  ...{ nrd: 0, nrs: 0 },
};
