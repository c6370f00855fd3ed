import type { ErrorRecord } from "../foundation/index.ts";

/** Exit codes of the contract. */
export const exit = { ok: 0, missed: 1, wrongInput: 2, incomplete: 3, cancelled: 130 } as const;

/** Codes, or beginnings of codes, that speak of what the user gave: spec, deck, files, command line, folders. */
const input: readonly RegExp[] = [
  /^(SPEC|PDK|CLI|CROSSCHECK|DECK|DATASET|OUTPUT|QUANTITY|DEVICE)_/,
  /^NETWORK_FILE_/,
  /^BACKEND_MISSING$/,
  /^CROSSBAR_(WINDOW|STUCK_MAP|CONVERTER)$/,
  /^STUCK_MAP$/,
  /^MEASUREMENT_NO_RESPONSE$/,
  /^NEURON_(TABLE|CELL|SILENT|FREE_RUNNING)$/,
  /^SELECT_TRANSISTOR$/,
  /^(LIMIT_CELL_KIND|CELL_CHOICE|CELL_UNKNOWN|TILE_UNKNOWN|LAYER_UNKNOWN|CELL_NOT_MODELLED)$/,
  /^NETLIST_(PROBE|TITLE|SPIKE_TIMING)$/,
  /^NETLIST_(LAYOUT|NAME|EXTRACTED|SCHEMATIC)_/,
  /^LVS_(TOOL_MISSING|NOTHING_TO_COMPARE|CARD|LAYOUT)$/,
  /^NETLIST_CELL_/,
  /^ENGINE_(DECK_EMPTY|NOT_ASCII|SYNTAX|NO_MODEL_BIN|MODEL_PARAMETER|MISSING_FILE|MISSING_PROBE|SINGULAR|FLOATING_NODE|MULTIPLE_ANALYSES)$/,
  /^ENGINE_(DECK_UNTRUSTED|NATIVE_MISSING|FILE_PATH)$/,
];

/** The exit code that an error stands for: wrong input, cancelled, or, for all else, a point that was asked for rightly and failed. */
export function exitCodeOf({ code }: ErrorRecord): number {
  if (code === "CANCELLED") return exit.cancelled;
  return input.some((pattern) => pattern.test(code)) ? exit.wrongInput : exit.incomplete;
}
