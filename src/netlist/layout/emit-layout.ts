import { formatNumber } from "../../spice/index.ts";
import { wrapWords } from "../wrap.ts";
import type { LayoutCall, LayoutPort, LayoutView, PortDirection } from "./view.ts";

export type LayoutFormat = "lvs" | "cdl";

/** Ending of a file in a format. */
export const layoutEnding: Readonly<Record<LayoutFormat, string>> = { lvs: "spice", cdl: "cdl" };

export interface EmitLayoutOptions {
  readonly format: LayoutFormat;
  /** Rails as global nets, not as ports. */
  readonly globals?: boolean;
  /** Ending of the files of other cells; that of the format where left out. */
  readonly ending?: string;
}

const pinLetters: Readonly<Record<PortDirection, string>> = {
  in: "I",
  out: "O",
  inout: "B",
  supply: "P",
  ground: "G",
};

/**
 * The netlist of a cell for a layout flow, line by line: one `.subckt`, devices as `X` calls, sizes in bare micrometres.
 *
 * `lvs` is SPICE as netgen and KLayout read it. `cdl` has a `/` between pins and callee and a line of pin directions, and no card beside the
 * subcircuit. Devices are called and not defined: layout tools know them, or take them for black boxes.
 */
export function* emitLayout(view: LayoutView, options: EmitLayoutOptions): Generator<string> {
  const { format, globals = false, ending = layoutEnding[format] } = options;
  const isRail = ({ direction }: LayoutPort) => direction === "supply" || direction === "ground";
  const rails = globals ? view.ports.filter(isRail) : [];
  const ports = view.ports.filter((port) => !rails.includes(port));
  for (const comment of view.comments) yield `* ${comment}`.trimEnd();
  if (format === "cdl") yield "*.SCALE MICRON";
  for (const cell of view.includes) yield `.include "${cell}.${ending}"`;
  if (rails.length > 0) yield `.global ${rails.map(({ name }) => name).join(" ")}`;
  yield* wrapWords([".subckt", view.name, ...ports.map(({ name }) => name)]);
  if (format === "cdl") {
    const pins = ports.map(({ name, direction }) => `${name}:${pinLetters[direction]}`);
    yield* wrapWords(["*.PININFO", ...pins], "*.PININFO");
  }
  for (const call of view.calls()) {
    if (call.comment !== undefined) yield `* ${call.comment}`;
    yield* wrapWords(wordsOf(call, format, globals));
  }
  yield `.ends ${view.name}`;
}

function wordsOf(
  { name, nodes, rails = [], callee, parameters }: LayoutCall,
  format: LayoutFormat,
  globals: boolean,
): string[] {
  const words = [name, ...nodes, ...(globals ? [] : rails)];
  if (format === "cdl") words.push("/");
  words.push(callee);
  for (const parameter in parameters) {
    words.push(`${parameter}=${formatNumber(parameters[parameter] as number)}`);
  }
  return words;
}
