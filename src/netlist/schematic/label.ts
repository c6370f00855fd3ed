import type { LayoutPort, PortDirection } from "../layout/view.ts";
import { isOn, type Placement, type Point, placed, same } from "./geometry.ts";
import type { PlacedDevice } from "./schematic.ts";
import type { SymbolPin } from "./symbol.ts";
import { islands, type Wire } from "./wire.ts";

/** A name of a net in a drawing: the symbol of a port, or a bare label. */
export interface Label extends Placement {
  readonly file: string;
  readonly net: string;
}

const portSymbols: Readonly<Record<PortDirection, string>> = {
  in: "ipin",
  out: "opin",
  inout: "iopin",
  supply: "iopin",
  ground: "iopin",
};

/** The symbol of a port; its text is on the side that the drawing is not. */
export function portLabel({ name, direction }: LayoutPort, at: Point): Label {
  const file = portSymbols[direction];
  return { file: `devices/${file}.sym`, net: name, at, mirrored: file === "iopin" };
}

/** From a pin to the label of its net. Those of bulks pass the text beside a transistor. */
const stubs: Readonly<Record<SymbolPin["leaves"], Point>> = {
  left: [-20, 0],
  right: [90, 0],
  up: [0, -20],
  down: [0, 20],
};

/** A wire with a label for a pin that no drawn wire touches; none for the others. */
export function stubOf(
  device: PlacedDevice,
  pin: SymbolPin,
  { net, wires }: { readonly net: string; readonly wires: readonly Wire[] },
): { readonly wire: Wire; readonly label: Label }[] {
  const start = placed(device, pin.at);
  if (wires.some(({ ends }) => isOn(start, ends))) return [];
  const [dx, dy] = stubs[pin.leaves];
  const end = placed(device, [pin.at[0] + dx, pin.at[1] + dy]);
  const label = { file: "devices/lab_pin.sym", net, at: end, mirrored: end[0] >= start[0] };
  return [{ wire: { net, ends: [start, end] }, label }];
}

/** A name for each piece of a net that no port names: at a loose end, or above the middle of its longest wire, horizontal if it has one. */
export function netLabels(
  wires: readonly Wire[],
  { pins, ports }: { readonly pins: readonly Point[]; readonly ports: readonly Point[] },
): Label[] {
  return islands(wires).flatMap((island) => {
    const { net } = island[0] as Wire;
    if (ports.some((port) => island.some(({ ends }) => isOn(port, ends)))) return [];
    const ends = island.flatMap(({ ends }) => ends);
    const loose = ends.find(
      (end) =>
        !pins.some((pin) => same(pin, end)) && island.filter((wire) => isOn(end, wire.ends)).length === 1,
    );
    return [loose === undefined ? middleLabel(net, island) : { file: "devices/lab_pin.sym", net, at: loose }];
  });
}

function middleLabel(net: string, island: readonly Wire[]): Label {
  const [longest] = island.toSorted((one, other) => weight(other) - weight(one)) as [Wire];
  const [[x1, y1], [x2, y2]] = longest.ends;
  const at = [middle(x1, x2), middle(y1, y2)] as const;
  return y1 === y2
    ? { file: "devices/lab_wire.sym", net, at }
    : { file: "devices/lab_pin.sym", net, at, mirrored: true };
}

function weight({ ends: [[x1, y1], [x2, y2]] }: Wire): number {
  return Math.abs(y2 - y1) + 1e6 * Math.abs(x2 - x1);
}

/** Half way, on the grid of 10. */
function middle(a: number, b: number): number {
  return Math.round((a + b) / 20) * 10;
}
