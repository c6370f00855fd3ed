import { posix } from "node:path";
import type { Deck } from "../netlist/index.ts";
import { includeOf } from "../spice/index.ts";
import { cardsOf, cardsOfFile, lineOf, type PlacedCard } from "./deck-cards.ts";
import { EngineError } from "./error.ts";

/** All dot cards that can neither read nor write a file nor run a command. */
const harmless = new Set(
  ".title .param .func .subckt .ends .macro .eom .model .global .ic .nodeset .option .options .opt .temp .include .inc .incl .lib .endl .save .print .plot .probe .width .four .meas .measure .if .elseif .else .endif .op .dc .ac .tran .end .csparam".split(
    " ",
  ),
);

/** Options that name files or programs, or change where the simulator writes. */
const reaching =
  /^(rawfile|filetype|sourcepath|inputdir|editor|program|history|lprplot|lprps|hcopy\w*|debug\w*|spice\w*)$/i;

/**
 * Refuses a user's deck that could make a native simulator read or write files, or run a program.
 *
 * What is allowed is listed; all else is refused: `.control`, `*#` commands, unknown dot cards, code models (`A` and `N` devices),
 * options that name files, joined lines (`\\`).
 *
 * @throws EngineError ENGINE_DECK_UNTRUSTED
 */
export function assertTrusted(deck: Deck): void {
  if (deck.origin !== "user") return;
  // All files, included or not: which of them the simulator opens is its own affair.
  for (const card of [...cardsOf(deck), ...deck.files.flatMap(cardsOfFile)]) {
    const reason = dangerOf(card);
    if (reason !== null) throw untrusted(deck, lineOf(card), `"${card.text.slice(0, 80)}" ${reason}`);
  }
  const own = { path: "cards", text: deck.cards.join("\n") };
  for (const { path, text } of [own, ...deck.files]) {
    if (/\\[ \t]*\r?(\n|$)|\r(?!\n|$)/.test(text)) {
      throw untrusted(
        deck,
        [path],
        "a line ends in a backslash or in a bare carriage return, so that it may be read otherwise than it looks",
      );
    }
  }
}

function dangerOf(card: PlacedCard): string | null {
  if (card.control) return "is a command";
  const word = card.keyword;
  if (word.startsWith("a") || word.startsWith("n")) return "is a code model, which may open files";
  if (!word.startsWith(".")) return /^[a-z]/.test(word) ? null : "is not a card of a circuit";
  if (!harmless.has(word)) return "is not on the list of harmless cards";
  const include = includeOf(card);
  if (include !== null && leaves(include.file, card.file)) return "names a file outside the run's folder";
  if (/^\.opt/.test(word)) {
    const words = card.text.split(/[\s,=]+/).slice(1);
    if (words.some((option) => reaching.test(option)) || /[/\\~|`]/.test(card.text))
      return "sets an option that names files";
  }
  return null;
}

function leaves(path: string, from: string | null): boolean {
  if (/^[/~$]|\\/.test(path)) return true;
  return posix.normalize(posix.join(posix.dirname(from ?? "."), path)).startsWith("..");
}

function untrusted(deck: Deck, at: readonly string[], problem: string): EngineError {
  return new EngineError("ENGINE_DECK_UNTRUSTED", problem, {
    at: [deck.title, ...at],
    hint: "Native ngspice would carry it out on this machine. Use the WASM engine, or trust the deck (--trust-deck) if it is yours.",
  });
}
