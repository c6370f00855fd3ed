import type { MeshSize } from "./star-mesh.ts";
import { innerOf, type Terminals } from "./terminals.ts";

/** Where each group of terminals of a block starts in the mesh of two blocks joined: a node, a word row, or an out column. */
export type Placement = Terminals;

/** Two blocks side by side (`across`) or one above the other, in one mesh; the lines that they share become its nodes to remove. */
export interface Joint {
  readonly size: MeshSize;
  readonly first: Placement;
  readonly second: Placement;
}

/** @param a terminals of the left or upper block @param whole terminals of both together */
export function jointOf(across: boolean, a: Terminals, whole: Terminals): Joint {
  const nodes = across ? a.right : a.bottom;
  const left = nodes;
  const right = left + whole.left;
  const top = right + whole.right;
  const bottom = top + whole.top;
  const size = { nodes, inner: innerOf(whole), words: whole.words, outs: whole.outs };
  return across
    ? {
        size,
        first: { left, right: 0, top, bottom, words: 0, outs: 0 },
        second: { left: 0, right, top: top + a.top, bottom: bottom + a.bottom, words: 0, outs: a.outs },
      }
    : {
        size,
        first: { left, right, top, bottom: 0, words: 0, outs: 0 },
        second: { left: left + a.left, right: right + a.right, top: 0, bottom, words: a.words, outs: 0 },
      };
}

/** Writes the node of every inner terminal of a block into `nodes`. */
export function placeNodes(nodes: Int32Array, block: Terminals, place: Placement): void {
  let k = 0;
  for (let i = 0; i < block.left; i++) nodes[k++] = place.left + i;
  for (let i = 0; i < block.right; i++) nodes[k++] = place.right + i;
  for (let i = 0; i < block.top; i++) nodes[k++] = place.top + i;
  for (let i = 0; i < block.bottom; i++) nodes[k++] = place.bottom + i;
}

/** A block whose conductances stand at `at`, on its way into the mesh at `to`. */
export interface Part {
  readonly at: number;
  readonly terminals: Terminals;
  readonly place: Placement;
  /** From `placeNodes`. */
  readonly nodes: Int32Array;
}

/** Adds the conductances of a block to the mesh that it joins. */
export function addBlock(
  data: Float64Array,
  { at, terminals, place, nodes }: Part,
  size: MeshSize,
  to: number,
): void {
  const inner = innerOf(terminals);
  const { words, outs } = terminals;
  const square = size.nodes + size.inner;
  const width = square + size.outs;
  const outColumn = square + place.outs;
  const wordRow = to + (square + place.words) * width;
  const stride = inner + outs;
  for (let i = 0; i < inner; i++) {
    const source = at + i * stride;
    const p = nodes[i]!;
    for (let j = i + 1; j < inner; j++) {
      const q = nodes[j]!;
      data[to + (p < q ? p * width + q : q * width + p)]! += data[source + j]!;
    }
    const target = to + p * width + outColumn;
    for (let j = 0; j < outs; j++) data[target + j]! += data[source + inner + j]!;
  }
  for (let i = 0; i < words; i++) {
    const source = at + (inner + i) * stride;
    const row = wordRow + i * width;
    for (let j = 0; j < inner; j++) data[row + nodes[j]!]! += data[source + j]!;
    for (let j = 0; j < outs; j++) data[row + outColumn + j]! += data[source + inner + j]!;
  }
}
