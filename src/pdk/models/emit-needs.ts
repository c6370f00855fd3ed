import type { CornerIndex } from "./corner-index.ts";
import { mismatchOf, mismatchParameter } from "./mismatch.ts";
import type { Needs } from "./needs.ts";
import { randomCount, replaceRandom } from "./random-numbers.ts";
import { separateBin, withLimits } from "./separate-bins.ts";
import { type Shared, shareExpressions } from "./share-expressions.ts";
import type { Model, Subcircuit } from "./subcircuit.ts";
import { linesOf, wrap } from "./wrap.ts";

export interface EmitOptions {
  /** Do cards set mismatch? */
  readonly varied: boolean;
  /** Calls of the library's subcircuits. */
  readonly calls: number;
}

/** Up to here the decks stay as their library reads; beyond, what a card costs at each transistor counts. */
const fewCalls = 50;

/**
 * The cards of all that is needed, in the order of the library.
 *
 * Random numbers of transistors stand at their nominal value and their switches at 0, or, where `varied`, become parameters of their
 * subcircuit (0 unless a call sets them) and the switches stand at 1.
 */
export function emitNeeds(
  index: CornerIndex,
  needs: Needs,
  { varied, calls }: EmitOptions,
): readonly string[] {
  const shared: Shared | null = calls > fewCalls ? new Map() : null;
  const switches = new Set([...needs.subckts].flatMap(({ name }) => mismatchOf(index, name).switches));
  const lines = [...switches].map((name) => `.param ${name} = ${varied ? 1 : 0}`);
  for (const item of index.items) {
    if (item.kind === "subckt") {
      if (needs.subckts.has(item.subckt))
        lines.push(...emitSubcircuit(index, item.subckt, needs, { varied, shared }));
    } else if (item.kind === "param") {
      if (needs.words.has(item.name) && !switches.has(item.name)) lines.push(...wrap(`.param ${item.text}`));
    } else if (item.kind === "func") {
      if (needs.words.has(item.name)) lines.push(...linesOf(item));
    } else if (item.kind === "model") {
      if (needs.models.has(item)) lines.push(...linesOf(separated(item, index.models, needs)));
    } else if (item.kind === "always") lines.push(...linesOf(item));
  }
  for (const [expression, name] of shared ?? []) lines.push(...wrap(`.param ${name} = {${expression}}`));
  return lines;
}

function emitSubcircuit(
  index: CornerIndex,
  subckt: Subcircuit,
  needs: Needs,
  { varied, shared }: { readonly varied: boolean; readonly shared: Shared | null },
): readonly string[] {
  const isGlobal = (name: string) => index.params.has(name) && !subckt.defaults.has(name);
  const { count, first, handedOn } = mismatchOf(index, subckt.name);
  const parameters = varied ? Array.from({ length: count }, (_, k) => `${mismatchParameter(k)}=0`) : [];
  const lines = [...wrap([subckt.head.text, ...parameters].join(" "))];
  for (const part of subckt.content) {
    if (part.kind === "model" && !needs.models.has(part)) continue;
    const piece = part.kind === "model" ? separated(part, subckt.models, needs) : part;
    const start = first.get(part) ?? 0;
    const own = randomCount(piece);
    if (own === 0 && (piece.kind === "other" || (piece.kind === "model" && shared === null))) {
      lines.push(...linesOf(piece));
      continue;
    }
    const drawn = replaceRandom(piece.text, start, (k) => (varied ? mismatchParameter(k) : null));
    const text =
      piece.kind === "model" && shared !== null ? shareExpressions(drawn, isGlobal, shared) : drawn;
    const passed = Array.from({ length: varied ? (handedOn.get(part) ?? 0) : 0 }, (_, k) => {
      return `${mismatchParameter(k)}={${mismatchParameter(start + own + k)}}`;
    });
    const multiplier = subckt.losesM && piece.kind === "element" ? ["m={m}"] : [];
    lines.push(...wrap([text, ...passed, ...multiplier].join(" ")));
  }
  return [...lines, subckt.end];
}

/** A kept model card, its limits drawn in where the deck needs a neighbour of it too. */
function separated(model: Model, models: ReadonlyMap<string, readonly Model[]>, { sizes }: Needs): Model {
  const group = models.get(model.base) ?? [];
  const known = (sizes.get(group) ?? []).filter((size) => size !== null);
  if (known.length < (sizes.get(group) ?? []).length) return model; // all bins are kept: as in the library
  const bin = separateBin(model, group, known);
  return bin === null ? model : { ...model, bin, text: withLimits(model.text, bin) };
}
