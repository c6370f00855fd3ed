import type { TileRead } from "../crossbar/index.ts";
import { createMatrix, type Matrix, summarize } from "../foundation/index.ts";
import type { PhysicalLayer } from "../network/index.ts";
import type { LayerRead, TileReadRow } from "../report/index.ts";
import { driveOf } from "./crosscheck/tile-name.ts";
import { layerDrives } from "./inference.ts";
import type { TilePool } from "./tile-pool/pool.ts";
import type { WiredLayer, WiredTile } from "./wire.ts";

/** What reading a sample of images takes: a layer each, and every tile of them. */
export interface NetworkRead {
  readonly layers: readonly LayerRead[];
  readonly tiles: readonly TileReadRow[];
}

export interface ReadRequest {
  readonly wired: readonly WiredLayer[];
  /** The same layers as the solver sees them. */
  readonly layers: readonly PhysicalLayer[];
  /** Activations 0..1 of the first layer, (rows) each. */
  readonly images: readonly { readonly input: Float64Array }[];
  /** Time that word lines are driven for one read [s]. */
  readonly time: number;
  readonly pool: TilePool;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

/**
 * Power, energy and line currents of whole images, from the solved currents of every cell of every tile.
 *
 * Positive and negative tiles of a layer are read together. Drivers and cells only: converters and logic are not in it.
 */
export async function readNetwork(request: ReadRequest): Promise<NetworkRead> {
  const { wired, layers, images, time, pool, signal, report } = request;
  const drives = await Promise.all(images.map(({ input }) => layerDrives(layers, input)));
  const jobs = wired.flatMap(({ tiles }, index) =>
    tiles.map((tile) => {
      const own = drives.map((ofLayers) => ofLayers[index] as Float64Array);
      return { kind: "read" as const, tile: tile.tile, drive: drivesOf(tile, own) };
    }),
  );
  const reads = await pool.run(jobs, { signal, report: (done) => report?.(done, jobs.length) });
  let next = 0;
  const rows = wired.map(({ tiles }) => tiles.map((tile) => ({ tile, read: reads[next++] as TileRead })));
  return {
    layers: rows.map((tiles) => layerRead(tiles, images.length, time)),
    tiles: rows.flat().map(tileRow),
  };
}

/** The parts of all drives that reach a tile [V], (batch, rows). */
function drivesOf(tile: WiredTile, drives: readonly Float64Array[]): Matrix {
  const { rows } = tile.tile.conductance;
  const matrix = createMatrix(drives.length, rows);
  for (const [b, drive] of drives.entries()) matrix.data.set(driveOf(tile, drive), b * rows);
  return matrix;
}

type Row = { readonly tile: WiredTile; readonly read: TileRead };

function layerRead(tiles: readonly Row[], images: number, time: number): LayerRead {
  const power = new Float64Array(images);
  for (const { read } of tiles)
    for (const [b, own] of read.power.entries()) power[b] = (power[b] as number) + own;
  const { mean, max } = summarize(power);
  const peaks = tiles.map(tileRow);
  return {
    images,
    power: { mean, max },
    energy: mean * time,
    peakLineCurrent: peaks.reduce(
      (most, { peakWordCurrent, peakBitCurrent }) => Math.max(most, peakWordCurrent, peakBitCurrent),
      0,
    ),
  };
}

function tileRow({ tile, read }: Row): TileReadRow {
  const { mean, max } = summarize(read.power);
  return {
    layer: tile.layer,
    polarity: tile.polarity,
    tile: tile.place.tile,
    power: { mean, max },
    peakWordCurrent: summarize(read.peakWordCurrent).max,
    peakBitCurrent: summarize(read.peakBitCurrent).max,
  };
}
