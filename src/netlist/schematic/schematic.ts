import type { Process } from "../../pdk/index.ts";
import { NetlistError } from "../error.ts";
import type { LayoutView } from "../layout/view.ts";
import { drawColumns } from "./columns.ts";
import type { Drawing } from "./drawing.ts";
import { type Placement, placed } from "./geometry.ts";
import { type Label, netLabels, portLabel, stubOf } from "./label.ts";
import { type DeviceSymbol, deviceSymbol, symbolShapes } from "./symbol.ts";
import { piecesOf, type Wire } from "./wire.ts";

export interface PlacedDevice extends DeviceSymbol, Placement {
  /** Net of each pin, in the order of its symbol's pins. */
  readonly nets: readonly string[];
}

/** A cell as a drawing, complete: every pin is on a wire, and every net has a name somewhere. */
export interface Schematic {
  /** One line, for people. */
  readonly title: string;
  readonly devices: readonly PlacedDevice[];
  /** Of ports and of nets. */
  readonly labels: readonly Label[];
  readonly wires: readonly Wire[];
}

/** A drawing of more is for nobody. */
const mostDevices = 100;

/**
 * The schematic of a cell: as drawn, or, without a drawing, in columns with labels.
 *
 * @throws NetlistError NETLIST_SCHEMATIC_SYMBOL, NETLIST_SCHEMATIC_SIZE
 */
export function drawSchematic(view: LayoutView, process: Process, drawn?: Drawing): Schematic {
  const calls = callsOf(view);
  const symbols = calls.map((call) => ({
    name: call.name,
    nets: call.nodes,
    ...deviceSymbol(call, process, view.name),
  }));
  const drawing = drawn ?? drawColumns(symbols, view.ports);
  const devices = symbols.map(({ name, ...symbol }) => ({ ...symbol, ...at(drawing.devices, name) }));
  const wires = Object.entries(drawing.wires).flatMap(([net, lines]) =>
    lines.flatMap((line) => piecesOf(net, line)),
  );
  const stubs = devices.flatMap((device) =>
    symbolShapes[device.kind].pins.flatMap((pin, i) =>
      stubOf(device, pin, { net: device.nets[i] as string, wires }),
    ),
  );
  const pins = devices.flatMap((device) =>
    symbolShapes[device.kind].pins.map((pin) => placed(device, pin.at)),
  );
  const ports = view.ports.map((port) => portLabel(port, at(drawing.ports, port.name)));
  return {
    title: view.comments[0] ?? view.name,
    devices,
    labels: [
      ...ports,
      ...netLabels(wires, { pins, ports: ports.map((port) => port.at) }),
      ...stubs.map(({ label }) => label),
    ],
    wires: [...wires, ...stubs.map(({ wire }) => wire)],
  };
}

function callsOf(view: LayoutView) {
  const calls = [];
  for (const call of view.calls()) {
    calls.push(call);
    if (calls.length > mostDevices) {
      throw new NetlistError("NETLIST_SCHEMATIC_SIZE", `more than ${mostDevices} devices in one drawing`, {
        at: [view.name],
        hint: "Leave xschem out of --format for this one: lvs and cdl hold any number.",
      });
    }
  }
  return calls;
}

/** What a drawing says of a device or a port that its cell has: drawings are ours, and tested to be complete. */
function at<T>(places: Readonly<Record<string, T>>, name: string): T {
  const place = places[name];
  if (place === undefined) throw new Error(`the drawing has no place for ${name}`);
  return place;
}
