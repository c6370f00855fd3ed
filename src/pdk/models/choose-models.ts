import { formatQuantity } from "../../foundation/index.ts";
import { PdkError } from "../error.ts";
import type { Bin } from "../transistor.ts";
import { describeNearest, fitsBin } from "./bins.ts";
import type { Size } from "./size.ts";
import type { Model } from "./subcircuit.ts";

/**
 * The bin that ngspice 45, the WASM engine, takes for a size: the one defined last of those that hold it. ngspice 39 takes the first.
 * Where bins meet the two differ by up to 19 % in current (SKY130 pfet_01v8_hvt, W 0.42 um, L 0.18 um).
 */
export function binFor(models: readonly Model[], w: number, l: number): Model | undefined {
  return models.findLast(({ bin }) => bin !== null && fitsBin(bin, w, l));
}

/** Widths [m] by which ngspice may look for the bin: the whole one, or that of a finger; which of the two its settings decide. */
export function widthsOf({ w, nf }: Size): readonly number[] {
  return nf > 1 ? [w, w / nf] : [w];
}

/**
 * The model cards that a device of this size may use; all where the size is not known.
 *
 * @throws PdkError PDK_NO_MODEL_BIN
 */
export function chooseModels(
  models: readonly Model[],
  size: Size | null,
  at: readonly string[],
): readonly Model[] {
  if (size === null) return models;
  const plain = models.filter(({ bin }) => bin === null);
  const bins = widthsOf(size).map((width) => binFor(models, width, size.l));
  const chosen = [...plain, ...bins.filter((model) => model !== undefined)];
  if (chosen.length > 0) return chosen;
  const { w, l } = size;
  const drawn = `W = ${formatQuantity(w, "m")}, L = ${formatQuantity(l, "m")}`;
  const all = models.map(({ bin }) => bin as Bin);
  throw new PdkError("PDK_NO_MODEL_BIN", `no model card of ${models[0]?.base} holds ${drawn}`, {
    at,
    hint: `Nearest: ${describeNearest(all, w, l)}.`,
  });
}
