/**
 * One word line with its cells, seen from the bit lines: the line itself is eliminated.
 *
 * The driver is ideal and stands at the left end, one segment before the first cell; the right end is open. With bit line
 * voltages b [V] (cols) and drive v [V], the cells push i = transfer v - admittance b [A] (cols) into the bit lines.
 *
 * All recursions add and divide positive numbers only, so nothing cancels, and a segment of 0 ohm gives the ideal line exactly.
 */
export interface WordLine {
  /** Short-circuit admittance [S], (cols, cols), symmetric; upper triangle filled. */
  readonly admittance: Float64Array;
  /** Short-circuit transfer admittance from the driver [S], (cols). */
  readonly transfer: Float64Array;
}

/** Fills `line` for cells of conductance `g` [S], (cols), and segments of `r` [ohm]. */
export function eliminateWordLine(g: Float64Array, r: number, line: WordLine): void {
  const n = g.length;
  const { admittance, transfer } = line;
  const right = new Float64Array(n); // looking from node j into the rest of the line, cell j excluded [S]
  const divider = new Float64Array(n); // v(node j) / v(node j - 1) with all bit lines grounded
  let beyond = 0;
  for (let j = n - 1; j >= 0; j--) {
    right[j] = beyond;
    const here = (g[j] as number) + beyond;
    divider[j] = 1 / (1 + r * here);
    beyond = here / (1 + r * here);
  }
  let voltage = 1;
  let left = r; // resistance from node j back to the driver [ohm]
  for (let j = 0; j < n; j++) {
    const gj = g[j] as number;
    const yr = right[j] as number;
    voltage *= divider[j] as number;
    transfer[j] = gj * voltage;
    const loaded = 1 + left * (gj + yr);
    admittance[j * n + j] = (gj * (1 + left * yr)) / loaded;
    let response = (gj * left) / loaded; // voltage at node k per volt on bit line j
    for (let k = j + 1; k < n; k++) {
      response *= divider[k] as number;
      admittance[j * n + k] = -response * (g[k] as number);
    }
    left = r + left / (1 + left * gj);
  }
}

/** Node voltages [V] (cols) of the word line with drive `v` and bit line voltages `b` [V] (cols). */
export function wordLineVoltages(g: Float64Array, r: number, v: number, b: Float64Array): Float64Array {
  const n = g.length;
  const load = new Float64Array(n); // Norton equivalent of node j and all to its right [S]
  const source = new Float64Array(n); // [A]
  let admittance = 0;
  let current = 0;
  for (let j = n - 1; j >= 0; j--) {
    load[j] = (g[j] as number) + admittance;
    source[j] = (g[j] as number) * (b[j] as number) + current;
    const scale = 1 / (1 + r * (load[j] as number));
    admittance = (load[j] as number) * scale;
    current = (source[j] as number) * scale;
  }
  const u = new Float64Array(n);
  let before = v;
  for (let j = 0; j < n; j++) {
    before = (before + r * (source[j] as number)) / (1 + r * (load[j] as number));
    u[j] = before;
  }
  return u;
}
