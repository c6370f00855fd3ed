import { engineering, plain, prefixFor } from "./units.ts";

const symbols: Readonly<Record<string, string>> = { ohm: "Ω", "1": "" };

/** A unit of a spec as printed: `Ω` for `ohm`, nothing for a plain number. */
export function unitSymbol(unit: string): string {
  return symbols[unit] ?? unit;
}

/** A value of a spec's unit for people, three digits and a prefix: `384 kHz`; without prefix where there is no unit: `1.02`. */
export function quantity(value: number, unit: string): string {
  const symbol = unitSymbol(unit);
  return symbol === "" ? plain(value) : engineering(value, symbol);
}

/** The same in plain ASCII with all digits that matter and no space, for names: `100nA`, `12.5uS`. */
export function exactQuantity(value: number, unit: string): string {
  const { symbol, factor } = unit === "1" ? { symbol: "", factor: 1 } : prefixFor(Math.abs(value));
  return `${Number((value * factor).toPrecision(12))}${symbol.replace("µ", "u")}${unit === "1" ? "" : unit}`;
}

/** How the values of one column or axis are printed: one prefix and one number of decimals for all. */
export interface Scale {
  /** Prefix and unit: `kHz`; empty for a plain number. */
  readonly unit: string;
  readonly factor: number;
  /** Decimals in which the largest value has four digits: more than a limit is known to, so that near misses show. */
  readonly decimals: number;
}

/** The scale that suits values up to `largest`. A plain number has no prefix. */
export function scaleFor(largest: number, unit: string): Scale {
  const symbol = unitSymbol(unit);
  const { symbol: prefix, factor } = symbol === "" ? { symbol: "", factor: 1 } : prefixFor(largest);
  const digits = largest > 0 ? Math.floor(Math.log10(largest * factor) + 1e-9) + 1 : 1;
  return { unit: `${prefix}${symbol}`, factor, decimals: Math.min(Math.max(4 - digits, 0), 12) };
}

/** A value in its scale, four digits; values far below the largest keep four digits of their own. */
export function scaled(value: number, { factor, decimals }: Scale): string {
  const shown = value * factor;
  const fixed = shown.toFixed(decimals);
  const fine = Number(fixed) === 0 ? shown === 0 : Math.abs(shown) * 10 ** decimals >= 100;
  return (fine ? fixed : String(Number(shown.toPrecision(4)))).replace(/^-/, "−").replace("e-", "e−");
}

/** A length in micrometres, as designers draw: `0.42`. */
export function microns(length: number): string {
  return String(Number((length * 1e6).toPrecision(6)));
}
