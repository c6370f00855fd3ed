import type { TileNetwork } from "./network.ts";
import type { MeshSize } from "./star-mesh.ts";
import type { Block, Terminals } from "./terminals.ts";

/** Cells of one row side by side: the smallest block, with all its nodes in one mesh. */
export interface Strip {
  readonly row: number;
  readonly left: number;
  readonly count: number;
  readonly size: MeshSize;
  /** Nodes of the mesh: word line at cell 0 .. count - 1, which follow each other but for the last, and bit lines, which all do. */
  readonly lastWord: number;
  readonly firstBit: number;
}

/** Word line nodes go, but for the last where the line goes on to the right; bit line nodes go in the uppermost row only. */
export function stripOf(block: Block, { left, right, top, bottom, words, outs }: Terminals): Strip {
  const count = block.right - block.left;
  const wordNodes = count - right;
  const nodes = wordNodes + count - top;
  return {
    row: block.top,
    left: block.left,
    count,
    size: { nodes, inner: left + right + top + bottom, words, outs },
    lastWord: right > 0 ? nodes + left : wordNodes - 1,
    firstBit: top > 0 ? nodes + left + right : wordNodes,
  };
}

/** Adds the cells and segments of a strip to its mesh at `at`. */
export function fillStrip(strip: Strip, network: TileNetwork, data: Float64Array, at: number): void {
  const { row, left, count, size, lastWord, firstBit } = strip;
  const square = size.nodes + size.inner;
  const width = square + size.outs;
  const connect = (p: number, q: number, g: number) => {
    data[at + Math.min(p, q) * width + Math.max(p, q)]! += g;
  };
  const drive = (node: number) => {
    data[at + square * width + node]! += network.driver;
  };
  const wordNode = (j: number) => (j < count - 1 ? j : lastWord);
  if (left === 0) drive(wordNode(0));
  else connect(size.nodes, wordNode(0), network.word);
  for (let j = 1; j < count; j++) connect(wordNode(j - 1), wordNode(j), network.word);
  if (left + count === network.cols && network.wordBothEnds) drive(lastWord);
  const below = square - count; // the bottom terminals are the last inner ones
  for (let j = 0; j < count; j++) {
    const bit = firstBit + j;
    const out = at + bit * width + square + j;
    connect(wordNode(j), bit, network.cells[row * network.cols + left + j]!);
    if (row === network.rows - 1) data[out]! += network.sense;
    else connect(bit, below + j, network.bit);
    if (row === 0 && network.bitBothEnds) data[out]! += network.sense;
  }
}
