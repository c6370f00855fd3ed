import {
  assembleLayer,
  type Tile,
  type TilePlace,
  tileAt,
  tilePlaces,
  transferMatrix,
} from "../crossbar/index.ts";
import type { Matrix } from "../foundation/index.ts";
import type { SegmentResistance } from "../pdk/index.ts";
import type { ProgrammedLayer } from "./program.ts";
import { breathe } from "./progress.ts";

export const polarities = ["pos", "neg"] as const;
export type Polarity = (typeof polarities)[number];

/** A tile of a programmed layer with its transfer matrix [S], (rows, cols). */
export interface WiredTile {
  readonly layer: string;
  readonly polarity: Polarity;
  readonly place: TilePlace;
  readonly tile: Tile;
  readonly transfer: Matrix;
}

/** A layer with its wires: all its tiles, and the conductances that they amount to [S], (rows, cols). */
export interface WiredLayer {
  readonly name: string;
  readonly tiles: readonly WiredTile[];
  readonly gPos: Matrix;
  readonly gNeg: Matrix;
}

export interface WireRequest {
  readonly layers: readonly ProgrammedLayer[];
  readonly size: readonly [number, number];
  readonly wire: SegmentResistance;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

/** Exact transfer matrices of every tile of every layer. Positive and negative columns are arrays of their own. */
export async function wireNetwork({
  layers,
  size,
  wire,
  signal,
  report,
}: WireRequest): Promise<WiredLayer[]> {
  const total = layers.reduce(
    (sum, { target }) => sum + 2 * tilePlaces(target.gPos.rows, target.gPos.cols, size).length,
    0,
  );
  let done = 0;
  const wired: WiredLayer[] = [];
  for (const { name, pos, neg } of layers) {
    const tiles: WiredTile[] = [];
    for (const polarity of polarities) {
      const { conductance } = polarity === "pos" ? pos : neg;
      for (const place of tilePlaces(conductance.rows, conductance.cols, size)) {
        await breathe(signal, "wire");
        const tile = tileAt(conductance, place, size, wire);
        tiles.push({ layer: name, polarity, place, tile, transfer: transferMatrix(tile) });
        done += 1;
        report?.(done, total);
      }
    }
    const { rows, cols } = pos.conductance;
    const effective = (polarity: Polarity) =>
      assembleLayer(
        rows,
        cols,
        tiles.filter((tile) => tile.polarity === polarity),
      );
    wired.push({ name, tiles, gPos: effective("pos"), gNeg: effective("neg") });
  }
  return wired;
}
