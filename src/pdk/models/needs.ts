import { PdkError } from "../error.ts";
import type { Assignment } from "./assignments.ts";
import { chooseModels } from "./choose-models.ts";
import type { CornerIndex } from "./corner-index.ts";
import { type Environment, enter, type Size, sizeOf } from "./size.ts";
import type { Element, Model, Subcircuit } from "./subcircuit.ts";
import { wordsOf } from "./words.ts";

/** What a deck needs of a corner; it grows while the deck's cards are read. */
export interface Needs {
  /** Names of parameters and functions, and all other words met. */
  readonly words: Set<string>;
  /** Models, those inside subcircuits among them. */
  readonly models: Set<Model>;
  /** Sizes asked of each name's bins; null: one that is not known. */
  readonly sizes: Map<readonly Model[], (Size | null)[]>;
  readonly subckts: Set<Subcircuit>;
}

export interface Corner {
  readonly index: CornerIndex;
  /** [m] */
  readonly scale: number;
  /** For messages. */
  readonly name: string;
}

/** A call of a library's subcircuit from a deck or another subcircuit. */
export interface Call {
  readonly subckt: string;
  readonly assignments: readonly Assignment[];
  readonly environment: Environment;
  readonly at: readonly string[];
}

export function createNeeds(): Needs {
  return { words: new Set(), models: new Set(), sizes: new Map(), subckts: new Set() };
}

/** Adds words and all that they stand for. */
export function needWords(needs: Needs, corner: Corner, words: readonly string[]): void {
  const { params, funcs } = corner.index;
  for (const word of words) {
    if (needs.words.has(word)) continue;
    needs.words.add(word);
    for (const piece of params.get(word) ?? []) needWords(needs, corner, wordsOf(piece));
    for (const piece of funcs.get(word) ?? []) needWords(needs, corner, wordsOf(piece));
  }
}

/** Adds the model cards that a device names, here or outside. @throws PdkError PDK_NO_MODEL_BIN */
export function needDevice(
  needs: Needs,
  corner: Corner,
  element: Element,
  local: ReadonlyMap<string, readonly Model[]>,
  { environment, at }: Pick<Call, "environment" | "at">,
): void {
  const size = sizeOf(element.assignments, environment, corner.scale);
  for (const word of element.words.slice(1)) {
    const models = local.get(word) ?? corner.index.models.get(word);
    if (models === undefined) continue;
    const binned = element.letter === "m" ? size : null;
    needs.sizes.set(models, [...(needs.sizes.get(models) ?? []), binned]);
    for (const model of chooseModels(models, binned, at)) {
      if (needs.models.has(model)) continue;
      needs.models.add(model);
      needWords(needs, corner, wordsOf(model));
    }
  }
}

/** Adds a subcircuit and what it calls. @throws PdkError PDK_DEVICE_NOT_IN_LIBRARY, PDK_NO_MODEL_BIN */
export function needCall(needs: Needs, corner: Corner, call: Call): void {
  const found = corner.index.subckts.get(call.subckt);
  if (found === undefined) {
    throw new PdkError("PDK_DEVICE_NOT_IN_LIBRARY", `${corner.name} has no subcircuit "${call.subckt}"`, {
      at: call.at,
      hint: "Check the name, and whether this model set has the device.",
    });
  }
  for (const subckt of found) {
    const environment = enter(subckt.defaults, call.assignments, call.environment);
    const isNew = !needs.subckts.has(subckt);
    needs.subckts.add(subckt);
    if (isNew) needWords(needs, corner, wordsOf(subckt.head));
    for (const piece of subckt.content) {
      if (piece.kind === "model") continue;
      if (isNew) needWords(needs, corner, wordsOf(piece));
      if (piece.kind !== "element") continue;
      if (piece.letter === "x") {
        const { words, assignments } = piece;
        needCall(needs, corner, { subckt: words.at(-1) ?? "", assignments, environment, at: call.at });
      } else needDevice(needs, corner, piece, subckt.models, { environment, at: call.at });
    }
  }
}
