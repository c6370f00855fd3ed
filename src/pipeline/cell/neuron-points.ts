import { summarize } from "../../foundation/index.ts";
import { fitNeuron, fittedPeriod, type NeuronFit } from "../../measurement/index.ts";
import type { NeuronDrive } from "../../netlist/index.ts";
import { inParallel } from "../in-parallel.ts";
import { type NeuronOutcome, type NeuronRun, runNeuron } from "./neuron.ts";

/** One point of a curve. */
export interface NeuronPoint extends NeuronDrive {
  readonly outcome: NeuronOutcome;
}

/**
 * A neuron at several drives: rate against current, refractory time against bias, or both. The engine's workers share them.
 *
 * @returns one point a drive, in order, failed ones too
 * @throws CANCELLED
 */
export function runNeuronPoints(
  run: Omit<NeuronRun, "iin" | "vb">,
  drives: readonly NeuronDrive[],
  report: (done: number, total: number) => void = () => undefined,
): Promise<NeuronPoint[]> {
  let done = 0;
  return inParallel(drives, run.engine.workers, async (drive) => {
    const outcome = await runNeuron({ ...run, ...drive });
    done += 1;
    report(done, drives.length);
    return { ...drive, outcome };
  });
}

/** Period against current as charge / iin + refractory, over the points that spike. */
export interface RateFit extends NeuronFit {
  /**
   * The membrane with all that hangs on it [F]: iin (period - refractoryTime - spikeWidth) / threshold of each point, mean. Not
   * `charge` over a threshold: the threshold rises with the current, which the line takes for refractory time.
   */
  readonly capacitance: number;
  /** Points that it rests on. */
  readonly points: number;
  /** Largest |fitted / measured period - 1| over them. */
  readonly maxRelativeError: number;
}

/** The fit of a curve at one bias; null where fewer than three of its points spike: two fix any line, and prove nothing. */
export function fitRates(points: readonly NeuronPoint[]): RateFit | null {
  const spiking = points.flatMap(({ iin, outcome }) => {
    if (outcome.status === "failed") return [];
    const { period, threshold, refractoryTime, spikeWidth } = outcome.measures;
    if (period === null || threshold === null || refractoryTime === null || spikeWidth === null) return [];
    return [{ iin, period, capacitance: (iin * (period - refractoryTime - spikeWidth)) / threshold }];
  });
  if (spiking.length < 3) return null;
  const fit = fitNeuron(spiking);
  return {
    ...fit,
    capacitance: summarize(spiking.map(({ capacitance }) => capacitance)).mean,
    points: spiking.length,
    maxRelativeError: summarize(
      spiking.map(({ iin, period }) => Math.abs(fittedPeriod(fit, iin) / period - 1)),
    ).max,
  };
}
