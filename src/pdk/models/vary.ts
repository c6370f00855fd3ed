import { formatNumber } from "../../spice/index.ts";
import { PdkError } from "../error.ts";
import type { MismatchNumbers } from "../model-set.ts";
import { type DeckElement, placeOf, readDeckCards } from "./deck-calls.ts";
import { mismatchOf, mismatchParameter } from "./mismatch.ts";
import type { Corner } from "./needs.ts";
import { plainNumber } from "./subcircuit.ts";

/** See `ModelSet.vary`. `m` devices in parallel have the mean of m numbers: one number over sqrt(m). */
export function vary(
  cards: readonly string[],
  { index }: Corner,
  numbers: MismatchNumbers,
): readonly string[] {
  const deck = readDeckCards(cards);
  const lines = cards.join("\n").split("\n");
  const copies = countCopies(deck.elements);
  for (const one of deck.elements) {
    const { letter, words, assignments } = one.element;
    const name = words.at(-1) ?? "";
    const count = letter !== "x" || deck.defined.has(name) ? 0 : mismatchOf(index, name).count;
    if (count === 0) continue;
    if (one.scope !== null && (copies.get(one.scope) ?? 0) > 1) throw shared(one);
    const multiplier = assignments.find(({ name }) => name === "m")?.value ?? "1";
    const m = plainNumber(multiplier);
    if (m === null || !(m > 0)) throw unclear(one, multiplier);
    const instance = [...(one.scope === null ? [] : [one.scope]), words[0]].join(".");
    const values = Array.from({ length: count }, (_, k) => {
      return `${mismatchParameter(k)}=${formatNumber(numbers(instance, k) / Math.sqrt(m))}`;
    });
    const last = one.card.line + one.card.lines - 2;
    lines[last] = `${lines[last]}\n+ ${values.join(" ")}`;
  }
  return lines;
}

/** How often each subcircuit of the deck stands in the circuit. */
function countCopies(elements: readonly DeckElement[]): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  const calls = elements.filter(({ element }) => element.letter === "x");
  function copies(name: string): number {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0); // the simulator refuses a subcircuit that calls itself
    let sum = 0;
    for (const { element, scope } of calls) {
      if (element.words.at(-1) !== name) continue;
      const m = plainNumber(element.assignments.find((one) => one.name === "m")?.value ?? "1") ?? 2;
      sum += m * (scope === null ? 1 : copies(scope));
    }
    known.set(name, sum);
    return sum;
  }
  for (const { element, scope } of calls) {
    copies(element.words.at(-1) ?? "");
    if (scope !== null) copies(scope);
  }
  return known;
}

function shared(one: DeckElement): PdkError {
  return new PdkError(
    "PDK_MISMATCH_SHARED",
    `subcircuit ${one.scope} stands in the circuit more than once, and its transistors would share their mismatch`,
    { at: placeOf(one), hint: "Write its transistors out, or give each copy a subcircuit of its own." },
  );
}

function unclear(one: DeckElement, m: string): PdkError {
  return new PdkError("PDK_MISMATCH_SHARED", `m = ${m} does not say how many devices share this card`, {
    at: placeOf(one),
    hint: "Write m as a number > 0.",
  });
}
