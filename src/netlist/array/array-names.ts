import { legalName } from "../names.ts";

/** A layer of a network as arrays: positive and negative conductances stand in tiles of their own. */
export interface ArrayLayer {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** Has every cell a select transistor? Then it is a cell of its own, `cell_1t1r`; false where left out. */
  readonly selected?: boolean;
}

export type Polarity = "pos" | "neg";

/** A tile of a layer: its row and column counted in tiles, its first cell, and its size in cells. */
export interface ArrayTile {
  readonly polarity: Polarity;
  readonly tile: readonly [number, number];
  readonly row: number;
  readonly col: number;
  readonly rows: number;
  readonly cols: number;
}

/** Names inside the netlists of one layer. Rows and columns are those of the layer, in every tile, with leading zeros. */
export interface ArrayNames {
  /** Subcircuit of the layer. */
  readonly layer: string;
  /** Subcircuit of a tile: `hidden_pos_r3_c1`. */
  tile(tile: Pick<ArrayTile, "polarity" | "tile">): string;
  /** A tile inside the layer: `Xpos_r3_c1`. */
  tileInstance(tile: Pick<ArrayTile, "polarity" | "tile">): string;
  /** `wl012` */
  word(row: number): string;
  /** `bl007` */
  bit(col: number): string;
  /** A bit line of one row of tiles, as the layer has it: `bl_pos_r3_007`. */
  layerBit(tile: Pick<ArrayTile, "polarity" | "tile">, col: number): string;
  /** Select line of a row, `sel012`. */
  select(row: number): string;
  /** The memristor of a passive cell: `XRr012c007`. */
  device(row: number, col: number): string;
  /** A cell with a select transistor: `Xr012c007`. */
  cell(row: number, col: number): string;
  /** The memristor of a cell from its tile on: `XRr012c007`, or `Xr012c007/XRmem`. */
  memristor(row: number, col: number): string;
}

export function arrayNames({ name, rows, cols, selected = false }: ArrayLayer): ArrayNames {
  const [rowDigits, colDigits] = [rows, cols].map((count) => String(count - 1).length) as [number, number];
  const row = Array.from({ length: rows }, (_, i) => String(i).padStart(rowDigits, "0"));
  const col = Array.from({ length: cols }, (_, j) => String(j).padStart(colDigits, "0"));
  const layer = legalName(name);
  const device = (i: number, j: number) => `XRr${row[i]}c${col[j]}`;
  const cell = (i: number, j: number) => `Xr${row[i]}c${col[j]}`;
  return {
    layer,
    tile: ({ polarity, tile: [r, c] }) => `${layer}_${polarity}_r${r}_c${c}`,
    tileInstance: ({ polarity, tile: [r, c] }) => `X${polarity}_r${r}_c${c}`,
    word: (i) => `wl${row[i]}`,
    bit: (j) => `bl${col[j]}`,
    layerBit: ({ polarity, tile: [r] }, j) => `bl_${polarity}_r${r}_${col[j]}`,
    select: (i) => `sel${row[i]}`,
    device,
    cell,
    memristor: selected ? (i, j) => `${cell(i, j)}/XRmem` : device,
  };
}

/** Where a memristor stands. */
export interface DevicePlace {
  readonly layer: string;
  readonly polarity: Polarity;
  readonly row: number;
  readonly col: number;
}

/** Path of a memristor from the top of its layer: `hidden/Xpos_r3_c1/XRr204c071`, in a 1T1R cell `.../Xr204c071/XRmem`. */
export function devicePath(
  names: ArrayNames,
  tile: Pick<ArrayTile, "polarity" | "tile">,
  { row, col }: { readonly row: number; readonly col: number },
): string {
  return `${names.layer}/${names.tileInstance(tile)}/${names.memristor(row, col)}`;
}

/** The place that a path names, with `/` or `.` between its parts and in any case, as tools write it; null: it names no memristor. */
export function parseDevicePath(path: string): DevicePlace | null {
  const match = /^(\w+)[/.]x(pos|neg)_r\d+_c\d+[/.]x(?:rr(\d+)c(\d+)|r(\d+)c(\d+)[/.]xrmem)$/i.exec(path);
  if (match === null) return null;
  const [, layer = "", polarity = "", passiveRow, passiveCol, row = passiveRow, col = passiveCol] = match;
  return { layer, polarity: polarity.toLowerCase() as Polarity, row: Number(row), col: Number(col) };
}
