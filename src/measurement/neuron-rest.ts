import type { Simulation } from "../engine/index.ts";
import { neuronProbes } from "../netlist/index.ts";
import { intervalAt } from "./curve.ts";
import { resultOf, vectorOf } from "./vectors.ts";

/** A node may move by this much in the second half of a run, and stand this far from the operating point, and be called at rest [V]. */
const restTolerance = { drift: 2e-3, distance: 10e-3 } as const;

/** Where a run ended, and how far its nodes moved in its second half [V]. */
export interface RunEnd {
  readonly voltage: Readonly<Record<string, number>>;
  /** The node that moved most, and its largest less its smallest voltage. */
  readonly node: string;
  readonly drift: number;
}

/**
 * The last voltages of a transient.
 *
 * @param nodes probes of all nodes that count, `v(mem)`
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE
 */
export function endOfRun(simulation: Simulation, nodes: readonly string[]): RunEnd {
  const { time, vectors } = resultOf(simulation, "tran");
  const last = time.length - 1;
  const middle = intervalAt(time, (time[last] as number) / 2);
  const voltage: Record<string, number> = {};
  let [node, drift] = ["", 0];
  for (const probe of nodes) {
    const vector = vectorOf(vectors, probe);
    voltage[probe] = vector[last] as number;
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let k = middle; k <= last; k++) {
      low = Math.min(low, vector[k] as number);
      high = Math.max(high, vector[k] as number);
    }
    if (high - low >= drift) [node, drift] = [probe, high - low];
  }
  return { voltage, node, drift };
}

/** Did nothing move in the second half of the run? Needed for rest, but not enough: a slow capacitor does not seem to move either. */
export function standsStill({ drift }: RunEnd): boolean {
  return drift <= restTolerance.drift;
}

/**
 * The node that lies farthest from an operating point of the same circuit, if it is not there yet; null: the run has truly come to rest.
 *
 * A transient that only seems to stand (a node that leaks for milliseconds) ends beside the operating point; one that rests ends in it,
 * and since it arrived there by itself, that point is stable.
 *
 * @param point from `buildNeuronRestDeck` with `near` at the end of the run
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE
 */
export function restDistance(
  { voltage }: RunEnd,
  point: Simulation,
): { node: string; distance: number } | null {
  const { vectors } = resultOf(point, "op");
  let worst = { node: "", distance: 0 };
  for (const [node, value] of Object.entries(voltage)) {
    const rest = vectorOf(vectors, node)[0] as number;
    if (Math.abs(value - rest) > worst.distance) worst = { node, distance: Math.abs(value - rest) };
  }
  return worst.distance <= restTolerance.distance ? null : worst;
}

/** Current that the supply delivers in an operating point [A], positive. @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE */
export function restCurrent(point: Simulation): number {
  return -(vectorOf(resultOf(point, "op").vectors, neuronProbes.supply)[0] as number);
}
