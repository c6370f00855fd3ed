import { findIssues } from "./find-issues.ts";
import { sizeFinder } from "./nearest-size.ts";
import type { Process } from "./process.ts";
import type { BinSet, SizeCheck, SizeIssue, Transistor } from "./transistor.ts";

export interface CheckOptions {
  /** The largest supply that the circuit will see [V]: any voltage of a transistor may reach it. */
  readonly supply: number;
  /** Model sets that must all have a card for every transistor; none: only the rules of the process count. */
  readonly sets: readonly BinSet[];
}

const aboutSize = new Set([
  "PDK_SIZE_OUT_OF_RANGE",
  "PDK_SIZE_OFF_GRID",
  "PDK_FINGER_WIDTH",
  "PDK_NO_MODEL_BIN",
]);

/** Would another size mend it? Not a voltage, nor a device that is not for use. */
export function isAboutSize({ code }: SizeIssue): boolean {
  return aboutSize.has(code);
}

/**
 * All that is wrong with each transistor, with the nearest size that is legal and modelled: limits of the process, grid, fingers, model
 * cards, voltages. One result a transistor, in order. Nothing is thrown: an illegal size is a finding.
 */
export function checkTransistors(
  transistors: readonly Transistor[],
  process: Process,
  { supply, sets }: CheckOptions,
): readonly SizeCheck[] {
  const find = sizeFinder(process, sets);
  return transistors.map((transistor) => {
    const issues = findIssues(transistor, process, { supply, sets });
    const { device, w, l, m } = transistor;
    return { transistor, issues, nearest: issues.some(isAboutSize) ? find(device, { w, l, m }) : null };
  });
}
