import type { NonlinearTile } from "../../src/crossbar/index.ts";
import { equationsOf } from "../../src/device/index.ts";
import { shapeOf } from "../../src/netlist/index.ts";

/** Current from the first node to the second [A] at their voltages [V]. */
interface Branch {
  readonly from: number;
  readonly to: number;
  readonly current: (from: number, to: number) => number;
}

/** Current into the drain and out of the source [A] at their voltages [V]. */
export type Transistor = (drain: number, source: number) => number;

/**
 * Bit line currents [A], (cols), of a tile with cells of any kind: Kirchhoff's current law at every node, the one inside a 1T1R cell among them, by
 * Newton's method with differences for derivatives and Gaussian elimination. Lines need more than 0 ohm. It shares nothing with the solver but the
 * current of a single device.
 */
export function denseCurrents(
  tile: NonlinearTile,
  drive: readonly number[],
  transistor?: Transistor,
): number[] {
  const { cells, rWord, rBit, rDriver = 0, rSense = 0, wordDrive = "left", bitSense = "bottom" } = tile;
  const { rows, cols } = shapeOf(cells);
  const count = rows * cols;
  const word = (i: number, j: number) => i * cols + j;
  const bit = (i: number, j: number) => count + i * cols + j;
  const middle = (k: number) => 2 * count + k;
  const unknown = cells.kind === "1t1r" ? 3 * count : 2 * count;
  const source = (i: number) => unknown + i;
  const ground = unknown + rows;
  const branches: Branch[] = [];
  const resistor = (from: number, to: number, r: number) =>
    branches.push({ from, to, current: (a, b) => (a - b) / r });
  const outs: { readonly branch: number; readonly col: number }[] = [];
  const sense = (i: number, j: number) =>
    outs.push({ branch: resistor(bit(i, j), ground, rBit + rSense) - 1, col: j });
  for (let i = 0; i < rows; i++) {
    resistor(source(i), word(i, 0), rDriver + rWord);
    if (wordDrive === "both") resistor(source(i), word(i, cols - 1), rDriver + rWord);
    for (let j = 0; j < cols; j++) {
      const k = i * cols + j;
      if (j > 0) resistor(word(i, j - 1), word(i, j), rWord);
      if (i > 0) resistor(bit(i - 1, j), bit(i, j), rBit);
      if (cells.kind === "linear") {
        resistor(word(i, j), bit(i, j), 1 / cells.conductance.data[k]!);
        continue;
      }
      const device = equationsOf(cells.device);
      const [state, multiple] = [cells.state.data[k]!, cells.multiple?.data[k] ?? 1];
      const own = (a: number, b: number) => multiple * device.current(a - b, state);
      const end = cells.kind === "1t1r" ? middle(k) : bit(i, j);
      branches.push({ from: word(i, j), to: end, current: own });
      if (transistor) branches.push({ from: middle(k), to: bit(i, j), current: transistor });
    }
  }
  for (let j = 0; j < cols; j++) {
    sense(rows - 1, j);
    if (bitSense === "both") sense(0, j);
  }
  const voltage = new Float64Array(ground + 1);
  for (let i = 0; i < rows; i++) voltage[source(i)] = drive[i]!;
  for (let n = 0; n < 60; n++) {
    const step = newtonStep(branches, voltage, unknown);
    for (let p = 0; p < unknown; p++) voltage[p]! += step[p]!;
    if (Math.max(...step.map(Math.abs)) < 1e-13) break;
    if (n === 59) throw new Error("the oracle did not converge");
  }
  const total = new Array<number>(cols).fill(0);
  for (const { branch, col } of outs) {
    const { from, to, current } = branches[branch]!;
    total[col]! += current(voltage[from]!, voltage[to]!);
  }
  return total;
}

function newtonStep(branches: readonly Branch[], voltage: Float64Array, n: number): number[] {
  const a = Array.from({ length: n }, () => new Float64Array(n + 1));
  for (const { from, to, current } of branches) {
    const [u, v] = [voltage[from]!, voltage[to]!];
    const h = 1e-6;
    const i = current(u, v);
    const byFrom = (current(u + h, v) - current(u - h, v)) / (2 * h);
    const byTo = (current(u, v + h) - current(u, v - h)) / (2 * h);
    for (const [node, sign] of [
      [from, 1],
      [to, -1],
    ] as const) {
      if (node >= n) continue;
      if (from < n) a[node]![from]! += sign * byFrom;
      if (to < n) a[node]![to]! += sign * byTo;
      a[node]![n]! -= sign * i;
    }
  }
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[pivot]![k]!)) pivot = i;
    [a[k], a[pivot]] = [a[pivot]!, a[k]!];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = a[i]![k]! / a[k]![k]!;
      if (factor !== 0) for (let j = k; j <= n; j++) a[i]![j]! -= factor * a[k]![j]!;
    }
  }
  return a.map((row, k) => row[n]! / row[k]!);
}
