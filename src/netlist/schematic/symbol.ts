import type { Process } from "../../pdk/index.ts";
import { NetlistError } from "../error.ts";
import type { LayoutCall } from "../layout/view.ts";
import type { Point } from "./geometry.ts";

export type SymbolKind = "nfet" | "pfet" | "capacitor" | "memristor";

/** A pin, where it is seen from the origin of its symbol, and which way a wire leaves it. */
export interface SymbolPin {
  readonly name: string;
  readonly at: Point;
  readonly leaves: "left" | "right" | "up" | "down";
}

interface SymbolShape {
  /** In the order of the nodes of its card. */
  readonly pins: readonly SymbolPin[];
}

/** Pins of the symbols of xschem_sky130: facts that a drawing has to fit. */
export const symbolShapes: Readonly<Record<SymbolKind, SymbolShape>> = {
  nfet: {
    pins: [
      { name: "D", at: [20, -30], leaves: "up" },
      { name: "G", at: [-20, 0], leaves: "left" },
      { name: "S", at: [20, 30], leaves: "down" },
      { name: "B", at: [20, 0], leaves: "right" },
    ],
  },
  pfet: {
    pins: [
      { name: "D", at: [20, 30], leaves: "down" },
      { name: "G", at: [-20, 0], leaves: "left" },
      { name: "S", at: [20, -30], leaves: "up" },
      { name: "B", at: [20, 0], leaves: "right" },
    ],
  },
  capacitor: {
    pins: [
      { name: "c0", at: [0, -30], leaves: "up" },
      { name: "c1", at: [0, 30], leaves: "down" },
    ],
  },
  memristor: {
    pins: [
      { name: "TE", at: [0, -30], leaves: "up" },
      { name: "BE", at: [0, 30], leaves: "down" },
    ],
  },
};

/** A device of a cell as a symbol of a library with properties. */
export interface DeviceSymbol {
  readonly kind: SymbolKind;
  /** Folder and file: `sky130_fd_pr/nfet_01v8.sym`. */
  readonly file: string;
  readonly properties: Readonly<Record<string, string>>;
}

const library = "sky130_fd_pr";

/**
 * The symbol of a device: one of xschem_sky130, or, for a black box that the process has no layer for, one of our own (`memspice/`).
 *
 * Sizes are properties in bare micrometres, as these symbols have them: devices in parallel are `mult`.
 *
 * @throws NetlistError NETLIST_SCHEMATIC_SYMBOL
 */
export function deviceSymbol(call: LayoutCall, { devices, layout }: Process, cell: string): DeviceSymbol {
  const { callee, parameters } = call;
  const name = call.name.replace(/^X/, "");
  const number = (key: string) => String(parameters[key]);
  const model = callee.replace(/^sky130_fd_pr__/, "");
  const transistor = Object.values(devices).find(({ subckt }) => subckt === callee);
  if (transistor?.reserved === null && model !== callee) {
    const size = { W: number("w"), L: number("l"), nf: "1", mult: number("m") };
    return {
      kind: `${transistor.polarity}fet`,
      file: `${library}/${model}.sym`,
      properties: { name, ...size, model, spiceprefix: "X" },
    };
  }
  if (callee === layout?.capacitor.subckt && model !== callee) {
    const size = { W: number("w"), L: number("l"), MF: number("m") };
    return {
      kind: "capacitor",
      file: `${library}/${model}.sym`,
      properties: { name, model, ...size, spiceprefix: "X" },
    };
  }
  const drawn = Object.values(layout?.memristors ?? {}).some(({ subckt }) => subckt === callee);
  if (drawn || call.nodes.length === 2) {
    // The library's symbol writes its model and nothing of the area: the area goes with the model.
    const area = Object.entries(parameters).map(([key, value]) => ` ${key}=${value}`);
    return {
      kind: "memristor",
      file: drawn ? `${library}/reram.sym` : "memspice/memristor.sym",
      properties: { name, model: `${callee}${area.join("")}`, spiceprefix: "X" },
    };
  }
  throw new NetlistError("NETLIST_SCHEMATIC_SYMBOL", `${callee} has no symbol in ${library}`, {
    at: [cell, call.name],
    hint: "Schematics are drawn of SKY130 transistors, capacitors and memristors: leave xschem out of --format.",
  });
}
