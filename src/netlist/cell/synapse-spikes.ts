import { formatQuantity } from "../../foundation/index.ts";
import { NetlistError } from "../error.ts";
import { tidy } from "../memristor.ts";
import type { SynapseBench } from "./synapse-bench.ts";

/** Voltage at which the conductance of a memristor is meant, where its current is not in proportion to it [V]. */
export const conductanceVoltage = 0.1;

export interface ReadTiming {
  /** State of the memristor before it is read, 0..1. */
  readonly state: number;
  /** Voltage of the postsynaptic membrane [V]. */
  readonly membrane: number;
  /** Width of the pre spike [s]; 1 us where left out: short against the drift of a device that a volt moves in milliseconds. */
  readonly width?: number;
}

/**
 * Edges take a thousandth of the width. They are the bench's, not a circuit's: on them both legs of the bridge conduct in part. Ten times
 * shorter ones move the change of an overlapping pair by 0.2 %, ten times longer ones by 2 %.
 */
const edgePart = 1e-3;
/** Rest before, between and after, as a part of the width: nothing happens there, and the solver steps over it. */
const restPart = 0.2;
const stepsPerWidth = 50;

/**
 * Voltage that the postsynaptic membrane is held at where nobody says otherwise [V]: half the supply, in the middle of what it crosses
 * between two spikes. The mirror's output has then half the supply to work with.
 */
export function restingMembrane(supply: number): number {
  return supply / 2;
}

/** A pre spike alone, to read with. */
export function readBench({ state, membrane, width = 1e-6 }: ReadTiming): SynapseBench {
  const at = tidy(restPart * width);
  return {
    state,
    membrane,
    pre: { at, width },
    post: null,
    edge: tidy(edgePart * width),
    stop: tidy(at + (1 + restPart) * width),
    maxStep: tidy(width / stepsPerWidth),
  };
}

export interface PairTiming {
  readonly state: number;
  readonly membrane: number;
  /** Post minus pre, rise to rise [s]; `"pre"` or `"post"`: that spike alone. */
  readonly dt: number | "pre" | "post";
  /** Widths of the spikes [s]; 1 ms where left out. */
  readonly preWidth?: number;
  readonly postWidth?: number;
}

/**
 * A pre and a post spike, `dt` apart, or one of them.
 *
 * Spikes are rectangles, so a memristor without a threshold, as HP's, feels no order: apart, the two changes add up whichever comes first;
 * while both are high, the bridge leaves it little voltage. The window is even in `dt`. One that is odd takes a device with a
 * threshold, or spikes with tails.
 *
 * @throws NetlistError NETLIST_SPIKE_TIMING
 */
export function pairBench({
  state,
  membrane,
  dt,
  preWidth = 1e-3,
  postWidth = 1e-3,
}: PairTiming): SynapseBench {
  const width = Math.min(preWidth, postWidth);
  const rest = restPart * width;
  if (typeof dt === "number" && !(Math.abs(dt) <= 1000 * width)) {
    throw new NetlistError("NETLIST_SPIKE_TIMING", `spikes ${dt} s apart`, {
      at: ["dt"],
      hint: `Up to a thousand widths, ${formatQuantity(1000 * width, "s")}: after its spike a device at rest does not change.`,
    });
  }
  const lead = typeof dt === "number" ? dt : 0;
  const pre = dt === "post" ? null : { at: tidy(rest + Math.max(-lead, 0)), width: preWidth };
  const post = dt === "pre" ? null : { at: tidy(rest + Math.max(lead, 0)), width: postWidth };
  const end = Math.max(...[pre, post].map((spike) => (spike === null ? 0 : spike.at + spike.width)));
  return {
    state,
    membrane,
    pre,
    post,
    edge: tidy(edgePart * width),
    stop: tidy(end + rest),
    maxStep: tidy(width / stepsPerWidth),
  };
}
