import type { Difference } from "../comparison.ts";
import { markPrefix } from "./marks.ts";

/** netgen's JSON of one pair of cells: side by side, the first netlist and the second. */
export interface CellRecord {
  readonly name: readonly [string, string];
  readonly devices: Pair<readonly [device: string, count: number][]>;
  readonly nets: readonly [number, number];
  readonly badnets: readonly Pair<readonly [net: string, pins: unknown][]>[];
  readonly badelements: readonly Pair<readonly [device: string, pins: unknown][]>[];
  readonly properties?: readonly Pair<
    readonly [device: string, values: readonly (readonly [string, string])[]]
  >[];
  readonly pins?: Pair<readonly string[]>;
}

type Pair<T> = readonly [T, T];

/** What is different in a pair of cells, one line each. */
export function differencesOf(cell: CellRecord, [first, second]: readonly [string, string]): Difference[] {
  const at = cell.name[0];
  const { properties = [], badelements, badnets } = cell;
  const title = instanceNames(cell);
  const sides = (pair: Pair<readonly [string, unknown][]>, name: (word: string) => string) => {
    const names = pair.map((side) =>
      side
        .map(([word]) => word)
        .filter((word) => !/^\(no matching/.test(word) && !word.startsWith(markPrefix)),
    );
    const [one = [], other = []] = names.map((side) => side.map(name));
    return one.length + other.length === 0 ? [] : [`${first}: ${list(one)}; ${second}: ${list(other)}`];
  };
  const devices = badelements.flatMap((pair) =>
    sides(pair, title).map((text) => ({
      kind: "device" as const,
      message: `${at}: devices do not match. ${text}`,
    })),
  );
  const nets = badnets.flatMap((pair) =>
    sides(pair, (net) => net).map((text) => ({
      kind: "net" as const,
      message: `${at}: nets do not match. ${text}`,
    })),
  );
  const sizes = properties.map(([[device, here], [, there]]) => {
    const values = here.map(
      ([key, value], i) => `${key} is ${number(value)} in ${first} and ${number(there[i]?.[1])} in ${second}`,
    );
    return { kind: "property" as const, message: `${at}: ${title(device)}: ${values.join(", ")}` };
  });
  const counts = devices.length + nets.length > 0 ? countsOf(cell, [first, second]) : [];
  return [...counts, ...devices, ...nets, ...sizes];
}

/** Kinds of devices of which one netlist has more: that is the odd one, whatever its neighbours look like. */
function countsOf({ name, devices: [here, there] }: CellRecord, [first, second]: Pair<string>): Difference[] {
  const kinds = [...new Set([...here, ...there].map(([kind]) => kind))];
  const count = (side: typeof here, kind: string) => side.find(([one]) => one === kind)?.[1] ?? 0;
  return kinds.flatMap((kind) => {
    const [one, other] = [count(here, kind), count(there, kind)];
    if (one === other || kind.startsWith(markPrefix)) return [];
    const more = one > other ? first : second;
    const message = `${name[0]}: ${kind}: ${one} in ${first}, ${other} in ${second}: ${Math.abs(one - other)} more in ${more}`;
    return [{ kind: "device" as const, message }];
  });
}

/** netgen writes the class before the name: `sky130_fd_pr__nfet_01v8M11` is `XM11`. */
function instanceNames({ devices }: CellRecord): (word: string) => string {
  const classes = devices
    .flatMap((side) => side.map(([name]) => name))
    .toSorted((one, other) => other.length - one.length);
  return (word) => {
    const found = classes.find((name) => word.startsWith(name));
    return found === undefined ? word : `X${word.slice(found.length)} (${found})`;
  };
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(", ");
  return names.length === 0 ? "none" : names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
}

function number(text: string | undefined): string {
  const value = Number(text);
  return text === undefined ? "nothing" : Number.isFinite(value) ? String(value) : text;
}
