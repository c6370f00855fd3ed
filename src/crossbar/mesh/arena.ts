import { CrossbarError } from "../error.ts";
import type { MeshSize } from "./star-mesh.ts";

/** Working memory of one dissection: meshes stand in it one behind the other, the last made is the first gone. */
export interface Arena {
  data: Float64Array;
  /** Scratch: 1 / (sum of conductances) of the nodes in removal [ohm]. */
  inverse: Float64Array;
  /** Scratch: where the inner terminals of a block stand in the mesh that it joins. */
  nodes: Int32Array;
}

/** @param lines word and bit lines of the tile together */
export function createArena(lines: number): Arena {
  return {
    data: allocate(64 * (lines + 64)),
    inverse: new Float64Array(2 * lines + 16),
    nodes: new Int32Array(4 * lines + 16),
  };
}

/** Makes room for `length` numbers from `at` on, all 0. @throws CrossbarError CROSSBAR_MEMORY */
export function clear(arena: Arena, at: number, length: number): void {
  const end = at + length;
  if (end > arena.data.length) {
    const larger = allocate(Math.max(end, Math.ceil(1.5 * arena.data.length)));
    larger.set(arena.data.subarray(0, at));
    arena.data = larger;
  }
  arena.data.fill(0, at, end);
}

/** Moves what a removal has left of the mesh at `from` to `to`, at or before it, and closes the gaps. */
export function moveRest({ data }: Arena, from: number, size: MeshSize, to: number): void {
  const { nodes, inner, words, outs } = size;
  const width = inner + outs;
  let source = from + nodes * (nodes + width) + nodes;
  for (let i = 0, target = to; i < inner + words; i++, target += width, source += nodes + width) {
    if (width < 32) for (let j = 0; j < width; j++) data[target + j] = data[source + j]!;
    else data.copyWithin(target, source, source + width);
  }
}

function allocate(length: number): Float64Array {
  try {
    return new Float64Array(length);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new CrossbarError("CROSSBAR_MEMORY", `no memory for ${Math.ceil((8 * length) / 1e6)} MB`, {
      at: ["transfer matrix"],
      hint: "Use smaller tiles: memory grows as the square of rows + columns.",
      cause,
    });
  }
}
