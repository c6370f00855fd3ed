import { MemspiceError } from "./error.ts";

/** Units that a spec may name; all values inside memspice are in these, unscaled. */
export type Unit = keyof typeof spellings;

/** Powers of ten. */
const prefixes: Readonly<Record<string, number>> = {
  f: -15,
  p: -12,
  n: -9,
  u: -6,
  µ: -6,
  m: -3,
  "": 0,
  k: 3,
  M: 6,
  meg: 6,
  G: 9,
};

const spellings = {
  V: ["V"],
  A: ["A"],
  ohm: ["ohm", "Ohm", "Ω"],
  S: ["S"],
  s: ["s"],
  m: ["m"],
  F: ["F"],
  Hz: ["Hz"],
  J: ["J"],
  "1": [""],
  "m^2/(V s)": ["m^2/(V s)", "m2/Vs"],
  "m/s": ["m/s"],
  K: ["K"],
  eV: ["eV"],
  "K/W": ["K/W"],
  "J/K": ["J/K"],
  "1/V": ["1/V"],
  "1/s": ["1/s"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const number = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/u;

/**
 * A number in SI units from what a user wrote: `10k`, `0.42u`, `3.1 ms`, `1e-14`, `100 ohm`, or a plain number.
 *
 * Prefixes are SI and case-sensitive: `m` is milli and `M` is mega (SPICE reads `M` as milli; this is not SPICE).
 * A single `m` after a length is the prefix milli, as in `10m`; write `0.01` to avoid the question.
 *
 * @throws MemspiceError QUANTITY_SYNTAX, QUANTITY_UNIT (another unit than the one asked for)
 */
export function parseQuantity(text: string | number, unit: Unit): number {
  if (typeof text === "number") {
    if (Number.isFinite(text)) return text;
    throw new MemspiceError("QUANTITY_SYNTAX", `${text} is not a finite number`, { hint: example(unit) });
  }
  const [, digits, suffix] = number.exec(text.trim()) ?? [];
  if (digits === undefined || suffix === undefined) {
    throw new MemspiceError("QUANTITY_SYNTAX", `"${text}" is not a number with an optional SI suffix`, {
      hint: example(unit),
    });
  }
  const power = powerOf(suffix, unit);
  if (power === undefined) {
    throw new MemspiceError("QUANTITY_UNIT", `"${text}" is not a quantity in ${unit}`, {
      hint: example(unit),
    });
  }
  const [mantissa, exponent = "0"] = digits.split(/e/i);
  return Number(`${mantissa}e${Number(exponent) + power}`); // one rounding: 0.42u is exactly 4.2e-7
}

function powerOf(suffix: string, unit: Unit): number | undefined {
  const bare = prefixes[suffix];
  if (bare !== undefined) return bare;
  for (const spelling of spellings[unit]) {
    if (!suffix.endsWith(spelling)) continue;
    const power = prefixes[suffix.slice(0, suffix.length - spelling.length).trim()];
    if (power !== undefined) return power;
  }
  return undefined;
}

function example(unit: Unit): string {
  const written = `1.5 k${spellings[unit][0]}`.trimEnd();
  return `Write it as 1500, 1.5e3, 1.5k or "${written}"; prefixes are f p n u m k M G.`;
}

const engineering = ["f", "p", "n", "u", "m", "", "k", "M", "G"];

/**
 * A value for people to read, with three significant digits and a prefix: `formatQuantity(1.6e4, "ohm")` is `16 kohm`. A number without
 * unit has no prefix either: `formatQuantity(0.25, "1")` is `0.25`.
 */
export function formatQuantity(value: number, unit: Unit): string {
  if (unit === "1") return `${Number(value.toPrecision(3))}`;
  if (value === 0 || !Number.isFinite(value)) return `${value} ${unit}`;
  const exponent = Math.floor(Math.log10(Math.abs(value) * (1 + 1e-12)) / 3);
  const index = Math.min(Math.max(exponent + 5, 0), engineering.length - 1);
  const scaled = value / 10 ** ((index - 5) * 3);
  return `${Number(scaled.toPrecision(3))} ${engineering[index]}${unit}`;
}
