import type { Simulation } from "../engine/index.ts";
import { summarize } from "../foundation/index.ts";
import { neuronProbes } from "../netlist/index.ts";
import { resultOf, vectorOf } from "./vectors.ts";

/** A neuron bench after its transient. All (points); time ascending [s]. */
export interface NeuronTrace {
  readonly time: Float64Array;
  /** [V] */
  readonly membrane: Float64Array;
  readonly output: Float64Array;
  /** Current that the supply delivers [A], positive. */
  readonly current: Float64Array;
}

/** The vectors of `buildNeuronDeck`. @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE */
export function neuronTrace(simulation: Simulation): NeuronTrace {
  const { time, vectors } = resultOf(simulation, "tran");
  return {
    time,
    membrane: vectorOf(vectors, neuronProbes.membrane),
    output: vectorOf(vectors, neuronProbes.output),
    current: vectorOf(vectors, neuronProbes.supply).map((i) => -i),
  };
}

/** One spike of the output. Times [s], interpolated. */
export interface Spike {
  /** Output rises through half the supply. */
  readonly rise: number;
  /** It falls through half the supply again, the last time before it is down; null: it is still up when the run ends. */
  readonly fall: number | null;
}

/**
 * An output below this part of the supply is low. Not far below half: between spikes the output of a neuron whose inverters share a
 * tail is held by leakage alone, and rests well above ground when it is cold.
 */
export const lowOutput = 0.45;

/**
 * Spikes of an output: from low up through half the supply, and back. An output that starts high has its first spike after it was low.
 *
 * @param supply [V]
 */
export function findSpikes({ time, output }: Pick<NeuronTrace, "time" | "output">, supply: number): Spike[] {
  const [low, half] = [lowOutput * supply, supply / 2];
  const spikes: { rise: number; fall: number | null }[] = [];
  let armed = (output[0] as number) <= low;
  let fall: number | null = null;
  for (let k = 1; k < time.length; k++) {
    const [before, now] = [output[k - 1] as number, output[k] as number];
    if (armed && before < half && now >= half) {
      spikes.push({ rise: crossing(time, output, k, half), fall: null });
      armed = false;
      fall = null;
    }
    if (!armed && before >= half && now < half) fall = crossing(time, output, k, half);
    if (!armed && now <= low) {
      const last = spikes.at(-1);
      if (last !== undefined) last.fall = fall;
      armed = true;
    }
  }
  return spikes;
}

/**
 * How often the membrane fell from the upper third of its range to the lower one: over the whole run, or in its second half alone, where
 * a neuron that hovers about its threshold moves far less than on its way there. Ranges under a twentieth, or in the second
 * half under a hundredth, of the supply count for nothing.
 */
export function countResets(
  { time, membrane }: Pick<NeuronTrace, "time" | "membrane">,
  supply: number,
): number {
  const end = time[time.length - 1] as number;
  const late = membrane.subarray(time.findIndex((t) => t >= end / 2));
  return Math.max(falls(membrane, supply / 20), falls(late, supply / 100));
}

function falls(membrane: Float64Array, least: number): number {
  const { min, max } = summarize(membrane);
  if (max - min < least) return 0;
  let resets = 0;
  let charged = false;
  for (const value of membrane) {
    const part = (value - min) / (max - min);
    if (part > 2 / 3) charged = true;
    else if (charged && part < 1 / 3) {
      charged = false;
      resets += 1;
    }
  }
  return resets;
}

/** Time of the crossing of `level` in the interval that ends at point k, linear [s]. */
export function crossing(time: Float64Array, values: Float64Array, k: number, level: number): number {
  const [from, to] = [time[k - 1] as number, time[k] as number];
  const [a, b] = [values[k - 1] as number, values[k] as number];
  return from + (to - from) * ((level - a) / (b - a));
}
