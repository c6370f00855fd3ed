import { formatQuantity, type Matrix } from "../foundation/index.ts";
import type { ModelSet } from "../pdk/index.ts";
import { formatNumber } from "../spice/index.ts";
import type { Deck } from "./deck.ts";
import { NetlistError } from "./error.ts";

/** The select transistor of a 1T1R cell: an n-channel device, sizes [m], and the voltage of its select line during a read [V]. Bulk at ground. */
export interface SelectTransistor {
  readonly device: string;
  readonly w: number;
  readonly l: number;
  readonly vGate: number;
}

/** Voltages of drain and source at which a select transistor is measured [V]: `points` of each, from `vMin` to `vMax`, in equal steps. */
export interface SelectRange {
  readonly vMin: number;
  readonly vMax: number;
  readonly points: number;
}

/**
 * A select transistor as measured in SPICE. Voltages are those against ground and not differences: with the bulk at ground, the body effect makes
 * the current depend on both. Element (a, b) is at source voltage a, drain voltage b.
 */
export interface SelectCurves extends SelectRange {
  readonly transistor: SelectTransistor;
  /** Into the drain and out of the source [A], (points, points). */
  readonly current: Matrix;
  /** Its derivatives to the drain and to the source voltage [S], and to both [S/V], (points, points). */
  readonly byDrain: Matrix;
  readonly bySource: Matrix;
  readonly byBoth: Matrix;
}

/** Vector of the drain current at the k-th source voltage [A]. */
export const selectCurrent = (k: number): string => `i(vdrain${k})`;

/** The equal steps of a range [V]. */
export const stepOf = ({ vMin, vMax, points }: SelectRange): number => (vMax - vMin) / (points - 1);

/**
 * Test bench of a select transistor at its gate voltage: drain current against the drain voltage (`.dc`), one copy of the transistor for each
 * source voltage, bulk at ground. Sizes as in `buildTransistorDeck`: no junction areas.
 *
 * @throws NetlistError NETLIST_SWEEP for a range without five points upwards
 */
export function buildSelectDeck(transistor: SelectTransistor, models: ModelSet, range: SelectRange): Deck {
  const { device, w, l, vGate } = transistor;
  const { vMin, vMax, points } = range;
  if (!(vMax > vMin && points >= 5 && Number.isInteger(points))) {
    const problem = `${points} points from ${vMin} to ${vMax} V, expected at least five, upwards`;
    throw new NetlistError("NETLIST_SWEEP", problem, {
      at: ["select transistor"],
      hint: "Give the range of voltages that the lines of the array take while they are read.",
    });
  }
  const cards = [`Vdrain d 0 ${formatNumber(vMin)}`, `Vgate g 0 ${formatNumber(vGate)}`];
  for (let k = 0; k < points; k++) {
    cards.push(
      `Vsource${k} s${k} 0 ${formatNumber(vMin + k * stepOf(range))}`,
      `Vdrain${k} d d${k} 0`,
      models.call({ instance: `M${k}`, nodes: [`d${k}`, "g", `s${k}`, "0"], device, w, l, m: 1 }),
    );
  }
  return {
    title: `select transistor ${device}, W ${formatQuantity(w, "m")}, L ${formatQuantity(l, "m")}`,
    comments: [
      `Gate ${vGate} V, bulk at ground; models ${models.name}, corner ${models.corner}.`,
      `Vdrain is the drain voltage, vsource<k> the source voltage of copy k: ${vMin} to ${vMax} V; i(vdrain<k>) the current into its drain.`,
    ],
    cards: [...models.slim(cards), ...cards],
    analysis: { kind: "dc", source: "Vdrain", start: vMin, stop: vMax, step: stepOf(range) },
    probes: Array.from({ length: points }, (_, k) => selectCurrent(k)),
    options: { gmin: 1e-15, abstol: 1e-15, reltol: 1e-7, vntol: 1e-10 },
    files: [],
    origin: "built",
  };
}
