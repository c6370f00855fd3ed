const scales: Readonly<Record<string, number>> = {
  t: 12,
  g: 9,
  meg: 6,
  k: 3,
  "": 0,
  m: -3,
  u: -6,
  n: -9,
  p: -12,
  f: -15,
  a: -18,
};

const spiceNumber = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:e([+-]?\d+))?(meg|mil|[tgkmunpfa])?[a-z_]*$/i;

/** A number as SPICE reads it (`1M` is a thousandth, `1meg` a million, units after it are ignored); NaN if it is none. */
export function parseSpiceNumber(text: string): number {
  const match = spiceNumber.exec(text.trim());
  if (match === null) return Number.NaN;
  const [, mantissa, exponent = "0", suffix = ""] = match;
  if (suffix.toLowerCase() === "mil") return Number(`${mantissa}e${exponent}`) * 25.4e-6;
  return Number(`${mantissa}e${Number(exponent) + (scales[suffix.toLowerCase()] as number)}`);
}
