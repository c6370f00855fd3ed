import { CrossbarError } from "./error.ts";

/** Marks of one layer as `drawStuck` makes them, (rows * cols): 0 works, 1 off, 2 on. */
export interface StuckLayer {
  readonly pos: Uint8Array;
  readonly neg: Uint8Array;
}

interface Shape {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
}

const header = "layer,polarity,row,col,state";
const marks: Readonly<Record<string, number>> = { off: 1, on: 2 };

/**
 * Stuck cells of a network by layer, from CSV: a line a cell, rows and columns from 0, counted in the whole layer. What is not listed works.
 *
 *     layer,polarity,row,col,state
 *     hidden,pos,12,3,off
 *
 * @param file its name, for messages
 * @throws CrossbarError CROSSBAR_STUCK_MAP at the first line that is not one of these layers' cells
 */
export function parseStuckMap(
  text: string,
  file: string,
  layers: readonly Shape[],
): ReadonlyMap<string, StuckLayer> {
  const map = new Map(
    layers.map(({ name, rows, cols }) => {
      return [name, { pos: new Uint8Array(rows * cols), neg: new Uint8Array(rows * cols) }] as const;
    }),
  );
  const [first, ...lines] = text.replace(/\r/g, "").split("\n");
  if (first?.trim() !== header) throw fault(file, 1, `expected the header ${header}, got ${first}`);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const at = index + 2;
    const cells = line.split(",").map((cell) => cell.trim());
    const [name, polarity, row, col, state] = cells as [string, string, string, string, string];
    const layer = layers.find((one) => one.name === name);
    if (cells.length !== 5) throw fault(file, at, `${cells.length} fields, expected 5`);
    if (layer === undefined)
      throw fault(file, at, `no layer ${name}: ${layers.map((one) => one.name).join(", ")}`);
    if (polarity !== "pos" && polarity !== "neg")
      throw fault(file, at, `polarity ${polarity}, expected pos or neg`);
    const mark = marks[state];
    if (mark === undefined) throw fault(file, at, `state ${state}, expected off or on`);
    const [i, j] = [indexOf(row), indexOf(col)];
    if (!(i < layer.rows && j < layer.cols)) {
      throw fault(file, at, `no cell (${row}, ${col}) in ${name}, which is ${layer.rows} x ${layer.cols}`);
    }
    const layerMarks = (map.get(name) as StuckLayer)[polarity];
    const k = i * layer.cols + j;
    if (layerMarks[k] !== 0)
      throw fault(file, at, `cell (${row}, ${col}) of ${name} ${polarity} is listed twice`);
    layerMarks[k] = mark;
  }
  return map;
}

function indexOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function fault(file: string, line: number, problem: string): CrossbarError {
  return new CrossbarError("CROSSBAR_STUCK_MAP", problem, {
    at: [`${file}:${line}`],
    hint: "A map lists cells of this network, one a line, rows and columns from 0: hidden,pos,12,3,off.",
  });
}
