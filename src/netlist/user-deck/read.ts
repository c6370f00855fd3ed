import { basename, dirname, resolve } from "node:path";
import { type Card, readCards } from "../../spice/index.ts";
import type { Deck } from "../deck.ts";
import { NetlistError } from "../error.ts";
import { isAnalysis, readAnalysis } from "./analysis.ts";
import { type DeckDisk, nodeDisk } from "./disk.ts";
import { readIncludes } from "./include-files.ts";
import { isRecording, readProbes } from "./probes.ts";
import { assertAscii, readText } from "./text.ts";

export interface UserDeckOptions {
  /** A folder with model libraries that the deck may include from; `$PDK_ROOT` in a path stands for it. */
  readonly pdkRoot?: string;
  readonly disk?: DeckDisk;
}

/**
 * A deck from a user's file, of origin `user`.
 *
 * Its own lines stay in `cards`, one for one, so that line n of the file is card n-2; analysis, `.save`, `.print`, `.plot`, `.probe` and `.end`
 * become comments there, and stand in `analysis` and `probes`. The first line is the title, as SPICE has it.
 *
 * @throws NetlistError the codes that begin with DECK in `netlist/README.md`
 */
export async function readUserDeck(path: string, options: UserDeckOptions = {}): Promise<Deck> {
  const { disk = nodeDisk } = options;
  const name = basename(path);
  const text = await readText(disk, path, name);
  assertAscii(text, name);
  const [title = "", ...rest] = text.split("\n");
  const cards = readCards(rest.join("\n"), 2);
  if (cards.length === 0) {
    throw new NetlistError("DECK_EMPTY", "the deck has no cards after its title line", {
      at: [name],
      hint: "The first line is always the title; the circuit begins in the second.",
    });
  }
  assertNothingAfterEnd(cards, name);
  const lines = [title, ...rest];
  const analysis = readAnalysis(cards, name);
  const probes = readProbes(cards);
  const files = await readIncludes({ name, lines, cards }, await findRoots(path, options), disk);
  commentOut(lines, cards);
  return {
    title: title.trim() === "" ? name : title.trim(),
    comments: [],
    cards: lines.slice(1),
    analysis,
    probes,
    options: {},
    files,
    origin: "user",
  };
}

async function findRoots(path: string, { pdkRoot, disk = nodeDisk }: UserDeckOptions) {
  const deckFolder = await disk.realPath(dirname(resolve(path)));
  const realPdk = pdkRoot === undefined ? null : await disk.realPath(resolve(pdkRoot));
  if (deckFolder === null || (pdkRoot !== undefined && realPdk === null)) {
    throw new NetlistError("DECK_FILE_MISSING", `there is no folder ${pdkRoot ?? dirname(path)}`, {
      at: ["PDK root"],
      hint: "Check --pdk-root and PDK_ROOT.",
    });
  }
  const asGiven = [dirname(resolve(path)), ...(pdkRoot === undefined ? [] : [resolve(pdkRoot)])];
  return { deckFolder, pdkRoot: realPdk, asGiven };
}

function commentOut(lines: string[], cards: readonly Card[]): void {
  for (const card of cards) {
    if (!isAnalysis(card) && !isRecording(card) && !isEnd(card)) continue;
    for (let i = 0; i < card.lines; i++) {
      const at = card.line - 1 + i;
      lines[at] = `* ${lines[at]}`;
    }
  }
}

function assertNothingAfterEnd(cards: readonly Card[], name: string): void {
  const end = cards.findIndex(isEnd);
  const after = end < 0 ? undefined : cards[end + 1];
  if (after === undefined) return;
  throw new NetlistError("DECK_AFTER_END", `"${after.text}" stands after .end`, {
    at: [name, `line ${after.line}`],
    hint: "ngspice would simulate it all the same: remove .end, or what follows it.",
  });
}

function isEnd(card: Card): boolean {
  return !card.control && card.keyword === ".end";
}
