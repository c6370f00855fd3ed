import { assembleLayer, type SolvedTile, type Tile, tileAt } from "../crossbar/index.ts";
import type { Matrix } from "../foundation/index.ts";
import type { ArrayLines } from "./lines.ts";
import type { TilePool } from "./tile-pool/pool.ts";
import { type Polarity, polarities, type TileSite, tileSites } from "./tile-sites.ts";

/** A tile of a layer with its transfer matrix [S], (rows, cols). */
export interface WiredTile extends SolvedTile, TileSite {
  readonly tile: Tile;
}

/** Cells of a layer [S], (rows, cols): as written, or as they are meant to be. */
export interface LayerCells extends Readonly<Record<Polarity, { readonly conductance: Matrix }>> {
  readonly name: string;
}

/** A layer with its wires: all its tiles, and the conductances that they amount to, gains included [S], (rows, cols). */
export interface WiredLayer {
  readonly name: string;
  readonly tiles: readonly WiredTile[];
  readonly gPos: Matrix;
  readonly gNeg: Matrix;
}

export interface WireRequest {
  readonly layers: readonly LayerCells[];
  readonly size: readonly [number, number];
  readonly lines: ArrayLines;
  readonly pool: TilePool;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

/** Exact transfer matrices of every tile of every layer. */
export async function wireNetwork(request: WireRequest): Promise<WiredLayer[]> {
  const { layers, size, lines, pool, signal, report } = request;
  const cut = layers.map((layer) => {
    const { rows, cols } = layer.pos.conductance;
    return tileSites({ name: layer.name, rows, cols }, size).map((site) => {
      return { ...site, tile: tileAt(layer[site.polarity].conductance, site.place, size, lines) };
    });
  });
  const jobs = cut.flat().map(({ tile }) => ({ kind: "transfer" as const, tile }));
  const matrices = await pool.run(jobs, { signal, report: (done) => report?.(done, jobs.length) });
  let next = 0;
  return layers.map(({ name, pos }, index): WiredLayer => {
    const tiles = (cut[index] as Omit<WiredTile, "transfer">[]).map((tile) => {
      return { ...tile, transfer: matrices[next++] as Matrix };
    });
    return joinTiles(name, pos.conductance, tiles);
  });
}

/** The tiles of a layer of (rows, cols) put together. */
export function joinTiles(
  name: string,
  { rows, cols }: Pick<Matrix, "rows" | "cols">,
  tiles: readonly WiredTile[],
): WiredLayer {
  const [gPos, gNeg] = polarities.map((polarity) =>
    assembleLayer(
      rows,
      cols,
      tiles.filter((tile) => tile.polarity === polarity),
    ),
  ) as [Matrix, Matrix];
  return { name, tiles, gPos, gNeg };
}
