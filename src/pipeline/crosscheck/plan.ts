import type { Random } from "../../foundation/index.ts";
import type { PhysicalLayer } from "../../network/index.ts";
import type { TestImage } from "../draw-images.ts";
import { PipelineError } from "../error.ts";
import { layerDrives } from "../inference.ts";
import { polarities } from "../tile-sites.ts";
import type { WiredLayer, WiredTile } from "../wire.ts";
import { driveOf, tileName } from "./tile-name.ts";

/** Word line voltages of a tile [V], (rows), when the network reads a test image of that number. */
export interface TileInput {
  readonly image: number;
  readonly voltage: Float64Array;
}

/** A tile, and what it is to be driven with. */
export interface TilePlan {
  readonly tile: WiredTile;
  readonly inputs: readonly TileInput[];
}

export interface CrosscheckPlan {
  readonly plans: readonly TilePlan[];
  /** Tiles of the network that none of the images drives. */
  readonly undriven: number;
}

export interface PlanRequest {
  readonly wired: readonly WiredLayer[];
  /** The same layers as the solver sees them. */
  readonly layers: readonly PhysicalLayer[];
  /** Inputs are taken from these, in their order. */
  readonly images: readonly TestImage[];
  /** How many tiles of each layer, drawn at random; or which, by name. */
  readonly tiles: number | readonly string[];
  /** Images for each tile, at most. */
  readonly inputs: number;
  readonly random: Random;
}

/**
 * Chooses tiles, which `assertTiles` knows where they are named, and for each the first images that drive it at all: the tiles of the image's border see black pixels, and 0 A agrees
 * with 0 A whatever the solver does. Tiles are drawn by the stream `crosscheck` of the layer among those that some image drives.
 *
 * @throws PipelineError CROSSCHECK_NOT_DRIVEN
 */
export async function planTiles(request: PlanRequest): Promise<CrosscheckPlan> {
  const { wired, tiles, inputs, random } = request;
  const driven = await drivenTiles(request);
  const chosen = typeof tiles === "number" ? null : namedTiles(driven.flat(), tiles);
  const plans =
    chosen ??
    driven.flatMap((ofLayer, index) => {
      const candidates = ofLayer.filter((plan) => plan.inputs.length > 0);
      const stream = random.stream("crosscheck", (wired[index] as WiredLayer).name);
      const shuffled = [...stream.permutation(candidates.length)].map((k) => candidates[k] as TilePlan);
      return alternate(shuffled).slice(0, tiles as number);
    });
  return {
    plans: plans.map((plan) => ({ ...plan, inputs: plan.inputs.slice(0, inputs) })),
    undriven: driven.flat().filter((plan) => plan.inputs.length === 0).length,
  };
}

/** Every tile of every layer with all the images that drive it. */
async function drivenTiles({ wired, layers, images }: PlanRequest): Promise<TilePlan[][]> {
  const drives = await Promise.all(images.map(({ input }) => layerDrives(layers, input)));
  return wired.map((layer, index) =>
    layer.tiles.map((tile) => {
      const inputs = images.map(({ image }, k) => {
        return { image, voltage: driveOf(tile, (drives[k] as Float64Array[])[index] as Float64Array) };
      });
      return { tile, inputs: inputs.filter(({ voltage }) => voltage.some((v) => v !== 0)) };
    }),
  );
}

function namedTiles(plans: readonly TilePlan[], names: readonly string[]): TilePlan[] {
  const known = new Map(plans.map((plan) => [tileName(plan.tile), plan]));
  return [...new Set(names)].map((name) => {
    const plan = known.get(name) as TilePlan;
    if (plan.inputs.length > 0) return plan;
    throw new PipelineError("CROSSCHECK_NOT_DRIVEN", "none of the images puts a voltage on its word lines", {
      at: ["tile", name],
      hint: "0 A agrees with 0 A whatever the solver does: name another tile, or an image that reaches this one.",
    });
  });
}

/** The same in an order that takes positive and negative tiles in turn, as long as there are both. */
function alternate(candidates: readonly TilePlan[]): TilePlan[] {
  const [pos, neg] = polarities.map((polarity) =>
    candidates.filter(({ tile }) => tile.polarity === polarity),
  );
  const turns = Math.max(pos?.length ?? 0, neg?.length ?? 0);
  return Array.from({ length: turns }, (_, k) => [pos?.[k], neg?.[k]])
    .flat()
    .filter((one) => one !== undefined);
}
