import { isGround } from "../netlist/index.ts";
import type { Card } from "../spice/index.ts";
import { createGroups } from "./node-groups.ts";
import { nodesOf, type PathRules } from "./terminals.ts";

/** What can be said of a circuit's nodes without solving it. */
export interface Topology {
  /** Nodes of the flat circuit, those inside of subcircuits that the deck defines included. */
  readonly nodes: number;
  /** Nodes without any path for direct current to ground: `b`, or `cell / mid` inside a subcircuit. */
  readonly floating: readonly string[];
}

interface Scope {
  readonly pins: readonly string[];
  readonly cards: Card[];
}

interface Solved {
  /** For each pin, the lowest pin it is joined to inside; -1: ground. */
  readonly joins: readonly number[];
  readonly inner: number;
}

const ground = "0";

/**
 * Counts nodes, and finds those that no resistance, source of voltage, inductor or junction ties to ground.
 *
 * Subcircuits from elsewhere count as a path between all of their nodes: what is reported does float, what is not reported may.
 */
export function analyzeTopology(cards: readonly Card[], paths: PathRules): Topology {
  const { top, scopes, globals } = splitScopes(cards);
  const solved = new Map<string, Solved | null>();
  const floating: string[] = [];

  function solve(name: string): Solved | null {
    const known = solved.get(name);
    if (known !== undefined) return known;
    solved.set(name, null); // a subcircuit inside itself: nothing is known of it
    const scope = scopes.get(name);
    if (scope == null) return null;
    const result = solveScope(scope, name);
    solved.set(name, result);
    return result;
  }

  function solveScope(scope: Scope, name: string | null): Solved {
    const groups = createGroups();
    groups.add(ground);
    for (const pin of scope.pins) groups.add(pin);
    const join = (nodes: readonly string[]) => {
      const [first, ...others] = nodes.map((node) => (isGround(node) || globals.has(node) ? ground : node));
      if (first === undefined) return;
      groups.add(first);
      for (const other of others) groups.join(first, other);
    };
    let inner = 0;
    for (const card of scope.cards) {
      if (card.keyword.startsWith("x")) inner += joinInstance(card, join);
      else for (const nodes of nodesOf(card, paths)) join(nodes);
    }
    const tied = new Set([ground, ...scope.pins].map((node) => groups.find(node)));
    const seen = new Set<string>();
    for (const node of groups.names()) {
      const group = groups.find(node);
      if (tied.has(group) || seen.has(group)) continue;
      seen.add(group);
      floating.push(name === null ? node : `${name} / ${node}`);
    }
    const joins = scope.pins.map((pin) =>
      groups.find(pin) === groups.find(ground)
        ? -1
        : scope.pins.findIndex((other) => groups.find(other) === groups.find(pin)),
    );
    return { joins, inner: inner + groups.size - 1 - scope.pins.length };
  }

  function joinInstance(card: Card, join: (nodes: readonly string[]) => void): number {
    const words = card.text
      .toLowerCase()
      .replace(/\s*=\s*/g, "=")
      .split(/[\s,()]+/);
    const last = words.findIndex((word) => word.includes("=") || word === "params:");
    const nodes = words.slice(1, last < 0 ? undefined : last);
    const inside = solve(nodes.pop() ?? "");
    if (inside === null || inside.joins.length !== nodes.length) {
      join(nodes);
      return 0;
    }
    for (const [i, node] of nodes.entries()) {
      const mate = inside.joins[i] as number;
      join([node, mate < 0 ? ground : (nodes[mate] as string)]);
    }
    return inside.inner;
  }

  const { inner } = solveScope({ pins: [], cards: top }, null);
  return { nodes: inner, floating };
}

function splitScopes(cards: readonly Card[]) {
  const top: Card[] = [];
  const scopes = new Map<string, Scope | null>();
  const globals = new Set<string>();
  const open: Scope[] = [];
  for (const card of cards) {
    if (card.control) continue;
    const word = card.keyword;
    if (word === ".subckt" || word === ".macro") {
      const [, name = "", ...rest] = card.text
        .toLowerCase()
        .replace(/\s*=\s*/g, "=")
        .split(/[\s,()]+/);
      const end = rest.findIndex((pin) => pin.includes("=") || pin === "params:");
      const scope = { pins: rest.slice(0, end < 0 ? undefined : end).filter((pin) => pin !== ""), cards: [] };
      scopes.set(name, scopes.has(name) ? null : scope); // two definitions: which one counts is not known here
      open.push(scope);
    } else if (word === ".ends" || word === ".eom") open.pop();
    else if (word === ".global")
      for (const name of card.text.toLowerCase().split(/\s+/).slice(1)) globals.add(name);
    else if (/^[a-z]/.test(word)) (open.at(-1)?.cards ?? top).push(card);
  }
  return { top, scopes, globals };
}
