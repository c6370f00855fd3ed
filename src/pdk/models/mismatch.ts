import type { CornerIndex } from "./corner-index.ts";
import { randomCount, switchesIn } from "./random-numbers.ts";
import type { Subcircuit } from "./subcircuit.ts";

/** The random quantities of one subcircuit, those of the subcircuits that it calls among them. */
export interface Mismatch {
  /** Standard normal numbers that one instance takes. */
  readonly count: number;
  /** The number of the first one of a piece of the subcircuit. Bins of one model share theirs: an instance is in one bin. */
  readonly first: ReadonlyMap<object, number>;
  /** How many a call inside the subcircuit hands on. */
  readonly handedOn: ReadonlyMap<object, number>;
  /** Parameters that switch these random numbers, in lower case. */
  readonly switches: readonly string[];
}

const cache = new WeakMap<CornerIndex, Map<string, Mismatch>>();
const none: Mismatch = { count: 0, first: new Map(), handedOn: new Map(), switches: [] };

/** The mismatch of a subcircuit by name; of a name that the corner lacks: none. */
export function mismatchOf(index: CornerIndex, name: string): Mismatch {
  let known = cache.get(index);
  if (known === undefined) {
    known = new Map();
    cache.set(index, known);
  }
  let mismatch = known.get(name);
  if (mismatch === undefined) {
    known.set(name, none); // a subcircuit that calls itself is the simulator's to refuse
    const subckt = index.subckts.get(name)?.at(-1);
    mismatch = subckt === undefined ? none : countIn(index, subckt);
    known.set(name, mismatch);
  }
  return mismatch;
}

function countIn(index: CornerIndex, subckt: Subcircuit): Mismatch {
  const first = new Map<object, number>();
  const handedOn = new Map<object, number>();
  const switches = new Set<string>();
  let next = 0;
  for (const piece of subckt.content) {
    if (piece.kind === "model") continue;
    first.set(piece, next);
    next += randomCount(piece);
    if (piece.kind !== "element" || piece.letter !== "x") continue;
    const inner = mismatchOf(index, piece.words.at(-1) ?? "");
    handedOn.set(piece, inner.count);
    next += inner.count;
  }
  for (const models of subckt.models.values()) {
    for (const model of models) first.set(model, next);
    next += Math.max(...models.map(randomCount));
  }
  const bins = [...subckt.models.values()].map((models) => models.find((model) => randomCount(model) > 0));
  for (const piece of next === 0 ? [] : [...subckt.content.filter(({ kind }) => kind !== "model"), ...bins]) {
    for (const name of switchesIn(piece?.text ?? "")) switches.add(name);
  }
  return { count: next, first, handedOn, switches: [...switches] };
}

/** The parameter of an `X` card that holds the k-th number. */
export function mismatchParameter(k: number): string {
  return `mm_z${k}`;
}

export function isMismatchParameter(name: string): boolean {
  return /^mm_z\d+$/.test(name);
}
