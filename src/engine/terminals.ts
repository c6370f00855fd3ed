import type { Card } from "../spice/index.ts";

/** Terminals that direct current can pass between, and terminals that it cannot enter, by position; `all`: every word may be a node. */
interface Rule {
  readonly joined: readonly number[] | "all";
  readonly alone?: readonly number[];
}

const two: Rule = { joined: [0, 1] };
const rules: Readonly<Record<string, Rule>> = {
  r: two,
  l: two,
  v: two,
  d: two,
  e: two,
  h: two,
  i: { joined: [], alone: [0, 1] },
  m: { joined: [0, 2, 3], alone: [1] },
  j: { joined: [0, 1, 2] },
  z: { joined: [0, 1, 2] },
  q: { joined: [0, 1, 2] },
  s: { joined: [0, 1], alone: [2, 3] },
  w: two,
  k: { joined: [] },
  t: { joined: [0, 1, 2, 3] },
  o: { joined: [0, 1, 2, 3] },
  y: { joined: [0, 1, 2, 3] },
  u: { joined: [0, 1, 2] },
};

const apart: Rule = { joined: [], alone: [0, 1] };

/** What counts as a path for direct current. */
export interface PathRules {
  /** Controlled currents (B with `i=`, F, G): they are conductances if they depend on the voltage across themselves, else not. */
  readonly controlledCurrents: boolean;
  /** Capacitors: in a transient that starts from initial conditions. */
  readonly capacitors: boolean;
}

/** The nodes of a device card in lower case, in groups that direct current joins; a node alone is a group of one. */
export function nodesOf(card: Card, paths: PathRules): readonly (readonly string[])[] {
  const words = card.text.toLowerCase().split(/[\s,()]+/);
  const rule = ruleOf(card, card.keyword.charAt(0), paths);
  if (rule.joined === "all") return [words.slice(1)];
  const pick = (positions: readonly number[]) =>
    positions.map((position) => words[position + 1]).filter((word) => word !== undefined && word !== "");
  const alone = pick(rule.alone ?? []).map((node) => [node as string]);
  return [pick(rule.joined) as string[], ...alone];
}

function ruleOf(card: Card, letter: string, { controlledCurrents, capacitors }: PathRules): Rule {
  if (letter === "c") return capacitors ? two : apart;
  if (letter === "f" || letter === "g") return controlledCurrents ? two : apart;
  if (letter === "b") return controlledCurrents || /\bv\s*=/i.test(card.text) ? two : apart;
  return rules[letter] ?? { joined: "all" };
}
