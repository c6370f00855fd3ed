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

/** The node between memristor and transistor is found anew for every cell, from where it was at the call before. */
function selectedLaw({ state, multiple, select }: SelectedCells, device: Equations): CellLaw {
  const transistor = selectCurrentOf(select);
  const middle = new Float64Array(state.data.length);
  const point = { current: 0, byDrain: 0, bySource: 0 };
  return (word, bit, { current, byWord, byBit }) => {
    for (let k = 0; k < current.length; k++) {
      const factor = multiple === undefined ? 1 : multiple.data[k]!;
      if (factor === 0) continue; // an open cell: all three stay 0
      const [w, b, x] = [word[k]!, bit[k]!, state.data[k]!];
      const own = { device, state: x, factor };
      const m = middleVoltage(own, transistor, { w, b, start: middle[k]! }, point);
      middle[k] = m;
      const slope = factor * device.slope(w - m, x);
      current[k] = point.current;
      const both = slope + point.byDrain;
      byWord[k] = both > 0 ? (slope * point.byDrain) / both : 0;
      byBit[k] = both > 0 ? (slope * point.bySource) / both : 0;
    }
  };
}

/**
 * Voltage of the node at which memristor and transistor carry the same current [V]. The memristor's falls with it and the transistor's grows, so there is
 * one, between the lines: Newton, and halving where Newton leaves the bracket. `point` is the transistor there.
 */
function middleVoltage(
  cell: { readonly device: Equations; readonly state: number; readonly factor: number },
  transistor: (drain: number, source: number, point: SelectPoint) => void,
  { w, b, start }: { readonly w: number; readonly b: number; readonly start: number },
  point: SelectPoint,
): number {
  const { device, state, factor } = cell;
  let [low, high] = w < b ? [w, b] : [b, w];
  let m = Math.min(Math.max(start, low), high);
  for (let n = 0; n < 200; n++) {
    transistor(m, b, point);
    const excess = factor * device.current(w - m, state) - point.current;
    if (excess > 0) low = m;
    else high = m;
    const next = m + excess / (factor * device.slope(w - m, state) + point.byDrain);
    const inside = next >= low && next <= high; // not where it is not a number
    const better = inside ? next : (low + high) / 2;
    if (Math.abs(better - m) <= closest * (Math.abs(w) + Math.abs(b))) return m;
    m = better;
  }
  return m;
}

/** A step of the node that no longer counts, as a fraction of the lines' voltages. */
const closest = 1e-13;
