/**
 * Sizes of a mesh of conductances between nodes that will be removed, nodes that stay, word terminals (driven) and out terminals
 * (grounded).
 *
 * Its numbers stand row-major as (nodes + inner + words, nodes + inner + outs): row and column r < nodes + inner are the same node, of which
 * only the upper triangle counts; then a row for each word terminal and a column for each out terminal. What is between two
 * words, or two outs, is not kept: it changes no current from a word to an out.
 */
export interface MeshSize {
  /** Nodes to remove; they come first. */
  readonly nodes: number;
  readonly inner: number;
  readonly words: number;
  readonly outs: number;
}

/**
 * Star-mesh transform: removes the first `nodes` nodes of a mesh, in place. Removing node p adds g_ip g_jp / sum_k g_kp between any two of
 * its neighbours i and j, and what they conduct to each other is the same as before.
 *
 * Nothing is ever subtracted, so every conductance keeps its own relative accuracy however far apart the values are; the diagonal of the
 * admittance matrix, where digits would cancel, is not used at all.
 *
 * Four nodes at a time, two rows at a time: that is as much as fits into the registers.
 *
 * @param data conductances [S]; the mesh starts at `at`
 * @param inverse takes 1 / (sum of the conductances of node p at its removal) [ohm], (nodes)
 * @see A. Rosen, Inst. Elec. Eng. J. 62 (1924) 916; for its accuracy, C. A. O'Cinneide, Numer. Math. 65 (1993) 109
 */
export function removeNodes(data: Float64Array, at: number, size: MeshSize, inverse: Float64Array): void {
  const { nodes } = size;
  let p = 0;
  for (; p + 4 <= nodes; p += 4) {
    for (let s = p; s < p + 4; s++) prepare(data, at, size, p, s, inverse);
    spreadFour(data, at, size, p, inverse);
  }
  for (; p < nodes; p++) {
    prepare(data, at, size, p, p, inverse);
    spreadOne(data, at, size, p, inverse);
  }
}

/** Brings row and column s up to date with nodes first .. s-1 of its group, and sums them. */
function prepare(
  data: Float64Array,
  at: number,
  { nodes, inner, words, outs }: MeshSize,
  first: number,
  s: number,
  inverse: Float64Array,
): void {
  const width = nodes + inner + outs;
  const row = at + s * width;
  const wordRows = at + (nodes + inner) * width;
  for (let t = first; t < s; t++) {
    const other = at + t * width;
    const factor = data[other + s]! * inverse[t]!;
    if (factor === 0) continue;
    for (let j = s + 1; j < width; j++) data[row + j]! += factor * data[other + j]!;
    for (let w = 0; w < words; w++) {
      const word = wordRows + w * width;
      data[word + s]! += factor * data[word + t]!;
    }
  }
  let sum = 0;
  for (let j = s + 1; j < width; j++) sum += data[row + j]!;
  for (let w = 0; w < words; w++) sum += data[wordRows + w * width + s]!;
  inverse[s] = 1 / sum;
}

function spreadFour(
  data: Float64Array,
  at: number,
  { nodes, inner, words, outs }: MeshSize,
  p: number,
  inverse: Float64Array,
): void {
  const width = nodes + inner + outs;
  const [square, height] = [nodes + inner, nodes + inner + words];
  const r0 = at + p * width;
  const r1 = r0 + width;
  const r2 = r1 + width;
  const r3 = r2 + width;
  const i0 = inverse[p]!;
  const i1 = inverse[p + 1]!;
  const i2 = inverse[p + 2]!;
  const i3 = inverse[p + 3]!;
  let i = p + 4;
  while (i < height) {
    const word = i >= square;
    const pair = i + 1 < (word ? height : square);
    const ra = at + i * width;
    const rb = pair ? ra + width : ra;
    // Column i of the four rows, which for a word is its own row.
    const c0 = word ? ra + p : r0 + i;
    const c1 = word ? c0 + 1 : r1 + i;
    const c2 = word ? c0 + 2 : r2 + i;
    const c3 = word ? c0 + 3 : r3 + i;
    const next = word ? width : 1;
    const a0 = data[c0]! * i0;
    const a1 = data[c1]! * i1;
    const a2 = data[c2]! * i2;
    const a3 = data[c3]! * i3;
    let j = word ? p + 4 : i + 1;
    if (!pair) {
      for (; j < width; j++) {
        data[ra + j]! += a0 * data[r0 + j]! + a1 * data[r1 + j]! + a2 * data[r2 + j]! + a3 * data[r3 + j]!;
      }
      i += 1;
      continue;
    }
    const b0 = data[c0 + next]! * i0;
    const b1 = data[c1 + next]! * i1;
    const b2 = data[c2 + next]! * i2;
    const b3 = data[c3 + next]! * i3;
    if (!word) {
      data[ra + j]! += a0 * data[r0 + j]! + a1 * data[r1 + j]! + a2 * data[r2 + j]! + a3 * data[r3 + j]!;
      j++;
    }
    for (; j < width; j++) {
      const x0 = data[r0 + j]!;
      const x1 = data[r1 + j]!;
      const x2 = data[r2 + j]!;
      const x3 = data[r3 + j]!;
      data[ra + j]! += a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3;
      data[rb + j]! += b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3;
    }
    i += 2;
  }
}

function spreadOne(
  data: Float64Array,
  at: number,
  { nodes, inner, words, outs }: MeshSize,
  p: number,
  inverse: Float64Array,
): void {
  const width = nodes + inner + outs;
  const [square, height] = [nodes + inner, nodes + inner + words];
  const row = at + p * width;
  for (let i = p + 1; i < height; i++) {
    const own = at + i * width;
    const factor = data[i < square ? row + i : own + p]! * inverse[p]!;
    if (factor === 0) continue;
    for (let j = i < square ? i + 1 : p + 1; j < width; j++) data[own + j]! += factor * data[row + j]!;
  }
}
