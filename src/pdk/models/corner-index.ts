import type { Item } from "./library-file.ts";
import { randomCount } from "./random-numbers.ts";
import type { Model, Subcircuit } from "./subcircuit.ts";

type Param = Extract<Item, { kind: "param" }>;
type Func = Extract<Item, { kind: "func" }>;

/** What one corner of a library defines, by name in lower case. */
export interface CornerIndex {
  /** Everything, in the order of the library. */
  readonly items: readonly Item[];
  /** All definitions of a name: the last one counts, and the simulator must see the same. */
  readonly params: ReadonlyMap<string, readonly Param[]>;
  readonly funcs: ReadonlyMap<string, readonly Func[]>;
  readonly subckts: ReadonlyMap<string, readonly Subcircuit[]>;
  /** Models outside subcircuits, all bins of a name together. */
  readonly models: ReadonlyMap<string, readonly Model[]>;
  readonly always: readonly string[];
  /** Parameters of the whole circuit that draw random numbers: differences between lots. */
  readonly randomParams: readonly Param[];
}

export function indexCorner(items: readonly Item[]): CornerIndex {
  const params = new Map<string, Param[]>();
  const funcs = new Map<string, Func[]>();
  const subckts = new Map<string, Subcircuit[]>();
  const models = new Map<string, Model[]>();
  const always: string[] = [];
  for (const item of items) {
    if (item.kind === "param") add(params, item.name, item);
    else if (item.kind === "func") add(funcs, item.name, item);
    else if (item.kind === "model") add(models, item.base, item);
    else if (item.kind === "subckt") add(subckts, item.subckt.name, item.subckt);
    else if (item.kind === "always") always.push(item.text);
  }
  const randomParams = [...params.values()].flat().filter((one) => randomCount(one) > 0);
  return { items, params, funcs, subckts, models, always, randomParams };
}

function add<T>(map: Map<string, T[]>, name: string, value: T): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [value]);
  else list.push(value);
}

/** Unit of sizes on the cards [m]: what the library's last `.option scale` says, 1 without. */
export function scaleOf({ always }: CornerIndex, parse: (text: string) => number): number {
  let scale = 1;
  for (const text of always) {
    if (!/^\.opt(ions?)?\s/i.test(text) || /^\S+\s+parser\s/i.test(text)) continue;
    const value = /\bscale\s*=\s*(\S+)/i.exec(text)?.[1];
    if (value !== undefined) scale = parse(value);
  }
  return scale;
}
