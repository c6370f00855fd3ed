import type { Piece } from "./dissect.ts";
import { type Placement, placeNodes } from "./join.ts";
import type { MeshSize } from "./star-mesh.ts";
import { innerOf, type Terminals } from "./terminals.ts";
import { childrenOf } from "./voltages.ts";

/** Takes the derivative of the loss with respect to the conductance of one cell. */
export type VisitGradient = (row: number, col: number, gradient: number) => void;

/**
 * Reverse mode through the dissection: from the derivatives of a loss with respect to the conductances between the terminals of a block,
 * those with respect to the conductances of the meshes inside it, down to the cells.
 *
 * Removing node p, with h_i = g_ip / sum_k g_kp the voltage of p per volt on i, made g'_ij = g_ij + h_i g_jp. With z_ij = dL/dg'_ij this gives
 * dL/dg_ip = s_i - sum_j h_j s_j / 2, where s_i = sum_j z_ij h_j.
 *
 * @param sensitivity dL/dg between terminals, laid out as the conductances: (inner + words, inner + outs)
 */
export function visitGradient(piece: Piece, sensitivity: Float64Array, visit: VisitGradient): void {
  const { size } = piece.kind === "strip" ? piece.strip : piece.joint;
  const square = size.nodes + size.inner;
  const width = square + size.outs;
  const mesh = restoreNodes(size, piece.weights, sensitivity);
  if (piece.kind === "joint") {
    for (const [child, place] of childrenOf(piece))
      visitGradient(child, partOf(mesh, size, child.terminals, place), visit);
    return;
  }
  const { row, left, count, lastWord, firstBit } = piece.strip;
  for (let j = 0; j < count; j++) {
    const word = j < count - 1 ? j : lastWord;
    const bit = firstBit + j;
    visit(row, left + j, mesh[Math.min(word, bit) * width + Math.max(word, bit)]!);
  }
}

/** The derivatives in the mesh before its nodes were removed, (nodes + inner + words, nodes + inner + outs). */
function restoreNodes(size: MeshSize, weights: Float64Array, sensitivity: Float64Array): Float64Array {
  const { nodes, inner, words, outs } = size;
  const [square, width] = [nodes + inner, nodes + inner + outs];
  const stride = width + words;
  const mesh = new Float64Array((square + words) * width);
  for (let i = 0; i < inner + words; i++) {
    const row = sensitivity.subarray(i * (inner + outs), (i + 1) * (inner + outs));
    mesh.set(row, (nodes + i) * width + nodes);
  }
  const scratch = {
    columns: new Float64Array(width),
    rows: new Float64Array(square + words),
    sums: new Float64Array(width),
  };
  const { columns, rows, sums } = scratch;
  const wordSums = new Float64Array(words);
  for (let p = nodes - 1; p >= 0; p--) {
    const row = weights.subarray(p * stride, (p + 1) * stride);
    rows.set(row.subarray(0, square + words));
    columns.set(row.subarray(0, square));
    columns.set(row.subarray(square + words), square);
    sums.fill(0);
    sumUpper(mesh, { from: p + 1, to: square, width }, scratch);
    sumWords(mesh, { from: p + 1, square, width, words }, scratch, wordSums);
    let half = 0;
    for (let j = p + 1; j < width; j++) half += (columns[j]! * sums[j]!) / 2;
    for (let w = 0; w < words; w++) half += (rows[square + w]! * wordSums[w]!) / 2;
    for (let j = p + 1; j < width; j++) mesh[p * width + j] = sums[j]! - half;
    for (let w = 0; w < words; w++) mesh[(square + w) * width + p] = wordSums[w]! - half;
  }
  return mesh;
}

/** Weights of the node in question, laid out as columns and as rows of the mesh, and the sums of each column. */
interface Scratch {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
  readonly sums: Float64Array;
}

/** Adds, for the rows of nodes `from` .. `to` - 1, each element times the weight of the one index to the sum of the other. */
function sumUpper(
  mesh: Float64Array,
  { from, to, width }: { readonly from: number; readonly to: number; readonly width: number },
  { columns, rows, sums }: Scratch,
): void {
  let i = from;
  for (; i + 2 <= to; i += 2) {
    const [ra, rb] = [i * width, i * width + width];
    const ha = rows[i]!;
    const hb = rows[i + 1]!;
    const corner = mesh[ra + i + 1]!;
    let a = corner * hb;
    let b = corner * ha;
    for (let j = i + 2; j < width; j++) {
      const za = mesh[ra + j]!;
      const zb = mesh[rb + j]!;
      const h = columns[j]!;
      a += za * h;
      b += zb * h;
      sums[j]! += za * ha + zb * hb;
    }
    sums[i]! += a;
    sums[i + 1]! += b;
  }
  if (i < to) {
    let a = 0;
    for (let j = i + 1; j < width; j++) {
      a += mesh[i * width + j]! * columns[j]!;
      sums[j]! += mesh[i * width + j]! * rows[i]!;
    }
    sums[i]! += a;
  }
}

/** The same for the rows of words, whose own sums are apart. */
function sumWords(
  mesh: Float64Array,
  {
    from,
    square,
    width,
    words,
  }: { readonly from: number; readonly square: number; readonly width: number; readonly words: number },
  { columns, rows, sums }: Scratch,
  wordSums: Float64Array,
): void {
  for (let w = 0; w < words; w += 2) {
    const pair = w + 1 < words;
    const ra = (square + w) * width;
    const rb = pair ? ra + width : ra;
    const ha = rows[square + w]!;
    const hb = pair ? rows[square + w + 1]! : 0;
    let a = 0;
    let b = 0;
    for (let j = from; j < width; j++) {
      const za = mesh[ra + j]!;
      const zb = mesh[rb + j]!;
      const h = columns[j]!;
      a += za * h;
      b += zb * h;
      sums[j]! += za * ha + zb * hb;
    }
    wordSums[w] = a;
    if (pair) wordSums[w + 1] = b;
  }
}

/** What a joined mesh says of one of its blocks: the way back of `addBlock`. */
function partOf(mesh: Float64Array, size: MeshSize, terminals: Terminals, place: Placement): Float64Array {
  const inner = innerOf(terminals);
  const { words, outs } = terminals;
  const square = size.nodes + size.inner;
  const width = square + size.outs;
  const nodes = new Int32Array(inner);
  placeNodes(nodes, terminals, place);
  const stride = inner + outs;
  const part = new Float64Array((inner + words) * stride);
  for (let i = 0; i < inner + words; i++) {
    const row = i < inner ? nodes[i]! : square + place.words + i - inner;
    for (let j = i < inner ? i + 1 : 0; j < inner; j++) {
      const other = nodes[j]!;
      part[i * stride + j] = mesh[row < other || i >= inner ? row * width + other : other * width + row]!;
    }
    const from = row * width + square + place.outs;
    part.set(mesh.subarray(from, from + outs), i * stride + inner);
  }
  return part;
}
