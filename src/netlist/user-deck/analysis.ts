import type { Card } from "../../spice/index.ts";
import { parseSpiceNumber } from "../../spice/index.ts";
import type { Analysis } from "../deck.ts";
import { NetlistError } from "../error.ts";

const known = new Set([".op", ".dc", ".ac", ".tran"]);
const unsupported = new Set([".noise", ".tf", ".pz", ".sens", ".disto", ".pss", ".sp"]);
const usage: Readonly<Record<string, string>> = {
  ".op": ".op",
  ".dc": ".dc SOURCE START STOP STEP",
  ".ac": ".ac dec|oct|lin POINTS START STOP",
  ".tran": ".tran STEP STOP [START [MAXSTEP]] [uic]",
};

export function isAnalysis(card: Card): boolean {
  return !card.control && (known.has(card.keyword) || unsupported.has(card.keyword));
}

/**
 * The one analysis of a deck.
 *
 * Values are numbers, or the name of a `.param` with a number, in braces or quotes.
 *
 * @throws NetlistError DECK_NO_ANALYSIS, DECK_MULTIPLE_ANALYSES, DECK_ANALYSIS_UNSUPPORTED, DECK_ANALYSIS_SYNTAX
 */
export function readAnalysis(cards: readonly Card[], name: string): Analysis {
  const found = cards.filter(isAnalysis);
  const [card] = found;
  if (card === undefined) throw noAnalysis(cards, name);
  if (found.length > 1) {
    const places = found.map(({ text, line }) => `${text} (line ${line})`).join(", ");
    throw new NetlistError("DECK_MULTIPLE_ANALYSES", `one analysis a deck, got ${found.length}: ${places}`, {
      at: [name],
      hint: "The simulator would return the last one alone: put each into a deck of its own.",
    });
  }
  const fail = (code: string, problem: string) =>
    new NetlistError(code, problem, {
      at: [name, `line ${card.line}`],
      hint: `Supported: ${Object.values(usage).join("; ")}.`,
    });
  if (unsupported.has(card.keyword)) {
    throw fail("DECK_ANALYSIS_UNSUPPORTED", `"${card.text}" is an analysis that is not supported`);
  }
  return parseAnalysis(card, parameters(cards), fail);
}

type Fail = (code: string, problem: string) => NetlistError;

function parseAnalysis(card: Card, params: ReadonlyMap<string, number>, fail: Fail): Analysis {
  const words = card.text.split(/[\s,]+/).slice(1);
  const syntax = () => fail("DECK_ANALYSIS_SYNTAX", `"${card.text}" does not read as ${usage[card.keyword]}`);
  const number = (word: string | undefined): number => {
    const named = /^[{'"]\s*(\w+)\s*[}'"]$/.exec(word ?? "")?.[1]?.toLowerCase();
    const value = named === undefined ? parseSpiceNumber(word ?? "") : (params.get(named) ?? Number.NaN);
    if (!Number.isFinite(value)) throw syntax();
    return value;
  };
  switch (card.keyword) {
    case ".op":
      if (words.length > 0) throw syntax();
      return { kind: "op" };
    case ".dc": {
      if (words.length === 8) throw fail("DECK_ANALYSIS_UNSUPPORTED", `"${card.text}" sweeps two sources`);
      const [start, stop, step] = [number(words[1]), number(words[2]), number(words[3])];
      if (words.length !== 4 || step === 0 || (stop - start) * step < 0) throw syntax();
      return { kind: "dc", source: words[0] as string, start, stop, step };
    }
    case ".ac": {
      const spacing = (words[0] ?? "").toLowerCase();
      if (spacing !== "dec" && spacing !== "oct" && spacing !== "lin") throw syntax();
      if (words.length !== 4) throw syntax();
      return {
        kind: "ac",
        spacing,
        points: number(words[1]),
        start: number(words[2]),
        stop: number(words[3]),
      };
    }
    default: {
      const useInitialConditions = /^uic$/i.test(words.at(-1) ?? "");
      const values = (useInitialConditions ? words.slice(0, -1) : words).map(number);
      const [step, stop, start = 0, maxStep = 0] = values;
      if (step === undefined || stop === undefined || values.length > 4) throw syntax();
      if (step <= 0 || stop <= start || maxStep < 0) throw syntax();
      return { kind: "tran", step, stop, start, maxStep, useInitialConditions };
    }
  }
}

function parameters(cards: readonly Card[]): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const card of cards) {
    if (card.keyword !== ".param") continue;
    for (const [, name, text] of card.text.matchAll(/(\w+)\s*=\s*(\S+)/g)) {
      const value = parseSpiceNumber(text as string);
      if (Number.isFinite(value)) values.set((name as string).toLowerCase(), value);
      else values.delete((name as string).toLowerCase());
    }
  }
  return values;
}

function noAnalysis(cards: readonly Card[], name: string): NetlistError {
  const command = cards.find((card) => card.control && known.has(`.${card.keyword}`));
  const hint =
    command === undefined
      ? "Add .op, .dc, .ac or .tran."
      : `Line ${command.line} runs one inside .control: write it as a card, ".${command.text}", outside of it.`;
  return new NetlistError("DECK_NO_ANALYSIS", "the deck asks for no analysis", { at: [name], hint });
}
