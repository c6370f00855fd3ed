import type { Simulation } from "../engine/index.ts";
import { onCurrent } from "../netlist/index.ts";
import { resultOf, vectorOf } from "./vectors.ts";

/** Currents of `buildOnCurrentDeck` [A], (count). @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE */
export function measureOnCurrents(simulation: Simulation, count: number): Float64Array {
  const { vectors } = resultOf(simulation, "op");
  return Float64Array.from({ length: count }, (_, k) => vectorOf(vectors, onCurrent(k))[0] as number);
}
