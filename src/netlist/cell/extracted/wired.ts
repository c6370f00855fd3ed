/** Tells nets that resistors join: the same answer for all their nodes, in lower case. @param resistors their two nodes */
export function createWired(resistors: readonly (readonly string[])[]): (node: string) => string {
  const joined = new Map<string, string>();
  const find = (node: string): string => {
    const next = joined.get(node);
    return next === undefined ? node : find(next);
  };
  for (const nodes of resistors) {
    const [one, other] = nodes.map((node) => find(node.toLowerCase())) as [string, string];
    if (one !== other) joined.set(one, other);
  }
  return (node) => find(node.toLowerCase());
}
