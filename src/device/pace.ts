import { measuredRange, type TableCurve } from "../spec/index.ts";

/** Pulses per unit of state at ascending states, straight lines between: how slowly a train of equal pulses moves the state. */
export interface Pace {
  readonly states: readonly number[];
  readonly pulses: readonly number[];
}

/**
 * The pace of a measured train, so that whole pulses land on the measured conductances exactly: continuous, straight between the
 * measured states and the middles of their intervals, and never more than twice from the mean of an interval. At a measured state
 * it is the quicker of its two neighbours' means; the middle takes what is left of the one pulse.
 */
export function paceOf({ conductance }: TableCurve, curves: readonly TableCurve[]): Pace {
  const [least, most] = measuredRange(curves);
  const at = conductance.map((g) => (g - least) / (most - least)).sort((a, b) => a - b);
  const means = at.slice(1).map((state, n) => 1 / (state - (at[n] as number)));
  const mean = (n: number) => means[Math.min(Math.max(n, 0), means.length - 1)] as number;
  const ends = at.map((_, n) => Math.min(mean(n - 1), mean(n)));
  const states = [at[0] as number];
  const pulses = [ends[0] as number];
  for (const [n, own] of means.entries()) {
    const [from, to] = [at[n] as number, at[n + 1] as number];
    const [first, last] = [ends[n] as number, ends[n + 1] as number];
    states.push((from + to) / 2, to);
    pulses.push(2 * own - (first + last) / 2, last);
  }
  return { states, pulses };
}

/** The pace at a state; beyond its ends that of the end. */
export function paceAt({ states, pulses }: Pace, state: number): number {
  let low = 0;
  let high = states.length - 1;
  if (state <= (states[low] as number)) return pulses[low] as number;
  if (state >= (states[high] as number)) return pulses[high] as number;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((states[middle] as number) <= state) low = middle;
    else high = middle;
  }
  const [from, to] = [states[low] as number, states[high] as number];
  const [a, b] = [pulses[low] as number, pulses[high] as number];
  return a + ((b - a) * (state - from)) / (to - from);
}

/** The same as text: the first value, and a bend at every state. `x` is the name of the state. */
export function paceText({ states, pulses }: Pace, x: string): string {
  const slope = (n: number) =>
    n < 0 || n >= states.length - 1
      ? 0
      : ((pulses[n + 1] as number) - (pulses[n] as number)) /
        ((states[n + 1] as number) - (states[n] as number));
  const bends = states.map((state, n) => [slope(n) - slope(n - 1), state] as const);
  const terms = bends.filter(([bend]) => bend !== 0).map(([bend, state]) => `(${bend})*max(${x}-${state},0)`);
  return sumText([String(pulses[0]), ...terms]);
}

/** A sum as a tree of brackets: ngspice runs out of stack on a row of a thousand terms. */
function sumText(terms: readonly string[]): string {
  if (terms.length <= flat) return terms.join(" + ");
  const half = terms.length >> 1;
  return `(${sumText(terms.slice(0, half))}) + (${sumText(terms.slice(half))})`;
}

/** Terms that stand in a row. */
const flat = 16;
