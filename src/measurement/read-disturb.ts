import type { Simulation } from "../engine/index.ts";
import { readTime } from "../netlist/index.ts";
import type { CharacterizationSpec } from "../spec/index.ts";
import { conductanceAt } from "./conductance.ts";
import { memristorRun } from "./memristor-run.ts";

export interface ReadDisturb {
  readonly reads: number;
  /** Of one read [s]. */
  readonly width: number;
  /** (G after all reads - G before) / G before. */
  readonly relativeChange: number;
}

/**
 * What reading does to the state, from `buildReadDisturbDeck`: between the middles of the first and of the last read lie
 * `reads` whole reads.
 *
 * @throws MeasurementError MEASUREMENT_READ_VOLTAGE, MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_TIME,
 *   MEASUREMENT_STATE_RANGE
 */
export function measureReadDisturb(
  simulation: Simulation,
  bench: Pick<CharacterizationSpec, "pulses" | "readDisturb">,
): ReadDisturb {
  const { reads, width } = bench.readDisturb;
  const last = readTime(bench.readDisturb, reads);
  const run = memristorRun(simulation, last);
  const before = conductanceAt(run, readTime(bench.readDisturb, 0), bench.pulses.vRead);
  const after = conductanceAt(run, last, bench.pulses.vRead);
  return { reads, width, relativeChange: (after - before) / before };
}
