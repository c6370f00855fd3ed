import { isOn, type Point } from "./geometry.ts";

/** A piece of wire, horizontal or vertical. */
export interface Wire {
  readonly net: string;
  readonly ends: readonly [Point, Point];
}

/** Wires that hang together, as Xschem sees it: an end of one lies on the other. Wires that only cross do not. */
export function islands(wires: readonly Wire[]): readonly (readonly Wire[])[] {
  let groups: (readonly Wire[])[] = [];
  for (const wire of wires) {
    const touched = groups.filter((group) => group.some((other) => touch(wire, other)));
    groups = [...groups.filter((group) => !touched.includes(group)), [...touched.flat(), wire]];
  }
  return groups;
}

function touch(one: Wire, other: Wire): boolean {
  return one.ends.some((end) => isOn(end, other.ends)) || other.ends.some((end) => isOn(end, one.ends));
}

/** The pieces of a line from corner to corner. */
export function piecesOf(net: string, line: readonly Point[]): Wire[] {
  return line.slice(1).map((end, i) => ({ net, ends: [line[i] as Point, end] }));
}
