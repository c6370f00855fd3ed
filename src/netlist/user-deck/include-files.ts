import { isAbsolute, join, relative, resolve, sep } from "node:path";
import {
  builtInFiles,
  type Card,
  type DeckFile,
  type Include,
  includeOf,
  readCards,
  sectionOf,
} from "../../spice/index.ts";

import { NetlistError } from "../error.ts";
import type { DeckDisk } from "./disk.ts";
import { asciiComments, assertAscii, readText } from "./text.ts";

/** Folders a deck may read from, all links followed. */
export interface Roots {
  readonly deckFolder: string;
  readonly pdkRoot: string | null;
  /** The same folders as the caller spells them: an absolute path in a deck may go through a link to the PDK. */
  readonly asGiven: readonly string[];
}

interface Source {
  readonly name: string;
  /** Real path. */
  readonly path: string;
  /** Where its own relative includes are looked for first. */
  readonly folder: string;
  readonly lines: string[];
  readonly cards: readonly Card[];
}

/**
 * Reads every file that a deck includes, and theirs; each `.include` and `.lib` line that was followed then names the file as it stands
 * in the result: `sub/x.inc` beside the deck, `pdk/sub/x.lib` under the PDK root. Loops count in the sections asked for.
 *
 * A name of a file inside the WASM engine stays as it is, unless such a file lies beside the deck.
 *
 * @throws NetlistError DECK_FILE_MISSING, DECK_FILE_OUTSIDE, DECK_INCLUDE_LOOP, DECK_NOT_ASCII, DECK_UNREADABLE
 */
export async function readIncludes(
  deck: { readonly name: string; readonly lines: string[]; readonly cards: readonly Card[] },
  roots: Roots,
  disk: DeckDisk,
): Promise<readonly DeckFile[]> {
  const sources = new Map<string, Source>();
  const done = new Set<string>();

  async function point(source: Source, card: Card, include: Include): Promise<Source | null> {
    const at = [source.name, `line ${card.line}`];
    const path = await locate(include.file, source.folder, { roots, disk, at });
    if (path === null) return null; // stands inside the engine
    const target = sources.get(path) ?? (await open(path, roots, disk));
    sources.set(path, target);
    source.lines[card.line - 1] = includeLine(target.name, include);
    for (let i = 1; i < card.lines; i++) source.lines[card.line - 1 + i] = "*";
    return target;
  }

  async function follow(source: Source, section: string | null, trail: readonly string[]): Promise<void> {
    for (const card of inSection(source.cards, section)) {
      const include = includeOf(card);
      if (include === null) continue;
      const target = await point(source, card, include);
      if (target === null) continue;
      const step = `${target.name}${include.section === null ? "" : ` ${include.section}`}`;
      if (trail.includes(step)) {
        throw new NetlistError("DECK_INCLUDE_LOOP", `${[...trail, step].join(" includes ")}`, {
          at: [source.name, `line ${card.line}`],
          hint: "A file cannot include itself.",
        });
      }
      if (done.has(step)) continue;
      await follow(target, include.section, [...trail, step]);
      done.add(step);
    }
  }

  await follow({ ...deck, path: "", folder: roots.deckFolder }, null, [deck.name]);
  // The simulator opens what a library includes in all of its sections, also those that nobody asks for; there, a file that is not to be
  // had is no fault of the deck, and its line is taken out. New files join this very loop.
  for (const source of sources.values()) {
    for (const card of source.cards) {
      const include = includeOf(card);
      if (include === null) continue;
      try {
        await point(source, card, include);
      } catch (error) {
        if (!(error instanceof NetlistError && /^DECK_FILE_/.test(error.code))) throw error;
        source.lines[card.line - 1] = `* taken out, in a section that is not used: ${error.code}`;
      }
    }
  }
  return [...sources.values()].map(({ name, lines }) => ({ path: name, text: lines.join("\n") }));
}

async function open(path: string, roots: Roots, disk: DeckDisk): Promise<Source> {
  const beside = inside(roots.deckFolder, path);
  const root = beside ? roots.deckFolder : (roots.pdkRoot as string);
  const name = (beside ? "" : "pdk/") + relative(root, path).split(sep).join("/");
  const text = asciiComments(await readText(disk, path, name));
  assertAscii(text, name);
  return { name, path, folder: join(path, ".."), lines: text.split("\n"), cards: readCards(text) };
}

interface Search {
  readonly roots: Roots;
  readonly disk: DeckDisk;
  readonly at: readonly string[];
}

async function locate(spelled: string, folder: string, { roots, disk, at }: Search): Promise<string | null> {
  const { deckFolder, pdkRoot } = roots;
  const file = spelled.replace(/^\$\{?PDK_ROOT\}?/, () => pdkRoot ?? "$PDK_ROOT");
  const places = isAbsolute(file)
    ? [file]
    : [folder, deckFolder, ...(pdkRoot === null ? [] : [pdkRoot])].map((root) => resolve(root, file));
  let outside = false;
  for (const place of places) {
    // Nothing is asked of the disk about a path that leaves both folders: not even whether it is there.
    if (!allowed(place, roots) && !roots.asGiven.some((root) => inside(root, place))) {
      outside = true;
      continue;
    }
    const real = await disk.realPath(place);
    if (real === null) continue;
    if (allowed(real, roots)) return real;
    outside = true;
  }
  if (builtInFiles.includes(spelled)) return null;
  const hint =
    pdkRoot === null
      ? "Files are found beside the deck, or under the folder given by --pdk-root."
      : "Files are found beside the deck and under the PDK root, nowhere else.";
  throw outside
    ? new NetlistError("DECK_FILE_OUTSIDE", `"${spelled}" lies outside the deck's folder and the PDK`, {
        at,
        hint,
      })
    : new NetlistError("DECK_FILE_MISSING", `"${spelled}" was not found`, { at, hint });
}

function allowed(path: string, { deckFolder, pdkRoot }: Roots): boolean {
  return inside(deckFolder, path) || (pdkRoot !== null && inside(pdkRoot, path));
}

function inside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function inSection(cards: readonly Card[], section: string | null): readonly Card[] {
  if (section === null) return cards;
  const first = cards.findIndex((card) => sectionOf(card) === section);
  if (first < 0) return []; // the simulator names the missing section better than we could
  const length = cards.slice(first).findIndex(({ text }) => /^\.endl\b/i.test(text));
  return cards.slice(first + 1, length < 0 ? undefined : first + length);
}

function includeLine(name: string, { section }: Include): string {
  return section === null ? `.include "${name}"` : `.lib "${name}" ${section}`;
}
