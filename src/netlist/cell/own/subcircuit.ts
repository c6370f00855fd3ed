import { type Card, readCards } from "../../../spice/index.ts";
import { NetlistError } from "../../error.ts";

/** A `.subckt` of a user's file. Names and ports in lower case, as SPICE compares them. */
export interface OwnSubcircuit {
  readonly name: string;
  readonly line: number;
  readonly ports: readonly string[];
  /** Parameters on its first line, as written. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: readonly Card[];
}

export interface OwnFile {
  readonly subcircuits: readonly OwnSubcircuit[];
  /** `.param` and `.model` cards outside of them. */
  readonly common: readonly Card[];
}

/** What a topology is made of. Everything else either belongs to the bench, or reaches outside of the file. */
const elements = /^[rclkvibefghdmxw]/;
const dotCards = new Set([".param", ".model", ".ic", ".nodeset"]);

const reasons: readonly (readonly [RegExp, string])[] = [
  [/^\.(control|endc)$/, "A cell is a circuit only: the analyses and measurements are memspice's own."],
  [
    /^\.(tran|op|dc|ac|noise|tf|pz|sens|disto|pss|sp|four|meas|measure|save|print|plot|probe|temp)$/,
    "A cell is a circuit only: take the analysis out. Analyses and options come from the bench.",
  ],
  [
    /^\.opt(ions?)?$/,
    "Options come from the bench. One that scales sizes is part of them: write the file without it (in Magic: ext2spice scale off).",
  ],
  [
    /^\.(include|inc|incl|lib)$/,
    "A cell stands in one file: put the subcircuits it needs into it; the models come from the process.",
  ],
  [
    /^[anopqsyujz]/,
    "A cell is made of transistors, R, C, L, diodes, sources and calls of its own subcircuits.",
  ],
];

/**
 * The subcircuits of a topology file. The file has no title line.
 *
 * @param file its name, for messages
 * @throws NetlistError NETLIST_CELL_CARD, NETLIST_CELL_SUBCKT
 */
export function readSubcircuits(text: string, file: string): OwnFile {
  const subcircuits: OwnSubcircuit[] = [];
  const common: Card[] = [];
  let open: (OwnSubcircuit & { body: Card[] }) | null = null;
  const fail = (card: Card, problem: string, hint: string, code = "NETLIST_CELL_SUBCKT") =>
    new NetlistError(code, problem, { at: [file, `line ${card.line}`], hint });
  for (const card of readCards(text)) {
    const { keyword } = card;
    if (keyword === ".end" && !card.control) continue;
    if (keyword === ".subckt" && !card.control) {
      if (open !== null) {
        throw fail(
          card,
          `.subckt inside of .subckt ${open.name}`,
          "End the first one with .ends: they stand beside each other.",
        );
      }
      open = { ...headOf(card, file), body: [] };
    } else if (keyword === ".ends" && !card.control) {
      if (open === null)
        throw fail(card, ".ends without a .subckt", "Remove it, or write the .subckt that it ends.");
      subcircuits.push(open);
      open = null;
    } else {
      assertAllowed(card, file);
      if (open !== null) open.body.push(card);
      else if (keyword === ".param" || keyword === ".model") common.push(card);
      else
        throw fail(
          card,
          `"${card.text}" stands outside of a .subckt`,
          "The bench around a cell is memspice's own.",
          "NETLIST_CELL_CARD",
        );
    }
  }
  if (open !== null) {
    throw new NetlistError("NETLIST_CELL_SUBCKT", `.subckt ${open.name} has no .ends`, {
      at: [file, `line ${open.line}`],
    });
  }
  if (subcircuits.length === 0) {
    throw new NetlistError("NETLIST_CELL_SUBCKT", "there is no .subckt in the file", {
      at: [file],
      hint: "A cell is one subcircuit; the transistors of a topology carry the table's names: XW1 drain gate source bulk nfet.",
    });
  }
  return { subcircuits, common };
}

function assertAllowed(card: Card, file: string): void {
  const { keyword, text } = card;
  const known = keyword.startsWith(".") ? dotCards.has(keyword) : elements.test(keyword);
  if (known && !card.control && !/[\\`]/.test(text)) return;
  const word = card.control && !keyword.startsWith(".") ? ".control" : keyword;
  const hint = reasons.find(([pattern]) => pattern.test(word))?.[1];
  throw new NetlistError("NETLIST_CELL_CARD", `"${text.slice(0, 80)}" cannot stand in a cell`, {
    at: [file, `line ${card.line}`],
    hint: hint ?? `Allowed: transistors, R, C, L, K, D, V, I, B, E, F, G, H, X, ${[...dotCards].join(", ")}.`,
  });
}

function headOf(card: Card, file: string): Omit<OwnSubcircuit, "body"> {
  const words = wordsOf(card);
  const [, name, ...ports] = words.positional.filter((word) => word !== "params:");
  if (name !== undefined) return { name, line: card.line, ports, parameters: words.named };
  throw new NetlistError("NETLIST_CELL_SUBCKT", ".subckt without a name", {
    at: [file, `line ${card.line}`],
  });
}

/** The words of a card in lower case: those that stand by place, and those with a name. */
export function wordsOf(card: Card): { positional: string[]; named: Record<string, string> } {
  const positional: string[] = [];
  const named: Record<string, string> = {};
  const words =
    card.text
      .toLowerCase()
      .replace(/\s*=\s*/g, "=")
      .match(/(?:[^\s={]|=(?!$))*\{[^}]*\}|\S+/g) ?? [];
  for (const word of words) {
    const at = word.indexOf("=");
    if (at < 0) positional.push(word);
    else named[word.slice(0, at)] = word.slice(at + 1);
  }
  return { positional, named };
}
