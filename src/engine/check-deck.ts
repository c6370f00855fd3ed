import { posix } from "node:path";
import type { Warning } from "../foundation/index.ts";
import type { Deck } from "../netlist/index.ts";
import { allCards, bringsDevices, cardsOf, lineOf, type PlacedCard } from "./deck-cards.ts";
import { EngineError } from "./error.ts";
import { deckFileName } from "./simulator.ts";
import { suspiciousNumbers, unreturned } from "./suspicious.ts";
import { analyzeTopology } from "./topology.ts";

/** What is known of a deck before it runs. */
export interface CheckedDeck {
  /** Large enough for KLU to pay, and no node that it might meet without any conductance: there its numbers are wrong in silence. */
  readonly suitsKlu: boolean;
  /** Did the deck choose a solver (`klu`, `sparse`) by itself? */
  readonly solverChosen: boolean;
  readonly hasControl: boolean;
  readonly warnings: readonly Warning[];
}

/** From how many nodes on KLU is faster; `bench/engine.ts` measures it on crossbars: level at 528 nodes, 1.6 times at 1176. */
const kluNodes = 800;

const analyses = new Set([
  ".op",
  ".dc",
  ".ac",
  ".tran",
  ".noise",
  ".tf",
  ".pz",
  ".sens",
  ".disto",
  ".pss",
  ".sp",
]);

/**
 * Finds what the simulator would swallow in silence, or die of.
 *
 * @throws EngineError ENGINE_DECK_EMPTY, ENGINE_NOT_ASCII, ENGINE_FILE_PATH, ENGINE_MULTIPLE_ANALYSES, ENGINE_MISSING_FILE, ENGINE_SYNTAX,
 *   ENGINE_FLOATING_NODE
 */
export function checkDeck(deck: Deck, { builtIn }: { readonly builtIn: boolean }): CheckedDeck {
  assertAscii(deck);
  assertPaths(deck);
  const own = cardsOf(deck);
  if (!own.some(bringsDevices)) {
    throw new EngineError("ENGINE_DECK_EMPTY", "the deck has no devices", {
      at: [deck.title],
      hint: "Add at least one device card; the first line of a deck is its title.",
    });
  }
  const cards = allCards(deck, own, builtIn);
  assertOneAnalysis(deck, cards);
  assertComplete(deck, cards);
  const initial = deck.analysis.kind === "tran" && deck.analysis.useInitialConditions;
  const { nodes, floating } = analyzeTopology(cards, { controlledCurrents: true, capacitors: initial });
  // Without an operating point (uic) a floating node is legal, and rshunt ties every node to ground.
  if (!initial && !hasOption(deck, cards, /^rshunt$/i)) assertGrounded(deck, floating);
  const controlled = () => cards.some(({ keyword, control }) => !control && /^[bfg]/.test(keyword));
  const certain = () =>
    (controlled()
      ? analyzeTopology(cards, { controlledCurrents: false, capacitors: initial }).floating
      : floating
    ).length === 0;
  return {
    suitsKlu: nodes >= kluNodes && certain(),
    solverChosen: hasOption(deck, cards, /^(klu|sparse)$/i),
    hasControl: cards.some(({ control }) => control),
    warnings: deck.origin === "user" ? [...suspiciousNumbers(deck, own), ...unreturned(deck, own)] : [],
  };
}

function assertAscii(deck: Deck): void {
  const texts: readonly (readonly [readonly string[], string])[] = [
    [[deck.title, "title"], deck.title],
    [[deck.title, "comments"], deck.comments.join("\n")],
    [[deck.title, "cards"], deck.cards.join("\n")],
    [[deck.title, "probes"], deck.probes.join("\n")],
    ...deck.files.map((file) => [[deck.title, file.path], file.text] as const),
  ];
  for (const [at, text] of texts) {
    const index = text.search(/[^\t\r\n\x20-\x7e]/);
    if (index < 0) continue;
    const line = text.slice(0, index).split("\n").length;
    const code = (text.codePointAt(index) as number).toString(16).toUpperCase().padStart(4, "0");
    throw new EngineError("ENGINE_NOT_ASCII", `character U+${code} in line ${line} is not ASCII`, {
      at,
      hint: "Write u for micro and ohm for the sign: the simulator never returns from some of these.",
    });
  }
}

/** Files are written into a folder of the run: none may end up anywhere else. */
function assertPaths(deck: Deck): void {
  for (const { path } of deck.files) {
    const clean =
      path === posix.normalize(path) && !/^\.\.|^\/|\\|:|^$|\/$/.test(path) && path !== deckFileName;
    if (clean) continue;
    throw new EngineError("ENGINE_FILE_PATH", `"${path}" is not a path below the deck's folder`, {
      at: [deck.title, "files"],
      hint: "Write it relative to the deck, with /, and without . and .. parts.",
    });
  }
}

function assertOneAnalysis(deck: Deck, cards: readonly PlacedCard[]): void {
  const extra = cards.filter((card) => !card.control && analyses.has(card.keyword));
  if (extra.length === 0) return;
  const places = extra.map((card) => `${card.keyword} (${lineOf(card).join(" ")})`).join(", ");
  throw new EngineError(
    "ENGINE_MULTIPLE_ANALYSES",
    `.${deck.analysis.kind} is to run, and the cards hold ${places}`,
    {
      at: [deck.title],
      hint: "One analysis a deck, in its field `analysis`: the simulator would return the last one alone.",
    },
  );
}

/** Name, nodes and value: ngspice 39 takes `v1 a` for a source to a node without a name. */
const leastWords: Readonly<Record<string, number>> = { r: 4, c: 4, l: 4, d: 4, v: 3, i: 3 };

function assertComplete(deck: Deck, cards: readonly PlacedCard[]): void {
  for (const card of cards) {
    const least = card.control ? undefined : leastWords[card.keyword.charAt(0)];
    if (least === undefined || card.text.split(/[\s,()=]+/).length >= least) continue;
    throw new EngineError("ENGINE_SYNTAX", `"${card.text}" lacks a node or a value`, {
      at: [deck.title, ...lineOf(card), card.keyword],
      hint: "A two-terminal device is name, node, node, value.",
    });
  }
}

function assertGrounded(deck: Deck, floating: readonly string[]): void {
  if (floating.length === 0) return;
  const shown =
    floating.slice(0, 5).join(", ") + (floating.length > 5 ? ` and ${floating.length - 5} more` : "");
  throw new EngineError("ENGINE_FLOATING_NODE", `no path for direct current to ground from node ${shown}`, {
    at: [deck.title, floating[0] as string],
    hint: "Tie it with a resistor, set the option rshunt, or start a transient from initial conditions (uic).",
  });
}

function hasOption(deck: Deck, cards: readonly PlacedCard[], name: RegExp): boolean {
  if (Object.keys(deck.options).some((option) => name.test(option))) return true;
  return cards.some(
    (card) =>
      !card.control &&
      /^\.opt(ions?)?$/.test(card.keyword) &&
      card.text.split(/[\s,=]+/).some((word) => name.test(word)),
  );
}
