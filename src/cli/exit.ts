import type { ErrorRecord } from "../foundation/index.ts";

/** Exit codes of the contract. */
export const exit = { ok: 0, missed: 1, wrongInput: 2, incomplete: 3, cancelled: 130 } as const;

/** Failures that are not the user's text: the run was asked for rightly, and a point of it failed. */
const incomplete = new Set([
  "ENGINE_NO_CONVERGENCE",
  "ENGINE_TIMEOUT",
  "ENGINE_CRASHED",
  "ENGINE_STALE_RESULT",
  "ENGINE_NOT_FINITE",
  "NETWORK_DIVERGED",
  "UNEXPECTED",
]);

/** The exit code that an error stands for. */
export function exitCodeOf({ code }: ErrorRecord): number {
  if (code === "CANCELLED") return exit.cancelled;
  if (incomplete.has(code) || code.startsWith("MEASUREMENT_")) return exit.incomplete;
  return exit.wrongInput;
}
