import type { Simulation } from "../engine/index.ts";
import { onCurrent } from "../netlist/index.ts";
import { MeasurementError } from "./error.ts";

/** Currents of `buildOnCurrentDeck` [A], (count). @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE */
export function measureOnCurrents({ result }: Simulation, count: number): Float64Array {
  if (result.kind !== "op") {
    throw new MeasurementError("MEASUREMENT_ANALYSIS", `expected an operating point, got "${result.kind}"`);
  }
  return Float64Array.from({ length: count }, (_, k) => {
    const found = result.vectors[onCurrent(k)]?.[0];
    if (found !== undefined) return found;
    throw new MeasurementError("MEASUREMENT_PROBE", `no vector ${onCurrent(k)}`, { at: [onCurrent(k)] });
  });
}
