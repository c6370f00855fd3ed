import { placeOf, readDeckCards } from "./deck-calls.ts";
import { emitNeeds } from "./emit-needs.ts";
import { isMismatchParameter } from "./mismatch.ts";
import { type Corner, createNeeds, needCall, needDevice, needWords } from "./needs.ts";
import type { Environment } from "./size.ts";
import { wordsIn } from "./words.ts";

const nothing: Environment = new Map();

/** What a deck's cards need of a corner, in the order of the library. See `ModelSet.slim`. */
export function slim(cards: readonly string[], corner: Corner): readonly string[] {
  const { index } = corner;
  const needs = createNeeds();
  const deck = readDeckCards(cards);
  for (const text of index.always) needWords(needs, corner, wordsIn(text));
  for (const { text } of deck.others) needWords(needs, corner, wordsIn(text));
  const seen = new Set<string>();
  let varied = false;
  let calls = 0;
  for (const one of deck.elements) {
    const { words, letter } = one.element;
    const name = words.at(-1) ?? "";
    const assignments = one.element.assignments.filter((each) => !isMismatchParameter(each.name));
    if (assignments.length < one.element.assignments.length) varied = true;
    // Equal calls need the same, and a deck of hundreds of transistors has few sizes.
    const key = `${words.slice(letter === "x" ? -1 : 1).join(" ")} ${assignments.map(({ text }) => text).join(" ")}`;
    if (letter === "x" && index.subckts.has(name)) calls++;
    if (letter === "x" && seen.has(key)) continue;
    seen.add(key);
    for (const { value } of assignments) needWords(needs, corner, wordsIn(value));
    if (letter !== "x") {
      needWords(needs, corner, wordsIn(one.card.text));
      needDevice(needs, corner, one.element, new Map(), { environment: nothing, at: placeOf(one) });
    } else if (!deck.defined.has(name) && (index.subckts.has(name) || !deck.hasIncludes)) {
      needCall(needs, corner, { subckt: name, assignments, environment: nothing, at: placeOf(one) });
    }
  }
  return emitNeeds(index, needs, { varied, calls });
}
