import type { JointPiece, Piece, StripPiece } from "./dissect.ts";
import { type Placement, placeNodes } from "./join.ts";
import { innerOf } from "./terminals.ts";

/** Where the voltages of one cell's nodes [V], (batch) each, start in working memory, from which they are to be copied. */
export interface CellVoltages {
  readonly voltage: Float64Array;
  readonly word: number;
  readonly bit: number;
}

export type VisitCell = (row: number, col: number, cell: CellVoltages) => void;

/**
 * Node voltages of a dissected tile, from the terminals inwards: at each step the nodes that the dissection removed there.
 *
 * @param words voltage of the word terminals [V], (rows, batch); out terminals are at ground
 */
export function visitVoltages(piece: Piece, words: Float64Array, batch: number, visit: VisitCell): void {
  descend({ piece, inner: new Float64Array(0), words }, batch, visit);
}

interface Known {
  readonly piece: Piece;
  /** Voltage of the inner terminals [V], (inner, batch). */
  readonly inner: Float64Array;
  readonly words: Float64Array;
}

function descend({ piece, inner, words }: Known, batch: number, visit: VisitCell): void {
  const voltage = solveNodes(piece, inner, words, batch);
  if (piece.kind === "strip") {
    visitStrip(piece, voltage, batch, visit);
    return;
  }
  for (const [child, place] of childrenOf(piece)) {
    const nodes = new Int32Array(innerOf(child.terminals));
    placeNodes(nodes, child.terminals, place);
    const own = new Float64Array(nodes.length * batch);
    for (let i = 0; i < nodes.length; i++) {
      for (let b = 0; b < batch; b++) own[i * batch + b] = voltage[nodes[i]! * batch + b]!;
    }
    const from = place.words * batch;
    const rows = words.subarray(from, from + child.terminals.words * batch);
    descend({ piece: child, inner: own, words: rows }, batch, visit);
  }
}

export function childrenOf({ first, second, joint }: JointPiece): readonly (readonly [Piece, Placement])[] {
  return [
    [first, joint.first],
    [second, joint.second],
  ];
}

/**
 * Voltages of all nodes of a mesh, then of its words [V], (nodes + inner + words, batch): means of those already known, so they cannot grow.
 */
function solveNodes(piece: Piece, inner: Float64Array, words: Float64Array, batch: number): Float64Array {
  const { size } = piece.kind === "strip" ? piece.strip : piece.joint;
  const { weights } = piece;
  const known = size.nodes + size.inner + size.words;
  const stride = known + size.outs;
  const voltage = new Float64Array(known * batch);
  voltage.set(inner, size.nodes * batch);
  voltage.set(words, (size.nodes + size.inner) * batch);
  for (let p = size.nodes - 1; p >= 0; p--) {
    const [row, own] = [p * stride, p * batch];
    let j = p + 1;
    for (; j + 4 <= known; j += 4) {
      const v0 = j * batch;
      const [v1, v2, v3] = [v0 + batch, v0 + 2 * batch, v0 + 3 * batch];
      const w0 = weights[row + j]!;
      const w1 = weights[row + j + 1]!;
      const w2 = weights[row + j + 2]!;
      const w3 = weights[row + j + 3]!;
      for (let b = 0; b < batch; b++) {
        voltage[own + b]! +=
          w0 * voltage[v0 + b]! + w1 * voltage[v1 + b]! + w2 * voltage[v2 + b]! + w3 * voltage[v3 + b]!;
      }
    }
    for (; j < known; j++) {
      const w = weights[row + j]!;
      for (let b = 0; b < batch; b++) voltage[own + b]! += w * voltage[j * batch + b]!;
    }
  }
  return voltage;
}

function visitStrip({ strip }: StripPiece, voltage: Float64Array, batch: number, visit: VisitCell): void {
  const { row, left, count, lastWord, firstBit } = strip;
  for (let j = 0; j < count; j++) {
    const word = (j < count - 1 ? j : lastWord) * batch;
    visit(row, left + j, { voltage, word, bit: (firstBit + j) * batch });
  }
}
