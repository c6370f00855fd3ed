import type { TransistorPlace } from "./topology.ts";

/** Polarity, and where the bulk is tied: to ground, or to the supply. */
const bulks = { n: "gnd", p: "vdd" } as const;

/** Published name, instance, polarity, [drain, gate, source], role. */
export type PlaceRow = readonly [
  name: string,
  instance: string,
  polarity: "n" | "p",
  nodes: readonly [drain: string, gate: string, source: string],
  role: string,
];

/** The transistors of a built-in topology; each is the standard one of its polarity, with its bulk at a rail. */
export function placeTransistors(rows: readonly PlaceRow[]): TransistorPlace[] {
  return rows.map(([name, instance, polarity, [drain, gate, source], role]) => ({
    ...{ name, instance, polarity, role },
    nodes: [drain, gate, source, bulks[polarity]],
    model: null,
  }));
}
