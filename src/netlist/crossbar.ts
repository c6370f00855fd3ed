import { createMatrix, formatQuantity, type Matrix } from "../foundation/index.ts";
import type { DeckFile } from "../spice/index.ts";
import { formatNumber } from "../spice/index.ts";
import type { Deck } from "./deck.ts";
import { NetlistError } from "./error.ts";

/** The lines of a tile and what stands at their ends. */
export interface CrossbarLines {
  /** Resistance of one segment [ohm], >= 0; 0 makes a line one node. */
  readonly rWord: number;
  readonly rBit: number;
  /** Resistance of drivers and of sense amplifiers [ohm], >= 0; 0 where left out. */
  readonly rDriver?: number;
  readonly rSense?: number;
  /** Ends of the lines that have one; left and bottom where left out. */
  readonly wordDrive?: "left" | "both";
  readonly bitSense?: "bottom" | "both";
  /** Nodes at the start of word line i and at the end of bit line j; `in<i>` and `out<j>` where left out. */
  readonly ends?: { word(i: number): string; bit(j: number): string };
}

export interface CrossbarCircuit extends CrossbarLines {
  /** Name of the tile; the file with its cells is `<name>.inc`. */
  readonly name: string;
  /** Cell conductance [S], (rows, cols), >= 0; 0 leaves the cell out, infinity makes it a source of 0 V. */
  readonly conductance: Matrix;
}

const ownEnds = { word: (i: number) => `in${i}`, bit: (j: number) => `out${j}` };

/**
 * The cells and wires of a passive crossbar with linear cells, as a file to include: word line i starts at node `in<i>`, one segment before
 * its first cell; bit line j ends at node `out<j>`, one segment after its last cell. Where both ends are in use they meet at that node, each through
 * its own segment and its own driver or sense amplifier.
 */
export function emitCrossbarCells(circuit: CrossbarCircuit): DeckFile {
  const { name, conductance } = circuit;
  const { rows, cols, data } = conductance;
  const head = [
    `* ${name}: passive crossbar, ${rows} word lines (rows) x ${cols} bit lines (columns), linear cells`,
    ...describeLines(circuit, "rx<i>_<j>: cell"),
    ...(data.includes(Number.POSITIVE_INFINITY) ? ["* vx<i>_<j>: shorted cell"] : []),
  ];
  const cell: EmitCell = ({ at, word, bit }, k) => {
    const g = data[k] as number;
    if (g === Number.POSITIVE_INFINITY) return [`vx${at} ${word} ${bit} 0`];
    return g > 0 ? series([word, bit], { [`rx${at}`]: 1 / g }) : [];
  };
  return {
    path: `${name}.inc`,
    text: `${[...head, ...emitLines(circuit, { rows, cols }, cell)].join("\n")}\n`,
  };
}

/** Comments on the lines of a tile, and on how its parts are named; `cells` names the cells. */
export function describeLines(lines: CrossbarLines, cells: string): string[] {
  const { rWord, rBit, rDriver = 0, rSense = 0, wordDrive = "left", bitSense = "bottom" } = lines;
  const comments = [
    `* segments: word line ${formatQuantity(rWord, "ohm")}, bit line ${formatQuantity(rBit, "ohm")}; one before the first cell, one after the last`,
    `* ${cells}; rw<i>_<j>: word line segment before it; rb<i>_<j>: bit line segment after it`,
  ];
  if (rDriver > 0 || rSense > 0 || wordDrive === "both" || bitSense === "both") {
    comments.push(
      `* rd<i>: driver ${formatQuantity(rDriver, "ohm")}; rs<j>: sense amplifier ${formatQuantity(rSense, "ohm")}; with an e: at the second end`,
    );
  }
  return comments;
}

/** The cards of the k-th cell, between nodes of its word line and its bit line; `at` is `<i>_<j>`. */
export type EmitCell = (
  place: { readonly at: string; readonly row: number; readonly word: string; readonly bit: string },
  k: number,
) => readonly string[];

/** The cards of the lines of a tile, each cell after the segment of the word line before it. */
export function emitLines(
  circuit: CrossbarLines,
  { rows, cols }: { readonly rows: number; readonly cols: number },
  cell: EmitCell,
): string[] {
  const { rWord, rBit, rDriver = 0, rSense = 0, wordDrive = "left", bitSense = "bottom" } = circuit;
  const ends = circuit.ends ?? ownEnds;
  const word = (i: number, j: number) => (rWord > 0 ? `w${i}_${j}` : rDriver > 0 ? `w${i}` : ends.word(i));
  const bit = (i: number, j: number) => (rBit > 0 ? `b${i}_${j}` : rSense > 0 ? `b${j}` : ends.bit(j));
  const lines: string[] = [];
  const both = { word: wordDrive === "both", bit: bitSense === "both" };
  const last = { row: rows - 1, col: cols - 1 };
  for (let i = 0; i < rows; i++) {
    lines.push(...series([ends.word(i), `wd${i}`, word(i, 0)], { [`rd${i}`]: rDriver, [`rw${i}_0`]: rWord }));
    for (let j = 0; j < cols; j++) {
      if (j > 0) lines.push(...series([word(i, j - 1), word(i, j)], { [`rw${i}_${j}`]: rWord }));
      lines.push(...cell({ at: `${i}_${j}`, row: i, word: word(i, j), bit: bit(i, j) }, i * cols + j));
      const segment = { [`rb${i}_${j}`]: rBit };
      if (i < last.row) lines.push(...series([bit(i, j), bit(i + 1, j)], segment));
      else lines.push(...series([bit(i, j), `bs${j}`, ends.bit(j)], { ...segment, [`rs${j}`]: rSense }));
    }
    const second = { [`rde${i}`]: rDriver, [`rwe${i}`]: rWord };
    if (both.word) lines.push(...series([ends.word(i), `wde${i}`, word(i, last.col)], second));
  }
  for (let j = 0; both.bit && j < cols; j++) {
    lines.push(...series([bit(0, j), `bse${j}`, ends.bit(j)], { [`rbe${j}`]: rBit, [`rse${j}`]: rSense }));
  }
  return lines;
}

/** Resistors by name [ohm], in series from the first node to the last; those of 0 ohm are left out. */
function series(nodes: readonly string[], resistors: Readonly<Record<string, number>>): string[] {
  const real = Object.entries(resistors).filter(([, r]) => r > 0);
  return real.map(([name, r], k) => {
    const to = k === real.length - 1 ? nodes.at(-1) : nodes[k + 1];
    return `${name} ${nodes[k]} ${to} ${formatNumber(r)}`;
  });
}

export interface CrossbarDrive {
  /** Name of this drive, for the title: `image 17`. */
  readonly name: string;
  /** Word line voltages [V], (rows). */
  readonly voltage: Float64Array;
  readonly cols: number;
  /** Record the currents of the drivers too, for `crossbarPower`. */
  readonly recordDrivers?: boolean;
  /** Options of the simulator: `nonlinearOptions` where cells are not linear. */
  readonly options?: Deck["options"];
}

/**
 * The operating point of a crossbar: word lines driven by ideal sources, bit lines held at ground by 0 V sources.
 *
 * ngspice counts the current of a source from its first node through it, so `i(vb<j>)` is the current of bit line j into ground [A].
 */
export function buildCrossbarDeck(cells: DeckFile, drive: CrossbarDrive): Deck {
  const { name, voltage, cols, recordDrivers = false, options = {} } = drive;
  const cards = [`.include ${cells.path}`];
  for (const [i, v] of voltage.entries()) cards.push(`vw${i} in${i} 0 ${formatNumber(v)}`);
  const probes: string[] = [];
  for (let j = 0; j < cols; j++) {
    cards.push(`vb${j} out${j} 0 0`);
    probes.push(`i(vb${j})`);
  }
  if (recordDrivers) for (const i of voltage.keys()) probes.push(`i(vw${i})`);
  return {
    title: `${cells.path.replace(/\.inc$/, "")}, ${name}`,
    comments: ["vw<i> drives word line i [V]; i(vb<j>) is the current of bit line j into ground [A]"],
    cards,
    analysis: { kind: "op" },
    probes,
    options,
    files: [cells],
    origin: "built",
  };
}

/** The vectors of a simulated operating point. */
type Vectors = Readonly<Record<string, Float64Array>>;

/**
 * Currents into ground [A], (1, cols), from the vectors of a simulated crossbar deck.
 *
 * @throws NetlistError NETLIST_PROBE if a bit line was not recorded
 */
export function crossbarCurrents(vectors: Vectors, cols: number): Matrix {
  const current = createMatrix(1, cols);
  for (let j = 0; j < cols; j++) current.data[j] = vectorValue(vectors, `i(vb${j})`);
  return current;
}

/**
 * Power that the drivers give [W], from the vectors of a deck that records them.
 *
 * @param voltage word line voltages [V], (rows)
 * @throws NetlistError NETLIST_PROBE if a driver was not recorded
 */
export function crossbarPower(vectors: Vectors, voltage: Float64Array): number {
  return voltage.reduce((sum, v, i) => sum - v * vectorValue(vectors, `i(vw${i})`), 0);
}

function vectorValue(vectors: Vectors, name: string): number {
  const value = vectors[name]?.[0];
  if (value === undefined) throw new NetlistError("NETLIST_PROBE", `no vector ${name} in the simulation`);
  return value;
}
