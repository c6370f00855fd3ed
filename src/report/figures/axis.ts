import { summarize } from "../../foundation/index.ts";
import { type Scale, scaleFor } from "../sizing-units.ts";
import { plain } from "../units.ts";
import { logTicks } from "./log-axis.ts";

/** What an axis shows; values in SI. */
export interface AxisSpec {
  /** `membrane current` */
  readonly name: string;
  /** As a spec names it; `1` for a plain number. */
  readonly unit: string;
  readonly log?: boolean;
  /** Begins at 0, if the values do not go below. */
  readonly zero?: boolean;
}

export interface Axis {
  readonly scale: Scale;
  readonly label: string;
  readonly log: boolean;
  /** In the scale's unit. */
  readonly domain: readonly [number, number];
  /** Tick values, or about how many. */
  readonly ticks: readonly number[] | number;
  readonly format: (value: number) => string;
}

/** More decades than this are shown in the plain unit with powers of ten. */
const manyDecades = 6;

/** The axis that holds `values`; on a logarithmic one, values at and below 0 are left out. Null: nothing to show. */
export function axisFor(spec: AxisSpec, values: readonly number[]): Axis | null {
  const shown = values.filter((value) => Number.isFinite(value) && (!spec.log || value > 0));
  if (shown.length === 0) return null;
  const { min, max } = summarize(shown);
  return spec.log ? logAxis(spec, min, max) : linearAxis(spec, min, max);
}

function linearAxis({ name, unit, zero = false }: AxisSpec, min: number, max: number): Axis {
  const low = zero && min >= 0 ? 0 : min;
  const spread = max - low || Math.abs(max) || 1;
  const scale = scaleFor(Math.max(Math.abs(low), Math.abs(max)), unit);
  const domain = [low === 0 ? 0 : low - 0.06 * spread, max + 0.06 * spread].map((v) => v * scale.factor);
  return {
    scale,
    label: labelled(name, scale.unit),
    log: false,
    domain: domain as unknown as readonly [number, number],
    ticks: 5,
    format: plain,
  };
}

function logAxis({ name, unit }: AxisSpec, min: number, max: number): Axis {
  const decades = Math.log10(max / min);
  const scale =
    decades > manyDecades ? { ...scaleFor(1, unit), factor: 1 } : scaleFor(Math.sqrt(min * max), unit);
  const room = 10 ** Math.max(0.05 * decades, 0.04);
  const domain = [(min / room) * scale.factor, max * room * scale.factor] as const;
  return {
    scale,
    label: `${labelled(name, scale.unit)} (log)`,
    log: true,
    domain,
    ticks: sparse(logTicks(...domain)),
    format: decades > manyDecades ? power : plain,
  };
}

/** At most nine ticks: of more, every second, third... is kept. */
function sparse(ticks: readonly number[]): number[] {
  const step = Math.ceil(ticks.length / 9);
  return ticks.filter((_, i) => i % step === 0);
}

function labelled(name: string, unit: string): string {
  return unit === "" ? name : `${name}, ${unit}`;
}

/** `10⁻¹²` */
function power(value: number): string {
  const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const exponent = Math.round(Math.log10(value));
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}
