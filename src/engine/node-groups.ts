/** Names in groups that only ever grow together (union-find with path halving). */
export interface NodeGroups {
  readonly size: number;
  names(): Iterable<string>;
  add(name: string): void;
  join(a: string, b: string): void;
  /** The one name that stands for the whole group of `name`. */
  find(name: string): string;
}

export function createGroups(): NodeGroups {
  const parents = new Map<string, string>();
  const find = (name: string): string => {
    let node = name;
    for (;;) {
      const parent = parents.get(node) ?? node;
      if (parent === node) return node;
      const grandparent = parents.get(parent) ?? parent;
      parents.set(node, grandparent);
      node = grandparent;
    }
  };
  const add = (name: string) => {
    if (!parents.has(name)) parents.set(name, name);
  };
  return {
    get size() {
      return parents.size;
    },
    names: () => parents.keys(),
    add,
    find,
    join(a, b) {
      add(a);
      add(b);
      parents.set(find(b), find(a));
    },
  };
}
