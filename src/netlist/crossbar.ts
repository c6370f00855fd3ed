import { createMatrix, formatQuantity, type Matrix } from "../foundation/index.ts";
import type { DeckFile } from "../spice/index.ts";
import { formatNumber } from "../spice/index.ts";
import type { Deck } from "./deck.ts";
import { NetlistError } from "./error.ts";

export interface CrossbarCircuit {
  /** Name of the tile; the file with its cells is `<name>.inc`. */
  readonly name: string;
  /** Cell conductance [S], (rows, cols), >= 0; 0 leaves the cell out. */
  readonly conductance: Matrix;
  /** Resistance of one segment [ohm], >= 0; 0 makes a line one node. */
  readonly rWord: number;
  readonly rBit: number;
}

/**
 * The cells and wires of a passive crossbar with linear cells, as a file to include: word line i starts at node `in<i>`, one segment before
 * its first cell; bit line j ends at node `out<j>`, one segment after its last cell.
 */
export function emitCrossbarCells({ name, conductance, rWord, rBit }: CrossbarCircuit): DeckFile {
  const { rows, cols, data } = conductance;
  const word = (i: number, j: number) => (rWord === 0 || j < 0 ? `in${i}` : `w${i}_${j}`);
  const bit = (i: number, j: number) => (rBit === 0 || i >= rows ? `out${j}` : `b${i}_${j}`);
  const [segmentWord, segmentBit] = [formatNumber(rWord), formatNumber(rBit)];
  const lines = [
    `* ${name}: passive crossbar, ${rows} word lines (rows) x ${cols} bit lines (columns), linear cells`,
    `* segments: word line ${formatQuantity(rWord, "ohm")}, bit line ${formatQuantity(rBit, "ohm")}; one before the first cell, one after the last`,
    "* rx<i>_<j>: cell; rw<i>_<j>: word line segment before it; rb<i>_<j>: bit line segment after it",
  ];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      if (rWord > 0) lines.push(`rw${i}_${j} ${word(i, j - 1)} ${word(i, j)} ${segmentWord}`);
      const g = data[i * cols + j] as number;
      if (g > 0) lines.push(`rx${i}_${j} ${word(i, j)} ${bit(i, j)} ${formatNumber(1 / g)}`);
      if (rBit > 0) lines.push(`rb${i}_${j} ${bit(i, j)} ${bit(i + 1, j)} ${segmentBit}`);
    }
  }
  return { path: `${name}.inc`, text: `${lines.join("\n")}\n` };
}

export interface CrossbarDrive {
  /** Name of this drive, for the title: `image 17`. */
  readonly name: string;
  /** Word line voltages [V], (rows). */
  readonly voltage: Float64Array;
  readonly cols: number;
}

/**
 * The operating point of a crossbar: word lines driven by ideal sources, bit lines held at ground by 0 V sources.
 *
 * ngspice counts the current of a source from its first node through it, so `i(vb<j>)` is the current of bit line j into ground [A].
 */
export function buildCrossbarDeck(cells: DeckFile, { name, voltage, cols }: CrossbarDrive): Deck {
  const cards = [`.include ${cells.path}`];
  for (const [i, v] of voltage.entries()) cards.push(`vw${i} in${i} 0 ${formatNumber(v)}`);
  const probes: string[] = [];
  for (let j = 0; j < cols; j++) {
    cards.push(`vb${j} out${j} 0 0`);
    probes.push(`i(vb${j})`);
  }
  return {
    title: `${cells.path.replace(/\.inc$/, "")}, ${name}`,
    comments: ["vw<i> drives word line i [V]; i(vb<j>) is the current of bit line j into ground [A]"],
    cards,
    analysis: { kind: "op" },
    probes,
    options: {},
    files: [cells],
    origin: "built",
  };
}

/**
 * Currents into ground [A], (1, cols), from the vectors of a simulated crossbar deck.
 *
 * @throws NetlistError NETLIST_PROBE if a bit line was not recorded
 */
export function crossbarCurrents(vectors: Readonly<Record<string, Float64Array>>, cols: number): Matrix {
  const current = createMatrix(1, cols);
  for (let j = 0; j < cols; j++) {
    const value = vectors[`i(vb${j})`]?.[0];
    if (value === undefined) throw new NetlistError("NETLIST_PROBE", `no vector i(vb${j}) in the simulation`);
    current.data[j] = value;
  }
  return current;
}
