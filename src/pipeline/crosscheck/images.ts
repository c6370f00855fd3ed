import { setMaxListeners } from "node:events";
import type { Engine } from "../../engine/index.ts";
import { CancelledError, createMatrix } from "../../foundation/index.ts";
import { indexOfLargest, type PhysicalLayer } from "../../network/index.ts";
import type { TestImage } from "../draw-images.ts";
import { inferImage, type LayerCurrents, solverCurrents } from "../inference.ts";
import { type Simulated, simulateDeck } from "../simulate.ts";
import type { WiredLayer, WiredTile } from "../wire.ts";
import { largestDifference } from "./difference.ts";
import { operatingPoint } from "./tile.ts";
import type { TileCells } from "./tile-cells.ts";
import { driveOf } from "./tile-name.ts";

export interface NetworkInSpice {
  readonly wired: readonly WiredLayer[];
  /** The same layers as the solver sees them. */
  readonly layers: readonly PhysicalLayer[];
  readonly engine: Engine;
  readonly cells: TileCells;
  readonly signal?: AbortSignal | undefined;
  /** Called after each tile. */
  readonly onTile?: () => void;
}

/** The logits of one image, (10), with every bit line current from SPICE: the tiles of a layer side by side. Where one fails the others are stopped. */
export async function inferInSpice(
  { image, input }: TestImage,
  request: NetworkInSpice,
): Promise<{ readonly logits: Float64Array; readonly simulated: readonly Simulated[] }> {
  const { wired, layers, engine, cells, signal, onTile } = request;
  const simulated: Simulated[] = [];
  const others = new AbortController();
  const either = AbortSignal.any(signal === undefined ? [others.signal] : [signal, others.signal]);
  setMaxListeners(0, either); // every run that waits for a worker listens
  const currents = tileCurrents(wired, async (tile, drive) => {
    const one = await simulateDeck(engine, cells.deck(tile, drive, `image ${image}`), either);
    simulated.push(one);
    onTile?.();
    return operatingPoint(one.simulation.result, tile);
  });
  try {
    return { logits: await inferImage(layers, input, currents), simulated };
  } catch (error) {
    others.abort(new CancelledError(["spice", `image ${image}`]));
    throw error;
  }
}

/** The same from the solver: by the layers' matrices, or tile by tile where cells are not linear and no matrix stands for a layer. */
export function inferInSolver(
  { input }: TestImage,
  { wired, layers, cells }: Pick<NetworkInSpice, "wired" | "layers" | "cells">,
): Promise<Float64Array> {
  if (cells.linear) return inferImage(layers, input, solverCurrents(layers));
  const currents = tileCurrents(wired, async (tile, drive) => {
    return cells.solve(tile, createMatrix(1, drive.length, drive)).data;
  });
  return inferImage(layers, input, currents);
}

/** Currents of layers, put together from those of their tiles with the tiles' gains. @param solve bit line currents of a tile [A], (cols), at its drive [V], (rows) */
function tileCurrents(
  wired: readonly WiredLayer[],
  solve: (tile: WiredTile, drive: Float64Array) => Promise<Float64Array>,
): LayerCurrents {
  return async (index, voltages) => {
    const { tiles, gPos } = wired[index] as WiredLayer;
    const parts = await Promise.all(
      tiles.map(async (tile) => ({ tile, current: await solve(tile, driveOf(tile, voltages.data)) })),
    );
    const difference = createMatrix(1, gPos.cols);
    for (const { tile, current } of parts) {
      const sign = tile.polarity === "pos" ? 1 : -1;
      const sums = difference.data.subarray(tile.place.col);
      const { gain } = tile;
      for (const [j, i] of current.entries()) sums[j]! += sign * i * (gain === undefined ? 1 : gain[j]!);
    }
    return difference;
  };
}

/** One image: its class, and its logits, (10), in SPICE and in the solver. */
export interface ImagePair {
  readonly label: number;
  readonly spice: Float64Array;
  readonly solver: Float64Array;
}

/** Images that run through the network in SPICE, in figures. */
export interface SpiceNetwork {
  readonly images: number;
  /** Images classified rightly by SPICE. */
  readonly correct: number;
  /** Images where SPICE and the solver predict the same class. */
  readonly agreement: number;
  /** Largest |SPICE - solver| over all logits and images, over the largest |solver| logit. */
  readonly maxLogitError: number;
  readonly simulated: readonly Simulated[];
}

/** A sample of images through the whole network in SPICE. The first that fails ends it. */
export async function runSpiceNetwork(
  request: Omit<NetworkInSpice, "onTile"> & {
    readonly images: readonly TestImage[];
    readonly report?: (done: number, total: number) => void;
  },
): Promise<SpiceNetwork> {
  const total = request.images.length * tileCount(request.wired);
  let done = 0;
  const onTile = () => {
    done += 1;
    request.report?.(done, total);
  };
  const pairs: ImagePair[] = [];
  const simulated: Simulated[] = [];
  for (const one of request.images) {
    const spice = await inferInSpice(one, { ...request, onTile });
    const solver = await inferInSolver(one, request);
    pairs.push({ label: one.label, spice: spice.logits, solver });
    simulated.push(...spice.simulated);
  }
  return { ...compareImages(pairs), simulated };
}

/** Tiles of all layers. */
export function tileCount(wired: readonly WiredLayer[]): number {
  return wired.reduce((sum, { tiles }) => sum + tiles.length, 0);
}

/** SPICE against the solver and against the labels. */
function compareImages(pairs: readonly ImagePair[]): Omit<SpiceNetwork, "simulated"> {
  const all = (of: (pair: ImagePair) => Float64Array) => joined(pairs.map(of));
  return {
    images: pairs.length,
    correct: pairs.filter(({ spice, label }) => indexOfLargest(spice) === label).length,
    agreement: pairs.filter(({ spice, solver }) => indexOfLargest(spice) === indexOfLargest(solver)).length,
    maxLogitError: largestDifference(
      all(({ spice }) => spice),
      all(({ solver }) => solver),
    ),
  };
}

/** All values of several arrays, one after the other. */
export function joined(arrays: readonly Float64Array[]): Float64Array {
  return Float64Array.from(arrays.flatMap((one) => [...one]));
}
