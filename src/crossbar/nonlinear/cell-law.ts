import { type Equations, equationsOf } from "../../device/index.ts";
import type { CrossbarCells, MemristorCells, SelectedCells } from "../../netlist/index.ts";
import { type SelectPoint, selectCurrentOf } from "./select-current.ts";

/** All cells at given voltages, (rows * cols) each: current [A] from word to bit line, and its derivatives [S], both >= 0. */
export interface CellPoint {
  readonly current: Float64Array;
  /** To the word line voltage. */
  readonly byWord: Float64Array;
  /** To the bit line voltage, turned around. */
  readonly byBit: Float64Array;
}

/** The currents of all cells as functions of the voltages of their word and bit lines [V], (rows * cols). */
export type CellLaw = (word: Float64Array, bit: Float64Array, point: CellPoint) => void;

export function createCellPoint(cells: number): CellPoint {
  return {
    current: new Float64Array(cells),
    byWord: new Float64Array(cells),
    byBit: new Float64Array(cells),
  };
}

/** @throws DeviceError DEVICE_PARAMETER */
export function cellLawOf(cells: CrossbarCells): CellLaw {
  switch (cells.kind) {
    case "linear":
      return linearLaw(cells.conductance.data);
    case "memristor":
      return memristorLaw(cells, equationsOf(cells.device));
    case "1t1r":
      return selectedLaw(cells, equationsOf(cells.device));
  }
}

function linearLaw(conductance: Float64Array): CellLaw {
  return (word, bit, { current, byWord, byBit }) => {
    for (let k = 0; k < current.length; k++) current[k] = conductance[k]! * (word[k]! - bit[k]!);
    byWord.set(conductance);
    byBit.set(conductance);
  };
}

function memristorLaw({ state, multiple }: MemristorCells, device: Equations): CellLaw {
  return (word, bit, { current, byWord, byBit }) => {
    for (let k = 0; k < current.length; k++) {
      const factor = multiple === undefined ? 1 : multiple.data[k]!;
      const v = word[k]! - bit[k]!;
      current[k] = factor * device.current(v, state.data[k]!);
      byWord[k] = factor * device.slope(v, state.data[k]!);
    }
    byBit.set(byWord);
  };
}

/**
 * The node between memristor and transistor is where both carry the same current. The memristor's falls with its voltage and the transistor's grows, so there is
 * one, between the lines: Newton's method from where it was at the call before, and halving where that leaves the bracket.
 */
function selectedLaw({ state, multiple, select }: SelectedCells, device: Equations): CellLaw {
  const transistor = selectCurrentOf(select);
  const middle = new Float64Array(state.data.length);
  const point: SelectPoint = { current: 0, byDrain: 0, bySource: 0 };
  return (word, bit, { current, byWord, byBit }) => {
    for (let k = 0; k < current.length; k++) {
      const factor = multiple === undefined ? 1 : multiple.data[k]!;
      if (factor === 0) continue; // an open cell: all three stay 0
      const [w, b, x] = [word[k]!, bit[k]!, state.data[k]!];
      let [low, high] = w < b ? [w, b] : [b, w];
      let m = Math.min(Math.max(middle[k]!, low), high);
      let slope = 0;
      let step = 0;
      for (let n = 0; n < mostSteps; n++) {
        transistor(m, b, point);
        slope = factor * device.slope(w - m, x);
        const excess = factor * device.current(w - m, x) - point.current;
        if (excess > 0) low = m;
        else high = m;
        const next = m + excess / (slope + point.byDrain);
        step = (next >= low && next <= high ? next : (low + high) / 2) - m; // not `next` where it is not a number
        if (Math.abs(step) <= closest * (Math.abs(w) + Math.abs(b))) break;
        m += step;
      }
      middle[k] = m + step;
      current[k] = point.current + point.byDrain * step;
      const both = slope + point.byDrain;
      byWord[k] = both > 0 ? (slope * point.byDrain) / both : 0;
      byBit[k] = both > 0 ? (slope * point.bySource) / both : 0;
    }
  };
}

/** Halving alone comes from the width of a bracket to nothing in fewer. */
const mostSteps = 200;
/** Last step of the node, as a fraction of the lines' voltages. It is taken on the tangent, so what is left is its square. */
const closest = 1e-7;
