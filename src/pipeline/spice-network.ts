import type { Engine } from "../engine/index.ts";
import { createMatrix } from "../foundation/index.ts";
import { indexOfLargest, type PhysicalLayer } from "../network/index.ts";
import { operatingPoint } from "./crosscheck.ts";
import type { TestImage } from "./draw-images.ts";
import { inferImage, type LayerCurrents, solverCurrents } from "./inference.ts";
import { type Simulated, simulateDeck } from "./simulate.ts";
import { driveOf, type TileDecks } from "./tile-deck.ts";
import type { WiredLayer } from "./wire.ts";

/** A sample of images through the whole network, every bit line current from SPICE. */
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

export interface SpiceNetworkRequest {
  readonly wired: readonly WiredLayer[];
  /** The same layers as the solver sees them. */
  readonly layers: readonly PhysicalLayer[];
  readonly images: readonly TestImage[];
  readonly engine: Engine;
  readonly decks: TileDecks;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

export async function runSpiceNetwork(request: SpiceNetworkRequest): Promise<SpiceNetwork> {
  const { wired, layers, images, engine, decks, signal } = request;
  const simulated: Simulated[] = [];
  const total = images.length * wired.reduce((sum, { tiles }) => sum + tiles.length, 0);
  let done = 0;

  const spiceCurrents =
    (image: number): LayerCurrents =>
    async (index, voltages) => {
      const { tiles, gPos } = wired[index] as WiredLayer;
      const difference = createMatrix(1, gPos.cols);
      const currents = await Promise.all(
        tiles.map(async (tile) => {
          const deck = decks.build(tile, driveOf(tile, voltages.data), `image ${image}`);
          const one = await simulateDeck(engine, deck, signal);
          simulated.push(one);
          done += 1;
          request.report?.(done, total);
          return operatingPoint(one.simulation.result, tile);
        }),
      );
      for (const [k, { polarity, place }] of tiles.entries()) {
        const sign = polarity === "pos" ? 1 : -1;
        const sums = difference.data.subarray(place.col);
        for (const [j, i] of (currents[k] as Float64Array).entries())
          sums[j] = (sums[j] as number) + sign * i;
      }
      return difference;
    };
  const solver = solverCurrents(layers);

  let correct = 0;
  let agreement = 0;
  let error = 0;
  let largest = 0;
  for (const { image, input, label } of images) {
    const spice = await inferImage(layers, input, spiceCurrents(image));
    const expected = await inferImage(layers, input, solver);
    if (indexOfLargest(spice) === label) correct += 1;
    if (indexOfLargest(spice) === indexOfLargest(expected)) agreement += 1;
    for (const [j, logit] of expected.entries()) {
      error = Math.max(error, Math.abs((spice[j] as number) - logit));
      largest = Math.max(largest, Math.abs(logit));
    }
  }
  return { images: images.length, correct, agreement, maxLogitError: error / largest, simulated };
}
