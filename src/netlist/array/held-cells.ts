import { emitReadInstance, emitReadSubcircuit, readSubcircuitOf, withoutSeries } from "../../device/index.ts";
import type { Matrix } from "../../foundation/index.ts";
import type { ModelSet } from "../../pdk/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { formatNumber } from "../../spice/index.ts";
import type { EmitCell } from "../crossbar.ts";
import type { SelectTransistor } from "../select-bench.ts";
import type { ArrayNames, ArrayTile } from "./array-names.ts";
import { selectedCell } from "./selected-cell.ts";

/** Memristors of a tile as a read sees them, their states held; see `MemristorCells`. */
export interface HeldCells {
  readonly state: Matrix;
  readonly multiple: Matrix;
}

/** What the cells of all tiles have in common: the device, and with select transistors these and their models. */
export interface HeldKind {
  readonly device: DeviceSpec;
  readonly select: { readonly transistor: SelectTransistor; readonly models: ModelSet } | null;
}

/** File that every tile needs beside its own: equations of the device, models of select transistors. */
export const arrayModels = "array_models";

/** Its cards. A select transistor takes the place of the resistance that stands for one. @throws PdkError as of `ModelSet.slim` */
export function emitArrayModels({ device, select }: HeldKind): string[] {
  const own = select === null ? device : withoutSeries(device);
  const equations = emitReadSubcircuit(own).trimEnd().split("\n");
  if (select === null) return equations;
  const { models } = select;
  const about = `* Models of the select transistor, cut from ${models.name}, corner ${models.corner}, to the same currents.`;
  return [...equations, about, ...models.slim([selectCard(select)])];
}

/** The 1T1R cell as it is simulated, its state and the multiple of its device's current as parameters. */
export function emitSelectedCell({
  device,
  select,
}: HeldKind & { select: NonNullable<HeldKind["select"]> }): string[] {
  return [
    `* ${selectedCell}: wl word line (driven), bl bit line (sensed at ground), sel select line (gate), gnd ground`,
    "* state of the memristor, 0 to 1, held; it carries `multiple` times the current of the device",
    `.subckt ${selectedCell} wl bl sel gnd state=0 multiple=1`,
    `Xmem wl be ${readSubcircuitOf(device)} x={state} multiple={multiple}`,
    selectCard(select),
    `.ends ${selectedCell}`,
  ];
}

function selectCard({ transistor: { device, w, l }, models }: NonNullable<HeldKind["select"]>): string {
  return models.call({ instance: "Msel", nodes: ["be", "sel", "bl", "gnd"], device, w, l, m: 1 });
}

/** The card of each cell of a tile. An open cell is left out. */
export function heldCell(
  { state, multiple }: HeldCells,
  { device, select }: HeldKind,
  { names, tile }: { readonly names: ArrayNames; readonly tile: ArrayTile },
): EmitCell {
  return ({ at, row, word, bit }, k) => {
    const held = { state: state.data[k] as number, multiple: multiple.data[k] as number };
    if (held.multiple === 0) return [];
    if (select === null) return [emitReadInstance(device, { name: `x${at}`, te: word, be: bit, ...held })];
    const own = names.cell(tile.row + row, tile.col + (k % tile.cols));
    const values = `state=${formatNumber(held.state)} multiple=${formatNumber(held.multiple)}`;
    return [`${own} ${word} ${bit} ${names.select(tile.row + row)} gnd ${selectedCell} ${values}`];
  };
}
