import { formatQuantity, type Warning } from "../foundation/index.ts";
import type { RateCurve } from "../network/index.ts";
import type { NeuronSpec } from "../spec/index.ts";
import type { NeuronOutcome } from "./cell/neuron.ts";
import { geometricSeries } from "./cell/series.ts";
import { PipelineError } from "./error.ts";
import { type RanDeck, withoutVectors } from "./simulate.ts";

/** One current [A] and the rate there [Hz]. */
export interface RatePoint {
  readonly current: number;
  readonly rate: number;
}

/** A neuron's rate curve from SPICE. */
export interface MeasuredRates {
  /** In order of current; the first is silent. */
  readonly points: readonly RatePoint[];
  readonly curve: RateCurve;
  readonly simulated: readonly RanDeck[];
  readonly warnings: readonly Warning[];
}

/** Simulates the neuron at a current [A]. */
export type RunAt = (current: number) => Promise<NeuronOutcome>;

/** The search for the rheobase goes no lower than this part of the largest current: less is invisible to a network. */
const lowest = 1e-6;
/** It ends where the least current that fires is this many times the largest that does not. */
const narrow = 1.5;

/**
 * Spike rates at the currents of the spec, and at further ones below until the rheobase lies between two currents of ratio 1.5, or
 * below a millionth of the largest current; then 0 A is its lower bound.
 *
 * @throws PipelineError NEURON_POINT_FAILED (a current of the spec could not be simulated), NEURON_FREE_RUNNING (fires without
 *   input), NEURON_SILENT (fires at none of the currents)
 */
export async function measureRates(
  { currents }: Pick<NeuronSpec, "currents">,
  runAt: RunAt,
  report: (done: number, total: number) => void = () => undefined,
): Promise<MeasuredRates> {
  const asked = [0, ...geometricSeries(currents)];
  const simulated: RanDeck[] = [];
  let done = 0;
  const open: Warning[] = [];
  const measure = async (current: number): Promise<RatePoint | null> => {
    const outcome = await runAt(current);
    simulated.push(...outcome.simulated.map(withoutVectors));
    done += 1;
    report(Math.min(done, asked.length), asked.length);
    if (outcome.status === "ok") return { current, rate: outcome.measures.spikeRate };
    // Below the spec's currents a neuron that is too slow to tell is where the search ends, not a fault.
    if (!asked.includes(current) && undecided.includes(outcome.error.code)) {
      open.push(openRheobase(current, outcome.error));
      return null;
    }
    throw pointFailed(current, outcome.error);
  };
  const found = (await Promise.all(asked.map(measure))) as RatePoint[];
  const [rest] = found as [RatePoint];
  if (rest.rate > 0) throw freeRunning(rest.rate);
  if (found.every(({ rate }) => rate === 0)) throw silent(currents.max);
  const points = [...found, ...(await bracketRheobase(found, measure))].sort((a, b) => a.current - b.current);
  const curve = {
    current: Float64Array.from(points, ({ current }) => current),
    rate: Float64Array.from(points, ({ rate }) => rate),
  };
  return { points, curve, simulated, warnings: [...blockWarnings(points), ...open] };
}

/** Further points between the largest silent current and the least that fires. */
async function bracketRheobase(
  found: readonly RatePoint[],
  measure: (current: number) => Promise<RatePoint | null>,
): Promise<RatePoint[]> {
  const first = found.findIndex(({ rate }) => rate > 0);
  const floor = (found.at(-1) as RatePoint).current * lowest;
  let silentAt = (found[first - 1] as RatePoint).current;
  let firesAt = (found[first] as RatePoint).current;
  const added: RatePoint[] = [];
  for (;;) {
    const next = silentAt === 0 ? firesAt / 10 : Math.sqrt(silentAt * firesAt);
    if (next < floor || firesAt < narrow * silentAt) return added;
    const point = await measure(Number(next.toPrecision(3)));
    if (point === null) return added;
    added.push(point);
    if (point.rate > 0) firesAt = point.current;
    else silentAt = point.current;
  }
}

/** What a run says of a neuron that neither fires nor rests in reasonable time. */
const undecided: readonly string[] = ["MEASUREMENT_NOT_SETTLED", "MEASUREMENT_PARTIAL_SPIKES"];

function openRheobase(current: number, { code }: { readonly code: string }): Warning {
  const message = `the search for the rheobase ended at ${formatQuantity(current, "A")} (${code}): it is only known to lie below the least current that fires`;
  return { code: "NEURON_RHEOBASE_OPEN", at: "neuron / currents", message };
}

/** A neuron whose reset is weaker than its input stays up: beyond some current it is silent again. */
function blockWarnings(points: readonly RatePoint[]): Warning[] {
  const first = points.findIndex(({ rate }) => rate > 0);
  const blocked = points.slice(first).find(({ rate }) => rate === 0);
  if (blocked === undefined) return [];
  const message = `the neuron fires no more at ${formatQuantity(blocked.current, "A")}: its input holds the membrane up. Activations that drive so much count as 0`;
  return [{ code: "NEURON_BLOCKED", at: "neuron / currents", message }];
}

function pointFailed(
  current: number,
  { code, message, hint }: { code: string; message: string; hint?: string | null },
) {
  return new PipelineError(
    "NEURON_POINT_FAILED",
    `no rate at ${formatQuantity(current, "A")} (${code}): ${message}`,
    {
      at: ["neuron", "currents"],
      hint: hint ?? "A curve with a hole is not used: choose other currents, or mend the neuron.",
    },
  );
}

function freeRunning(rate: number): PipelineError {
  return new PipelineError(
    "NEURON_FREE_RUNNING",
    `it fires at ${formatQuantity(rate, "Hz")} without any input`,
    {
      at: ["neuron", "sizing"],
      hint: "Such a neuron has no activation of 0: its leak into the membrane is larger than the leak out of it.",
    },
  );
}

function silent(most: number): PipelineError {
  return new PipelineError("NEURON_SILENT", `it fires at no current up to ${formatQuantity(most, "A")}`, {
    at: ["neuron", "currents"],
    hint: "Raise currents.max, or see with `memspice characterize neuron` where it fires.",
  });
}
