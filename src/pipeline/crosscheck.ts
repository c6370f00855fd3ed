import type { AnalysisResult, Engine } from "../engine/index.ts";
import { createMatrix, multiply, type Random } from "../foundation/index.ts";
import { crossbarCurrents } from "../netlist/index.ts";
import type { PhysicalLayer } from "../network/index.ts";
import type { TestImage } from "./draw-images.ts";
import { layerDrives } from "./inference.ts";
import { breathe } from "./progress.ts";
import { type Simulated, simulateDeck } from "./simulate.ts";
import { driveOf, type TileDecks } from "./tile-deck.ts";
import { type Polarity, polarities, type WiredLayer, type WiredTile } from "./wire.ts";

/** One tile in SPICE against the solver. */
export interface TileCheck {
  readonly layer: string;
  readonly polarity: Polarity;
  readonly tile: readonly [number, number];
  readonly rows: number;
  readonly cols: number;
  readonly inputs: number;
  /** Largest |SPICE - solver| over all bit lines and inputs, over the largest |solver| current of the tile. */
  readonly maxRelativeError: number;
}

export interface Crosscheck {
  readonly checks: readonly TileCheck[];
  readonly simulated: readonly Simulated[];
}

export interface CrosscheckRequest {
  readonly wired: readonly WiredLayer[];
  /** The same layers as the solver sees them. */
  readonly layers: readonly PhysicalLayer[];
  readonly images: readonly TestImage[];
  readonly tiles: number;
  readonly inputs: number;
  readonly engine: Engine;
  readonly decks: TileDecks;
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

/**
 * Runs some tiles of each layer in SPICE on real test images.
 *
 * Tiles are drawn by the stream `crosscheck` of the layer among those that some image drives at all: the tiles of the image's
 * border see black pixels, and 0 A agrees with 0 A whatever the solver does.
 */
export async function crosscheckTiles(request: CrosscheckRequest): Promise<Crosscheck> {
  const { wired, engine, decks, random, signal } = request;
  const driven = await Promise.all(
    request.images.map(async ({ image, input }) => ({
      image,
      drives: await layerDrives(request.layers, input),
    })),
  );
  const plan = wired.flatMap((layer, index) => {
    const drives = driven.map(({ image, drives: all }) => ({ image, drive: all[index] as Float64Array }));
    const candidates = layer.tiles
      .map((tile) => ({
        tile,
        inputs: drives.filter(({ drive }) => driveOf(tile, drive).some((v) => v !== 0)),
      }))
      .filter(({ inputs }) => inputs.length > 0);
    const order = random.stream("crosscheck", layer.name).permutation(candidates.length);
    const shuffled = [...order].map((k) => candidates[k] as (typeof candidates)[number]);
    return alternate(shuffled).slice(0, request.tiles);
  });
  const simulated: Simulated[] = [];
  let done = 0;
  const check = async ({ tile, inputs }: (typeof plan)[number]): Promise<TileCheck> => {
    const chosen = inputs.slice(0, request.inputs);
    let error = 0;
    let largest = 0;
    for (const { image, drive } of chosen) {
      await breathe(signal, "crosscheck");
      const voltage = driveOf(tile, drive);
      const one = await simulateDeck(engine, decks.build(tile, voltage, `image ${image}`), signal);
      simulated.push(one);
      const spice = operatingPoint(one.simulation.result, tile);
      const solver = multiply(createMatrix(1, voltage.length, voltage.slice()), tile.transfer).data;
      for (const [j, current] of solver.entries()) {
        largest = Math.max(largest, Math.abs(current));
        error = Math.max(error, Math.abs((spice[j] as number) - current));
      }
    }
    done += 1;
    request.report?.(done, plan.length);
    const { rows, cols } = tile.tile.conductance;
    const at = { layer: tile.layer, polarity: tile.polarity, tile: tile.place.tile };
    return { ...at, rows, cols, inputs: chosen.length, maxRelativeError: error / largest };
  };
  return { checks: await Promise.all(plan.map(check)), simulated };
}

/** The same in an order that takes positive and negative tiles in turn, as long as there are both. */
function alternate<T extends { readonly tile: WiredTile }>(candidates: readonly T[]): T[] {
  const [pos, neg] = polarities.map((polarity) =>
    candidates.filter(({ tile }) => tile.polarity === polarity),
  );
  const turns = Math.max(pos?.length ?? 0, neg?.length ?? 0);
  return Array.from({ length: turns }, (_, k) => [pos?.[k], neg?.[k]])
    .flat()
    .filter((one) => one !== undefined);
}

/** Bit line currents [A], (cols), of a tile's operating point. @throws NetlistError NETLIST_PROBE */
export function operatingPoint(result: AnalysisResult, tile: WiredTile): Float64Array {
  return crossbarCurrents(result.kind === "op" ? result.vectors : {}, tile.tile.conductance.cols).data;
}
