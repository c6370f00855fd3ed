import { formatNumber } from "../../spice/index.ts";
import type { Bin } from "../transistor.ts";
import { fitsBin } from "./bins.ts";
import { binFor, widthsOf } from "./choose-models.ts";
import type { Size } from "./size.ts";
import type { Model } from "./subcircuit.ts";

/** Twice ngspice's tolerance [m]: a limit that far from a size no longer holds it. */
const step = 2e-9;

/**
 * The limits of a kept bin, drawn in by 2 nm where it also holds a size that belongs to its neighbour: then every simulator, in whatever order it
 * searches, finds the same card for each size of the deck. Limits choose cards and enter no equation. null: they may stay as they are.
 */
export function separateBin(model: Model, models: readonly Model[], sizes: readonly Size[]): Bin | null {
  if (model.bin === null) return null;
  const points = sizes.flatMap((size) => widthsOf(size).map((w) => ({ w, l: size.l })));
  const own = points.filter(({ w, l }) => binFor(models, w, l) === model);
  let bin = model.bin;
  for (const { w, l } of points) {
    if (!fitsBin(bin, w, l) || binFor(models, w, l) === model) continue;
    const cuts = [
      { ...bin, lMax: l - step },
      { ...bin, lMin: l + step },
      { ...bin, wMax: w - step },
      { ...bin, wMin: w + step },
    ];
    const good = cuts.find(
      (cut) => !fitsBin(cut, w, l) && own.every((point) => fitsBin(cut, point.w, point.l)),
    );
    bin = good ?? bin;
  }
  return bin === model.bin ? null : bin;
}

/** The card with other limits. */
export function withLimits(card: string, { lMin, lMax, wMin, wMax }: Bin): string {
  const limits: Readonly<Record<string, number>> = { lmin: lMin, lmax: lMax, wmin: wMin, wmax: wMax };
  return card.replace(/\b(lmin|lmax|wmin|wmax)\s*=\s*(\{[^}]*\}|'[^']*'|\S+)/gi, (_, name: string) => {
    return `${name} = ${formatNumber(Number((limits[name.toLowerCase()] as number).toPrecision(12)))}`;
  });
}
