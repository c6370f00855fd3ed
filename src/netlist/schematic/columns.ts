import type { LayoutPort } from "../layout/view.ts";
import type { Drawing } from "./drawing.ts";
import type { Placement, Point } from "./geometry.ts";
import type { SymbolKind } from "./symbol.ts";

/** Devices next to each other in a row, at most. */
const rowLength = 6;
const columnWidth = 280;
const rowHeight = 180;
const portHeight = 40;

/** Rows from top to bottom. */
const rows: readonly (readonly SymbolKind[])[] = [["pfet"], ["nfet"], ["capacitor", "memristor"]];

/**
 * A cell that nobody has drawn: p-channel transistors in rows above n-channel ones, the rest below, in the order of the netlist, and ports
 * in columns at the edges. There are no wires: every pin gets a label.
 */
export function drawColumns(
  devices: readonly { readonly name: string; readonly kind: SymbolKind }[],
  ports: readonly LayoutPort[],
): Drawing {
  const places: Record<string, Placement> = {};
  let y = 0;
  let columns = 1;
  for (const kinds of rows) {
    const here = devices.filter(({ kind }) => kinds.includes(kind));
    for (const [i, { name }] of here.entries()) {
      const column = i % rowLength;
      places[name] = { at: [columnWidth * column, y + rowHeight * Math.floor(i / rowLength)] };
      columns = Math.max(columns, column + 1);
    }
    y += rowHeight * Math.ceil(here.length / rowLength);
  }
  const edges = { left: -220, right: columnWidth * columns };
  const count = { left: 0, right: 0 };
  const rank = ({ direction }: LayoutPort) => (direction === "supply" ? -1 : direction === "ground" ? 1 : 0);
  const sorted = ports.toSorted((one, other) => rank(one) - rank(other));
  const points = sorted.map(({ name, direction }): [string, Point] => {
    const edge = direction === "out" ? "right" : "left";
    return [name, [edges[edge], portHeight * count[edge]++]];
  });
  return { devices: places, ports: Object.fromEntries(points), wires: {} };
}
