/** A probe in the simulator's own words: the sum of recorded vectors with signs. */
export interface ProbeForm {
  /** `group` stands for every vector that the simulator keeps by itself (`all`, `allv`, `alli`). */
  readonly kind: "vector" | "group";
  /** What a `.save` card names, as the caller spells it; two terms for `v(a,b)`. */
  readonly terms: readonly { readonly name: string; readonly sign: 1 | -1 }[];
}

/** How a probe is recorded. `v(a,b)` is a difference of two vectors: a `.save` card ignores it in silence. */
export function probeForm(probe: string): ProbeForm {
  const [, plus, minus] = /^v\(([^(),]+),([^(),]+)\)$/i.exec(probe) ?? [];
  if (plus !== undefined && minus !== undefined) {
    const both = [
      { node: plus, sign: 1 },
      { node: minus, sign: -1 },
    ] as const;
    const terms = both.filter(({ node }) => !isGround(node));
    return { kind: "vector", terms: terms.map(({ node, sign }) => ({ name: `v(${node})`, sign })) };
  }
  return { kind: /^all[vi]?$/i.test(probe) ? "group" : "vector", terms: [{ name: probe, sign: 1 }] };
}

/** Node 0, or `gnd`, which ngspice takes for it. */
export function isGround(node: string): boolean {
  return node === "0" || node.toLowerCase() === "gnd";
}
