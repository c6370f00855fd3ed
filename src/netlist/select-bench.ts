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

/**
 * Voltages at which a select transistor is measured [V]: those of its lower end, source or drain, against ground from `vMin` to `vMax`, and those across it from
 * 0 to `vMax` - `vMin`; `points` of each, in equal steps.
 */
export interface SelectRange {
  readonly vMin: number;
  readonly vMax: number;
  readonly points: number;
}

/**
 * A select transistor as measured in SPICE. The voltage of the lower end is that against ground: with the bulk there, the body effect makes the current
 * depend on both voltages. Element (a, b) is at the a-th voltage of the lower end and the b-th across; the two ends are alike.
 */
export interface SelectCurves extends SelectRange {
  readonly transistor: SelectTransistor;
  /** Towards the lower end [A], (points, points), >= 0; exactly 0 at 0 V across. */
  readonly current: Matrix;
  /** Its derivatives to the voltage of the lower end and to that across [S], and to both [S/V], (points, points). */
  readonly byLow: Matrix;
  readonly byAcross: Matrix;
  readonly byBoth: Matrix;
}

/** Vector of the current at the k-th voltage of the lower end [A]. */
export const selectCurrent = (k: number): string => `i(vdrain${k})`;

/** Vector of the current at the middle of these voltages with drain and source exchanged [A], < 0. */
export const exchangedCurrent = "i(vexchanged)";

/** The equal steps of a range [V], and the place of its middle. */
export const stepOf = ({ vMin, vMax, points }: SelectRange): number => (vMax - vMin) / (points - 1);
export const middleOf = ({ points }: SelectRange): number => Math.floor(points / 2);

/**
 * Test bench of a select transistor at its gate voltage: current against the voltage across (`.dc`), one copy of the transistor for each voltage of
 * the lower end, bulk at ground; one more with drain and source exchanged. Sizes as in `buildTransistorDeck`: no junction areas.
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
  const call = (instance: string, nodes: readonly [string, string, string, string]) =>
    models.call({ instance, nodes, device, w, l, m: 1 });
  const cards = ["Vacross x 0 0", `Vgate g 0 ${formatNumber(vGate)}`];
  for (let k = 0; k < points; k++) {
    cards.push(
      `Vlow${k} s${k} 0 ${formatNumber(vMin + k * stepOf(range))}`,
      `Eacross${k} e${k} s${k} x 0 1`,
      `Vdrain${k} e${k} d${k} 0`,
      call(`M${k}`, [`d${k}`, "g", `s${k}`, "0"]),
    );
  }
  const middle = middleOf(range);
  cards.push(`Vexchanged s${middle} dx 0`, call("Mexchanged", ["dx", "g", `e${middle}`, "0"]));
  return {
    title: `select transistor ${device}, W ${formatQuantity(w, "m")}, L ${formatQuantity(l, "m")}`,
    comments: [
      `Gate ${vGate} V, bulk at ground; models ${models.name}, corner ${models.corner}.`,
      `Vacross is the voltage from source to drain, vlow<k> the source voltage of copy k: ${vMin} to ${vMax} V; i(vdrain<k>) the current into its drain.`,
    ],
    cards: [...models.slim(cards), ...cards],
    analysis: { kind: "dc", source: "Vacross", start: 0, stop: vMax - vMin, step: stepOf(range) },
    probes: [...Array.from({ length: points }, (_, k) => selectCurrent(k)), exchangedCurrent],
    options: { gmin: 1e-15, abstol: 1e-15, reltol: 1e-7, vntol: 1e-10 },
    files: [],
    origin: "built",
  };
}
