import type { CrosscheckSummary } from "../../report/index.ts";

/** What a cross-check found: how many of its comparisons do not hold. */
export interface CrosscheckVerdict {
  /** Tiles above the tolerance, and 1 where the network is, or predicts another class in SPICE. */
  readonly missed: number;
  /** Tiles and images that a simulator gave no answer to. */
  readonly failed: number;
}

/** What is not a number does not hold. */
export function judgeCrosscheck({
  tiles,
  network,
  tolerance,
}: Pick<CrosscheckSummary, "tiles" | "network" | "tolerance">): CrosscheckVerdict {
  const missed = tiles.filter(({ status }) => status === "fail").length;
  const failed = tiles.filter(({ status }) => status === "error").length;
  if (network === null) return { missed, failed };
  const { images, agreement, maxLogitError } = network;
  const ran = images - network.failed;
  const held = ran === 0 || (agreement === ran && maxLogitError !== null && maxLogitError <= tolerance);
  return { missed: missed + (held ? 0 : 1), failed: failed + network.failed };
}
