import { formatNumber } from "../spice/index.ts";
import type { Analysis, Deck } from "./deck.ts";
import { NetlistError } from "./error.ts";
import { probeForm } from "./probe.ts";

export interface EmitOptions {
  /** First line of the deck, which the simulator repeats in its results; the deck's own title where left out. */
  readonly title?: string;
  /** Does the simulator know KLU (ngspice 42 and later)? `false` leaves the option `klu` out. Default true. */
  readonly klu?: boolean;
}

/** Names in one `.save` card: long lines are hard to read and hard on the parser. */
const namesPerSave = 16;

/**
 * The text of a deck for ngspice: title, comments, cards, `.options`, `.save`, analysis, `.end`. Pure.
 *
 * @throws NetlistError NETLIST_TITLE, NETLIST_PROBE; SpiceError SPICE_NUMBER
 */
export function emitDeck(deck: Deck, options: EmitOptions = {}): string {
  const title = options.title ?? deck.title;
  assertTitle(title);
  const comments = title === deck.title ? deck.comments : [deck.title, ...deck.comments];
  return [
    title,
    ...comments.flatMap(commentLines),
    ...deck.cards,
    ...optionCards(deck, options.klu ?? true),
    ...saveCards(deck.probes),
    analysisCard(deck.analysis),
    ".end",
    "",
  ].join("\n");
}

/** The card of an analysis: `.tran 1e-9 1e-6 0 1e-9 uic`. */
export function analysisCard(analysis: Analysis): string {
  switch (analysis.kind) {
    case "op":
      return ".op";
    case "dc":
      return `.dc ${analysis.source} ${numbers(analysis.start, analysis.stop, analysis.step)}`;
    case "ac":
      return `.ac ${analysis.spacing} ${numbers(analysis.points, analysis.start, analysis.stop)}`;
    case "tran": {
      const { step, stop, start, maxStep } = analysis;
      // A step limit of 0 is "the simulator's own", and the card has no place for a start alone after a limit.
      const limits = maxStep > 0 ? ` ${numbers(start, maxStep)}` : start > 0 ? ` ${numbers(start)}` : "";
      return `.tran ${numbers(step, stop)}${limits}${analysis.useInitialConditions ? " uic" : ""}`;
    }
  }
}

function optionCards(deck: Deck, klu: boolean): string[] {
  return Object.entries(deck.options)
    .filter(([name]) => klu || name.toLowerCase() !== "klu")
    .map(([name, value]) => {
      if (value === true) return `.options ${name}`;
      return `.options ${name}=${typeof value === "number" ? formatNumber(value) : value}`;
    });
}

function saveCards(probes: readonly string[]): string[] {
  const cards: string[] = [];
  for (const probe of probes) {
    if (/^\S+$/.test(probe)) continue;
    throw new NetlistError("NETLIST_PROBE", `"${probe}" is not the name of a vector`, {
      at: ["probes"],
      hint: "Write v(node), i(vsource) or @device[parameter], without blanks.",
    });
  }
  const names = [...new Set(probes.flatMap((probe) => probeForm(probe).terms.map(({ name }) => name)))];
  for (let i = 0; i < names.length; i += namesPerSave) {
    cards.push(`.save ${names.slice(i, i + namesPerSave).join(" ")}`);
  }
  return cards;
}

function assertTitle(title: string): void {
  if (title.trim() !== "" && !/[\r\n]/.test(title)) return;
  throw new NetlistError(
    "NETLIST_TITLE",
    `a title is one line that is not blank, got ${JSON.stringify(title)}`,
    {
      hint: "The simulator takes the first line as the title, whatever stands there.",
    },
  );
}

function commentLines(comment: string): string[] {
  return comment.split(/\r?\n/).map((line) => `* ${line}`.trimEnd());
}

function numbers(...values: readonly number[]): string {
  return values.map(formatNumber).join(" ");
}
