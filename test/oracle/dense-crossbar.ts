import type { Tile } from "../../src/crossbar/index.ts";
import { createMatrix, type Matrix } from "../../src/foundation/index.ts";

/** Bit line currents [A], (batch, cols), and node voltages [V], (batch, rows * cols). */
export interface DenseSolution {
  readonly current: Matrix;
  readonly wordVoltage: Matrix;
  readonly bitVoltage: Matrix;
}

/**
 * A tile solved from Kirchhoff's current law written out node by node, by Gaussian elimination with partial pivoting: slow, and independent of
 * the solver under test in all but the convention. Nodes without resistance between them are made one first, so 0 ohm is exact.
 */
export function denseSolution(tile: Tile, drive: Matrix): DenseSolution {
  const { rows, cols, data } = tile.conductance;
  const { rWord, rBit, rDriver = 0, rSense = 0, wordDrive = "left", bitSense = "bottom" } = tile;
  const cells = rows * cols;
  const word = (i: number, j: number) => i * cols + j;
  const bit = (i: number, j: number) => cells + i * cols + j;
  const source = (i: number) => 2 * cells + i;
  const ground = (j: number) => 2 * cells + rows + j;
  const total = 2 * cells + rows + cols;

  const resistors: { p: number; q: number; r: number }[] = [];
  for (let i = 0; i < rows; i++) {
    resistors.push({ p: source(i), q: word(i, 0), r: rDriver + rWord });
    if (wordDrive === "both") resistors.push({ p: source(i), q: word(i, cols - 1), r: rWord + rDriver });
    for (let j = 0; j < cols; j++) {
      if (j > 0) resistors.push({ p: word(i, j - 1), q: word(i, j), r: rWord });
      if (i > 0) resistors.push({ p: bit(i - 1, j), q: bit(i, j), r: rBit });
      resistors.push({ p: word(i, j), q: bit(i, j), r: 1 / data[i * cols + j]! });
    }
  }
  for (let j = 0; j < cols; j++) {
    resistors.push({ p: bit(rows - 1, j), q: ground(j), r: rBit + rSense });
    if (bitSense === "both") resistors.push({ p: bit(0, j), q: ground(j), r: rSense + rBit });
  }

  const node = mergeNodes(
    total,
    resistors.filter(({ r }) => r === 0),
  );
  const known = new Map<number, number | null>(); // a source, or null for ground
  for (let i = 0; i < rows; i++) known.set(node[source(i)]!, i);
  for (let j = 0; j < cols; j++) {
    if (typeof known.get(node[ground(j)]!) === "number") throw new Error("a source is shorted to ground");
    known.set(node[ground(j)]!, null);
  }
  const unknown = [...new Set(node)].filter((p) => !known.has(p));
  const index = new Map(unknown.map((p, k) => [p, k]));
  const n = unknown.length;
  const a = Array.from({ length: n }, () => new Float64Array(n + drive.rows));
  const knownVoltage = (p: number, b: number) => {
    const i = known.get(p);
    return i === null || i === undefined ? 0 : drive.data[b * rows + i]!;
  };
  const stamp = (p: number, q: number, g: number) => {
    const row = index.get(p);
    if (row === undefined) return;
    a[row]![row]! += g;
    const col = index.get(q);
    if (col !== undefined) a[row]![col]! -= g;
    else for (let b = 0; b < drive.rows; b++) a[row]![n + b]! += g * knownVoltage(q, b);
  };
  const real = resistors.filter(({ r }) => r > 0 && r < Number.POSITIVE_INFINITY);
  for (const { p, q, r } of real) {
    if (node[p] === node[q]) continue;
    stamp(node[p]!, node[q]!, 1 / r);
    stamp(node[q]!, node[p]!, 1 / r);
  }
  eliminate(a, n);

  const voltage = (p: number, b: number) => {
    const k = index.get(node[p]!);
    return k === undefined ? knownVoltage(node[p]!, b) : a[k]![n + b]!;
  };
  const solution = {
    current: createMatrix(drive.rows, cols),
    wordVoltage: createMatrix(drive.rows, cells),
    bitVoltage: createMatrix(drive.rows, cells),
  };
  const bitLine = new Map(Array.from({ length: cols }, (_, j) => [node[ground(j)]!, j]));
  for (let b = 0; b < drive.rows; b++) {
    for (let k = 0; k < cells; k++) {
      solution.wordVoltage.data[b * cells + k] = voltage(k, b);
      solution.bitVoltage.data[b * cells + k] = voltage(cells + k, b);
    }
    for (const { p, q, r } of real) {
      const into = bitLine.get(node[q]!);
      const from = bitLine.get(node[p]!);
      if (into === from) continue;
      const i = (voltage(p, b) - voltage(q, b)) / r;
      if (into !== undefined) solution.current.data[b * cols + into]! += i;
      if (from !== undefined) solution.current.data[b * cols + from]! -= i;
    }
  }
  return solution;
}

/** The least number of the nodes that each node is one with. */
function mergeNodes(
  total: number,
  shorts: readonly { readonly p: number; readonly q: number }[],
): Int32Array {
  const node = Int32Array.from({ length: total }, (_, k) => k);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { p, q } of shorts) {
      const least = Math.min(node[p]!, node[q]!);
      if (node[p] === node[q]) continue;
      node[p] = least;
      node[q] = least;
      changed = true;
    }
  }
  return node;
}

function eliminate(a: Float64Array[], n: number): void {
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[pivot]![k]!)) pivot = i;
    [a[k], a[pivot]] = [a[pivot]!, a[k]!];
    const row = a[k]!;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const other = a[i]!;
      const factor = other[k]! / row[k]!;
      if (factor === 0) continue;
      for (let j = k; j < row.length; j++) other[j]! -= factor * row[j]!;
    }
  }
  for (let k = 0; k < n; k++) for (let j = n; j < a[k]!.length; j++) a[k]![j]! /= a[k]![k]!;
}
