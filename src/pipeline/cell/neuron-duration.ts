import { type Spike, spikesNeeded } from "../../measurement/index.ts";
import { membraneCapacitance, type SizedCell } from "../../netlist/index.ts";

/** How many times longer than the estimate a run may become, before a neuron that neither rests nor spikes twice is given up. */
const patience = 300;
/** Two spikes say how long to wait for the others: that may be so many times longer again. */
const patienceOnceSpiking = 10;
/** Gates and junctions at the membrane, about [F]. */
const parasitic = 10e-15;

/**
 * The first guess at how long a neuron has to be simulated [s]: five times the charge of its membrane, taken to three quarters of the
 * supply, and half a microsecond for what the input has no part in.
 *
 * @param supply [V]
 * @param iin [A]
 */
export function firstDuration(cell: SizedCell, supply: number, iin: number): number {
  if (!(iin > 0)) return 1e-5; // nothing to charge with: a look at rest
  const charge = (membraneCapacitance(cell) + parasitic) * 0.75 * supply;
  return short((5 * charge) / iin + 5e-7);
}

/** How long the next run has to be, if `spikes` were too few in a run of `stop` [s]. */
export function nextDuration(stop: number, spikes: readonly Spike[]): number {
  const [first, second] = spikes;
  const last = spikes.at(-1);
  if (first === undefined || second === undefined || last === undefined) return short(5 * stop);
  const period = (last.rise - first.rise) / (spikes.length - 1);
  return short(Math.max(1.2 * stop, last.rise + (spikesNeeded - spikes.length + 0.5) * period));
}

/** The run after which a neuron with these spikes, and no rest, is given up [s]. @param first from `firstDuration` */
export function longestDuration(first: number, spikes: readonly Spike[]): number {
  return patience * first * (spikes.length < 2 ? 1 : patienceOnceSpiking);
}

/** Three digits, so that decks and their hashes read well. */
function short(seconds: number): number {
  return Number(seconds.toPrecision(3));
}
