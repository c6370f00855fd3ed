import { summarize } from "../foundation/index.ts";
import { intervalAt, pathIntegral, valueAt } from "./curve.ts";
import { MeasurementError } from "./error.ts";
import {
  countResets,
  crossing,
  findSpikes,
  lowOutput,
  type NeuronTrace,
  type Spike,
} from "./neuron-trace.ts";

/** What a neuron does under a constant input. Measures of a neuron that is silent are null, its rate 0. */
export interface NeuronMeasures {
  /** Spikes a second [Hz]: 1 / period. */
  readonly spikeRate: number;
  /** Mean period from the second spike on [s]. The first spike starts from rest, and the first period still remembers that. */
  readonly period: number | null;
  /** (longest - shortest) / mean of these periods: 0 for a regular neuron. */
  readonly periodSpread: number | null;
  /** Membrane voltage where the output rises through half the supply, mean [V]. */
  readonly threshold: number | null;
  /** Time that the output stays above half the supply, mean [s]. */
  readonly spikeWidth: number | null;
  /**
   * From the output's fall through half the supply to the moment the membrane is free to charge, mean [s]: where the straight part of
   * its rise (20 to 60 % of the way from its lowest voltage to the threshold), drawn backwards, meets its lowest voltage.
   */
  readonly refractoryTime: number | null;
  /** Energy from the supply in a period, mean [J]; what the input source brings is not in it. */
  readonly energyPerSpike: number | null;
  /** Mean current from the supply [A], positive: over whole periods, or at rest. */
  readonly supplyCurrent: number;
  /** Highest membrane voltage from the second spike on, or at rest [V]. */
  readonly membranePeak: number;
}

/** Spikes that a measurement needs: two for the start, two for two periods. */
export const spikesNeeded = 4;

/**
 * The measures of a neuron that spikes, over whole periods from its second spike to its last.
 *
 * @param supply [V]
 * @throws MeasurementError MEASUREMENT_FEW_SPIKES (fewer than `spikesNeeded`)
 */
export function measureSpikes(trace: NeuronTrace, supply: number): NeuronMeasures {
  const { time, membrane, current } = trace;
  const [, ...spikes] = findSpikes(trace, supply);
  const [first, last] = [spikes[0], spikes.at(-1)];
  if (first === undefined || last === undefined || spikes.length < spikesNeeded - 1) {
    throw new MeasurementError(
      "MEASUREMENT_FEW_SPIKES",
      `${spikes.length + 1} spikes, needed ${spikesNeeded}`,
      {
        hint: "Simulate a longer time.",
      },
    );
  }
  const periods = spikes.slice(1).map(({ rise }, k) => rise - (spikes[k] as Spike).rise);
  const { min, max, mean: period } = summarize(periods);
  const window = [first.rise, last.rise] as const;
  const charge = pathIntegral(time, { x: time, y: current }, window);
  const cycles = spikes.slice(0, -1).map(({ rise, fall }, k) => {
    const next = (spikes[k + 1] as Spike).rise;
    const down = fall as number; // before the next spike the output was low
    return { width: down - rise, refractory: freeAt(trace, down, next) - down };
  });
  return {
    spikeRate: 1 / period,
    period,
    periodSpread: (max - min) / period,
    threshold: mean(spikes.slice(1).map(({ rise }) => valueAt(time, membrane, rise))),
    spikeWidth: mean(cycles.map(({ width }) => width)),
    refractoryTime: mean(cycles.map(({ refractory }) => refractory)),
    energyPerSpike: (supply * charge) / periods.length,
    supplyCurrent: charge / (last.rise - first.rise),
    membranePeak: summarize(membrane.subarray(intervalAt(time, first.rise))).max,
  };
}

/**
 * Fails for a neuron that goes on charging and discharging its membrane without spikes at its output: no longer run would show any.
 *
 * @param at place, for the message
 *
 * @throws MeasurementError MEASUREMENT_PARTIAL_SPIKES
 */
export function assertWholeSpikes(trace: NeuronTrace, supply: number, at: readonly string[] = []): void {
  const spikes = findSpikes(trace, supply).length;
  const resets = countResets(trace, supply);
  if (resets < spikes + spikesNeeded) return;
  const { min, max } = summarize(trace.output);
  throw new MeasurementError(
    "MEASUREMENT_PARTIAL_SPIKES",
    `the membrane was discharged ${resets} times, but its output made ${spikes} whole spikes: it moves between ${min.toPrecision(3)} V and ${max.toPrecision(3)} V`,
    {
      at,
      hint: `A spike rises from below ${lowOutput} of the supply to above half of it: look at the sizes of the output inverter, or raise the input current.`,
    },
  );
}

/** The measures of a neuron that has come to rest. @param supplyCurrent what it draws there [A] @param membrane where it rests [V] */
export function silentMeasures(supplyCurrent: number, membrane: number): NeuronMeasures {
  return {
    spikeRate: 0,
    period: null,
    periodSpread: null,
    threshold: null,
    spikeWidth: null,
    refractoryTime: null,
    energyPerSpike: null,
    supplyCurrent,
    membranePeak: membrane,
  };
}

/** When the membrane begins to charge between the fall of one spike and the next: see `refractoryTime`. */
function freeAt({ time, membrane }: NeuronTrace, from: number, next: number): number {
  const [begin, end] = [intervalAt(time, from) + 1, intervalAt(time, next)];
  let lowest = begin;
  for (let k = begin; k <= end; k++) {
    if ((membrane[k] as number) < (membrane[lowest] as number)) lowest = k;
  }
  const floor = membrane[lowest] as number;
  const swing = valueAt(time, membrane, next) - floor;
  const [low, high] = [0.2, 0.6].map((part) => passes(floor + part * swing)) as [number, number];
  return low - (0.2 / 0.4) * (high - low);

  /** Last time before the next spike that the membrane rises through a level. */
  function passes(level: number): number {
    for (let k = end; k > lowest; k--) {
      if ((membrane[k] as number) >= level && (membrane[k - 1] as number) < level)
        return crossing(time, membrane, k, level);
    }
    return time[lowest] as number;
  }
}

function mean(values: readonly number[]): number {
  return summarize(values).mean;
}
