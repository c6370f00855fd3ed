import { createMatrix, formatQuantity, type Matrix } from "../foundation/index.ts";
import type { Deck } from "./deck.ts";
import { NetlistError } from "./error.ts";
import { formatNumber } from "./number.ts";

export interface CrossbarBench {
  readonly title: string;
  /** Cell conductance [S], (rows, cols), >= 0; 0 leaves the cell out. */
  readonly conductance: Matrix;
  /** Resistance of one segment [ohm], >= 0; 0 makes a line one node. */
  readonly rWord: number;
  readonly rBit: number;
  /** Word line voltages [V], (rows). */
  readonly drive: Float64Array;
}

/**
 * The operating point of a passive crossbar of linear cells: word lines driven by ideal sources from the left, one segment before the
 * first cell; bit lines held at ground by 0 V sources `vb<j>`, one segment after the last cell.
 *
 * `-i(vb<j>)` would flow out of ground; ngspice counts the current of a source from its first node through it, so with the bit line
 * first, `i(vb<j>)` is the current into ground [A].
 *
 * @throws NetlistError NETLIST_SHAPE
 */
export function buildCrossbarDeck({ title, conductance, rWord, rBit, drive }: CrossbarBench): Deck {
  const { rows, cols, data } = conductance;
  if (drive.length !== rows) {
    throw new NetlistError(
      "NETLIST_SHAPE",
      `${drive.length} word line voltages for a crossbar of ${rows} rows`,
    );
  }
  const word = (i: number, j: number) => (rWord === 0 ? `w${i}` : `w${i}_${j}`);
  const bit = (i: number, j: number) => (rBit === 0 ? `b${j}` : `b${j}_${i}`);
  const cards: string[] = [];
  for (let i = 0; i < rows; i++) {
    cards.push(`vw${i} ${rWord === 0 ? word(i, 0) : `in${i}`} 0 ${formatNumber(drive[i] as number)}`);
    for (let j = 0; j < cols; j++) {
      const from = j === 0 ? `in${i}` : word(i, j - 1);
      if (rWord > 0) cards.push(`rw${i}_${j} ${from} ${word(i, j)} ${formatNumber(rWord)}`);
      const g = data[i * cols + j] as number;
      if (g > 0) cards.push(`rx${i}_${j} ${word(i, j)} ${bit(i, j)} ${formatNumber(1 / g)}`);
      const below = i === rows - 1 ? `out${j}` : bit(i + 1, j);
      if (rBit > 0) cards.push(`rb${i}_${j} ${bit(i, j)} ${below} ${formatNumber(rBit)}`);
    }
  }
  const probes: string[] = [];
  for (let j = 0; j < cols; j++) {
    cards.push(`vb${j} ${rBit === 0 ? bit(0, j) : `out${j}`} 0 0`);
    probes.push(`i(vb${j})`);
  }
  return {
    title,
    comments: [
      `passive crossbar, ${rows} word lines (rows) x ${cols} bit lines (columns), linear cells`,
      `segments: word line ${formatQuantity(rWord, "ohm")}, bit line ${formatQuantity(rBit, "ohm")}; one before the first cell, one after the last`,
      "vw<i> drives word line i; i(vb<j>) is the current of bit line j into ground",
      "rx<i>_<j> cell, rw<i>_<j> word line segment before it, rb<i>_<j> bit line segment after it",
    ],
    cards,
    analysis: { kind: "op" },
    probes,
    options: {},
    files: [],
    origin: "built",
  };
}

/** Currents into ground [A], (1, cols), from the vectors of a simulated crossbar deck. */
export function crossbarCurrents(vectors: Readonly<Record<string, Float64Array>>, cols: number): Matrix {
  const current = createMatrix(1, cols);
  for (let j = 0; j < cols; j++) {
    const vector = vectors[`i(vb${j})`];
    if (vector === undefined)
      throw new NetlistError("NETLIST_SHAPE", `no vector i(vb${j}) in the simulation`);
    current.data[j] = vector[0] as number;
  }
  return current;
}
