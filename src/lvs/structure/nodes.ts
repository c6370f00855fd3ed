/** Nets of one subcircuit: what a source of 0 V, or a wire, ties together is one net, called by a port where there is one. */
export interface Nets {
  tie(one: string, other: string): void;
  nameOf(node: string): string;
}

export function createNets(ports: readonly string[]): Nets {
  const parents = new Map<string, string>();
  const outside = new Set(ports);
  const root = (node: string): string => {
    let at = node;
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) at = up;
    return at;
  };
  return {
    tie(one, other) {
      const [a, b] = [root(one), root(other)];
      if (a === b) return;
      if (outside.has(b)) parents.set(a, b);
      else parents.set(b, a);
    },
    nameOf: root,
  };
}
