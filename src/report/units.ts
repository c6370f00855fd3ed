/** Number and unit must not be parted at the end of a line. */
const space = "\u00a0";
const minus = "\u2212";

const prefixes: Readonly<Record<number, string>> = {
  [-18]: "a",
  [-15]: "f",
  [-12]: "p",
  [-9]: "n",
  [-6]: "µ",
  [-3]: "m",
  0: "",
  3: "k",
  6: "M",
  9: "G",
};

/** The engineering prefix for values up to `largest`, rounded to 3 digits: `{ symbol: "µ", factor: 1e6 }` for 42e-6; shown = value * factor. */
export function prefixFor(largest: number): { readonly symbol: string; readonly factor: number } {
  const magnitude = Math.abs(Number(largest.toPrecision(3))); // 0.99999 V belongs on an axis in V
  if (magnitude === 0 || !Number.isFinite(magnitude)) return { symbol: "", factor: 1 };
  const exponent = Math.floor(Math.log10(magnitude * (1 + 1e-9)) / 3) * 3;
  const power = Math.min(Math.max(exponent, -18), 9);
  return { symbol: prefixes[power] as string, factor: 10 ** -power };
}

/** A value for people, three significant digits and an SI prefix: `62.5 µS`. `unit` as printed, such as `Ω`. */
export function engineering(value: number, unit: string): string {
  if (!Number.isFinite(value)) return `not a number${space}(${unit})`;
  const rounded = Number(value.toPrecision(3)); // before the prefix is chosen: 999.9 is 1 k, not 1000
  const { symbol, factor } = prefixFor(rounded);
  return `${signed(Number((rounded * factor).toPrecision(3)))}${space}${symbol}${unit}`;
}

/** Three significant digits without a unit; very large and very small values as `3.2e-9`. */
export function plain(value: number): string {
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5)) {
    return value
      .toExponential(1)
      .replace(".0e", "e")
      .replace("e+", "e")
      .replace(/^-/, minus)
      .replace("e-", `e${minus}`);
  }
  return signed(Number(value.toPrecision(3)));
}

function signed(value: number): string {
  return String(value).replace(/^-/, minus).replace("e-", `e${minus}`);
}

/** A whole number with its thousands grouped: `10,000`. */
export function integer(value: number): string {
  return Math.round(value).toLocaleString("en-US").replace("-", minus);
}

/** Decimals of a percentage in which one image of `images` still shows: 2 for 10,000, 1 for 1,000, none for 100. */
function decimals(images: number): number {
  return Math.min(Math.max(Math.ceil(Math.log10(images) - 1e-9) - 2, 0), 2);
}

/** A fraction of so many images, in percent, with no more digits than they can carry: `97.41 %`. */
export function percent(fraction: number, images: number): string {
  return `${percentDigits(fraction, images)}${space}%`;
}

/** The same without the sign, for tables that have it in the heading. */
export function percentDigits(fraction: number, images: number): string {
  return (fraction * 100).toFixed(decimals(images));
}

/** A difference of two fractions in percentage points, signed: `−0.15`, `+0.02`. */
export function points(difference: number, images: number): string {
  const text = Math.abs(difference * 100).toFixed(decimals(images));
  if (Number(text) === 0) return text;
  return `${difference < 0 ? minus : "+"}${text}`;
}

/** A share in percent, three significant digits: `1.24 %`. */
export function share(fraction: number): string {
  return `${plain(fraction * 100)}${space}%`;
}

/** Seconds for people: `0.42 s`, `73 s`, `12 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds < 100) return `${plain(Number(seconds.toPrecision(2)))}${space}s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}${space}min ${whole % 60}${space}s`;
}
