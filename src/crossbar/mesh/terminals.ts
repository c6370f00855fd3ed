/**
 * Terminals of a rectangular block of cells, by kind. Word and bit lines leave the block on its four sides; where the block reaches the edge
 * of the tile they end there, or in a word terminal (a driver) or an out terminal (a sense amplifier).
 *
 * Inner terminals stand in the order left, right, top, bottom; each group in the order of its lines.
 */
export interface Terminals {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly words: number;
  readonly outs: number;
}

/** Rows `top` .. `bottom` - 1 and columns `left` .. `right` - 1 of the cells of a tile. */
export interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Which lines of a tile have a terminal at their second end too, and the size of the tile. */
export interface TileEnds {
  readonly rows: number;
  readonly cols: number;
  readonly wordBothEnds: boolean;
  readonly bitBothEnds: boolean;
}

export function terminalsOf(block: Block, { rows, cols, wordBothEnds, bitBothEnds }: TileEnds): Terminals {
  const [height, width] = [block.bottom - block.top, block.right - block.left];
  const [first, last] = [block.left === 0, block.right === cols];
  const [uppermost, lowest] = [block.top === 0, block.bottom === rows];
  return {
    left: first ? 0 : height,
    right: last ? 0 : height,
    top: uppermost ? 0 : width,
    bottom: lowest ? 0 : width,
    words: first || (last && wordBothEnds) ? height : 0,
    outs: lowest || (uppermost && bitBothEnds) ? width : 0,
  };
}

export function innerOf({ left, right, top, bottom }: Terminals): number {
  return left + right + top + bottom;
}

/** Numbers that the mesh between the terminals takes: (inner + words, inner + outs). */
export function lengthOf(terminals: Terminals): number {
  const inner = innerOf(terminals);
  return (inner + terminals.words) * (inner + terminals.outs);
}
