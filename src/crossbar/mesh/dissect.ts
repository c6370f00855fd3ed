import { type Arena, clear, createArena, moveRest } from "./arena.ts";
import { addBlock, type Joint, jointOf, placeNodes } from "./join.ts";
import type { TileNetwork } from "./network.ts";
import { type MeshSize, removeNodes } from "./star-mesh.ts";
import { fillStrip, type Strip, stripOf } from "./strip.ts";
import { type Block, lengthOf, type Terminals, terminalsOf } from "./terminals.ts";

/** Most cells of a strip; measured. */
const stripWidth = 5;

/** How a block was reduced to its terminals: what it takes to go back to the voltages of its nodes. */
export type Piece = StripPiece | JointPiece;

export interface StripPiece {
  readonly kind: "strip";
  readonly strip: Strip;
  readonly terminals: Terminals;
  readonly weights: Float64Array;
}

export interface JointPiece {
  readonly kind: "joint";
  readonly joint: Joint;
  readonly first: Piece;
  readonly second: Piece;
  readonly terminals: Terminals;
  readonly weights: Float64Array;
}

/**
 * Reduces a tile to its word and out terminals: the conductances between them [S], (rows, cols), are its transfer matrix.
 *
 * Nested dissection: the tile is halved until strips of a few cells are left, and the nodes that two halves share are removed when
 * these are joined. A cut through k lines leaves k nodes, so n x n cells take about 16 n^3 multiply-adds and 9 n^2 numbers.
 */
export function dissect(network: TileNetwork): Float64Array {
  return reduce(network, null).transfer;
}

/** The same, with all steps kept: about 2 (rows + cols)^2 numbers for every doubling from a strip to the tile. */
export function dissectKeeping(network: TileNetwork): {
  readonly transfer: Float64Array;
  readonly piece: Piece;
} {
  const { transfer, piece } = reduce(network, keepWeights);
  return { transfer, piece: piece as Piece };
}

type Keep = (data: Float64Array, at: number, size: MeshSize, inverse: Float64Array) => Float64Array;

interface Work {
  readonly network: TileNetwork;
  readonly arena: Arena;
  readonly keep: Keep | null;
}

interface Reduced {
  readonly terminals: Terminals;
  readonly piece: Piece | null;
}

function reduce(network: TileNetwork, keep: Keep | null) {
  const { rows, cols } = network;
  const work = { network, arena: createArena(rows + cols), keep };
  const { piece } = reduceBlock(work, { top: 0, bottom: rows, left: 0, right: cols }, 0);
  return { transfer: work.arena.data.slice(0, rows * cols), piece };
}

/** Leaves the conductances between the terminals of the block in the arena at `at`. */
function reduceBlock(work: Work, block: Block, at: number): Reduced {
  const [height, width] = [block.bottom - block.top, block.right - block.left];
  if (height === 1 && width <= stripWidth) return reduceStrip(work, block, at);
  const across = height === 1 || (width > height && width > stripWidth);
  const middle = across ? (block.left + block.right) >> 1 : (block.top + block.bottom) >> 1;
  const a = reduceBlock(work, across ? { ...block, right: middle } : { ...block, bottom: middle }, at);
  const next = at + lengthOf(a.terminals);
  const b = reduceBlock(work, across ? { ...block, left: middle } : { ...block, top: middle }, next);
  const terminals = terminalsOf(block, work.network);
  const joint = jointOf(across, a.terminals, terminals);
  const mesh = next + lengthOf(b.terminals);
  const { arena } = work;
  clear(arena, mesh, sizeOf(joint.size));
  const { nodes } = arena;
  placeNodes(nodes, a.terminals, joint.first);
  addBlock(arena.data, { at, terminals: a.terminals, place: joint.first, nodes }, joint.size, mesh);
  placeNodes(nodes, b.terminals, joint.second);
  addBlock(arena.data, { at: next, terminals: b.terminals, place: joint.second, nodes }, joint.size, mesh);
  const weights = finish(work, joint.size, mesh, at);
  if (weights === null) return { terminals, piece: null };
  const [first, second] = [a.piece as Piece, b.piece as Piece];
  return { terminals, piece: { kind: "joint", joint, first, second, terminals, weights } };
}

function reduceStrip(work: Work, block: Block, at: number): Reduced {
  const terminals = terminalsOf(block, work.network);
  const strip = stripOf(block, terminals);
  clear(work.arena, at, sizeOf(strip.size));
  fillStrip(strip, work.network, work.arena.data, at);
  const weights = finish(work, strip.size, at, at);
  return { terminals, piece: weights === null ? null : { kind: "strip", strip, terminals, weights } };
}

/** Removes the nodes of the mesh at `mesh` and moves the rest to `at`. */
function finish({ arena, keep }: Work, size: MeshSize, mesh: number, at: number): Float64Array | null {
  removeNodes(arena.data, mesh, size, arena.inverse);
  const weights = keep === null ? null : keep(arena.data, mesh, size, arena.inverse);
  moveRest(arena, mesh, size, at);
  return weights;
}

const sizeOf = ({ nodes, inner, words, outs }: MeshSize) => (nodes + inner + words) * (nodes + inner + outs);

/**
 * Voltage of each removed node per volt on each node after it, word and out: (nodes, nodes + inner + words + outs). Row p counts from
 * column p + 1 on.
 */
function keepWeights(data: Float64Array, at: number, size: MeshSize, inverse: Float64Array): Float64Array {
  const { nodes, inner, words, outs } = size;
  const square = nodes + inner;
  const width = square + outs;
  const stride = width + words;
  const weights = new Float64Array(nodes * stride);
  for (let p = 0; p < nodes; p++) {
    const [row, target, scale] = [at + p * width, p * stride, inverse[p]!];
    for (let j = p + 1; j < square; j++) weights[target + j] = data[row + j]! * scale;
    for (let w = 0; w < words; w++)
      weights[target + square + w] = data[at + (square + w) * width + p]! * scale;
    for (let j = square; j < width; j++) weights[target + words + j] = data[row + j]! * scale;
  }
  return weights;
}
