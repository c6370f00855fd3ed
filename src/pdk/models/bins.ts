import { formatQuantity } from "../../foundation/index.ts";
import { parseSpiceNumber } from "../../spice/index.ts";
import type { Bin } from "../transistor.ts";

/** ngspice takes a size for equal to a limit of a bin within this distance [m], at both ends. */
const tolerance = 1e-9;

/**
 * Does a size [m] lie in the range of a model card, as ngspice decides it (`INPgetModBin`, versions 39 to 45)? Closed at both ends, within
 * 1 nm. Where two bins meet both hold a size: see `chooseModels`. Width is the total one; it is divided by `nf` only with
 * `wnflag` or the HSPICE or Spectre dialect, which memspice never sets.
 */
export function fitsBin(bin: Bin, w: number, l: number): boolean {
  return inRange(l, bin.lMin, bin.lMax) && inRange(w, bin.wMin, bin.wMax);
}

function inRange(value: number, min: number, max: number): boolean {
  return (
    Math.abs(value - min) < tolerance || Math.abs(value - max) < tolerance || (min < value && value < max)
  );
}

/** The range on a `.model` card, which is in metres in every dialect; null: none. */
export function binOf(card: string): Bin | null {
  const limits = new Map<string, number>();
  for (const [, name, value] of card.matchAll(/\b(lmin|lmax|wmin|wmax)\s*=\s*[{']?\s*([^\s{}']+)/gi)) {
    limits.set((name as string).toLowerCase(), parseSpiceNumber(value as string));
  }
  const limit = (name: string) => limits.get(name) ?? Number.NaN;
  const bin = { lMin: limit("lmin"), lMax: limit("lmax"), wMin: limit("wmin"), wMax: limit("wmax") };
  return Object.values(bin).some(Number.isNaN) ? null : bin;
}

/** The bins nearest to a size, as text: `W 0.355 um to 0.365 um, L ...`. Distance is the change of W and L in logarithms. */
export function describeNearest(bins: readonly Bin[], w: number, l: number, count = 3): string {
  const gap = (value: number, min: number, max: number) =>
    Math.abs(Math.log(value / Math.min(Math.max(value, min), max)));
  const distance = (bin: Bin) => gap(w, bin.wMin, bin.wMax) + gap(l, bin.lMin, bin.lMax);
  return bins
    .map((bin) => ({ bin, far: distance(bin) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ bin }) => `W ${range(bin.wMin, bin.wMax)}, L ${range(bin.lMin, bin.lMax)}`)
    .join("; ");
}

function range(min: number, max: number): string {
  // A bin of a few nanometres is a point to its reader.
  if (max - min < 20e-9) return formatQuantity((min + max) / 2, "m");
  return `${formatQuantity(min, "m")} to ${formatQuantity(max, "m")}`;
}
