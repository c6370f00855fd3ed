import type { Analysis, Deck } from "../../src/netlist/index.ts";

export interface DeckParts {
  readonly title?: string;
  readonly probes?: readonly string[];
  readonly analysis?: Analysis;
  readonly options?: Deck["options"];
  readonly files?: Deck["files"];
  readonly comments?: readonly string[];
  readonly origin?: Deck["origin"];
}

/** A deck from its cards; an operating point of everything where nothing else is said. */
export function deckOf(cards: readonly string[], parts: DeckParts = {}): Deck {
  return {
    title: "deck",
    comments: [],
    cards,
    analysis: { kind: "op" },
    probes: [],
    options: {},
    files: [],
    origin: "built",
    ...parts,
  };
}

/** A divider by two of `volts`: its output proves which deck an answer belongs to. */
export function divider(volts: number): Deck {
  return deckOf([`V1 In 0 ${volts}`, "R1 In Out 1k", "R2 Out 0 1k"], {
    title: "divider",
    probes: ["V(Out)"],
  });
}

export const transient = (step: number, stop: number, useInitialConditions = false): Analysis => ({
  kind: "tran",
  step,
  stop,
  start: 0,
  maxStep: 0,
  useInitialConditions,
});

/** 1e15 time steps. */
export const endless = deckOf(["v1 a 0 sin(0 1 1k)", "r1 a b 1k", "c1 b 0 1n"], {
  title: "endless",
  probes: ["v(b)"],
  analysis: transient(1e-15, 1),
});
