import type { Engine } from "../../engine/index.ts";
import { evaluateIdeal, indexOfLargest } from "../../network/index.ts";
import type { ImageComparison } from "../../report/index.ts";
import type { BuiltNetwork } from "../build-network.ts";
import type { TestImage } from "../draw-images.ts";
import type { LayerPair } from "../evaluate.ts";
import { inferImage, solverCurrents } from "../inference.ts";
import type { Simulated } from "../simulate.ts";
import { joinTiles, type WiredLayer } from "../wire.ts";
import { attempt } from "./attempt.ts";
import { inferInSolver, inferInSpice, tileCount } from "./images.ts";
import type { TileCells } from "./tile-cells.ts";

/** Whole images through the network, by each way to compute them. */
export interface ComparedNetwork {
  readonly images: readonly ImageComparison[];
  /** Of all images together, by the clock [s]. */
  readonly seconds: { readonly spice: number; readonly solver: number };
  readonly simulated: readonly Simulated[];
}

export interface NetworkRequest {
  readonly built: BuiltNetwork;
  readonly images: readonly TestImage[];
  readonly engine: Engine;
  readonly cells: TileCells;
  /** A clock [ms]. */
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly report: (done: number, total: number) => void;
}

/** Float weights, cells without wires, the solver, and SPICE. An image that fails in SPICE says why, and the next one runs. */
export async function compareNetwork(request: NetworkRequest): Promise<ComparedNetwork> {
  const { built, images, engine, cells, now, signal, report } = request;
  const { wired, layers, dataset, training } = built;
  const tiles = tileCount(wired);
  let done = 0;
  const onTile = () => report(++done, images.length * tiles);
  const withoutWires = layers.map((layer, index) => ({ ...layer, ...cellsOf(wired[index] as WiredLayer) }));
  const float = evaluateIdeal(training.network, ...gathered(dataset.test, images));
  const seconds = { spice: 0, solver: 0 };
  const simulated: Simulated[] = [];
  const rows: ImageComparison[] = [];
  for (const [k, one] of images.entries()) {
    const { image, input, label } = one;
    const started = now();
    const spice = await attempt(() => inferInSpice(one, { wired, layers, engine, cells, signal, onTile }));
    done = (k + 1) * tiles; // also where some failed
    const between = now();
    const solver = await inferInSolver(one, { wired, layers, cells });
    seconds.spice += (between - started) / 1000;
    seconds.solver += (now() - between) / 1000;
    const ideal = await inferImage(withoutWires, input, solverCurrents(withoutWires));
    if (spice.status === "ok") simulated.push(...spice.value.simulated);
    const logits = { ideal, solver, spice: spice.status === "ok" ? spice.value.logits : null };
    rows.push({
      image,
      label,
      predicted: {
        float: float.predicted[k] as number,
        ideal: indexOfLargest(ideal),
        solver: indexOfLargest(solver),
        spice: logits.spice === null ? null : indexOfLargest(logits.spice),
      },
      logits,
      error: spice.status === "ok" ? null : spice.error,
    });
  }
  return { images: rows, seconds, simulated };
}

/** The cells of a layer as they stand in its tiles, without wires and without gains that make up for them. */
function cellsOf({ name, gPos, tiles }: WiredLayer): LayerPair {
  const bare = tiles.map(({ layer, polarity, place, tile }) => {
    return { layer, polarity, place, tile, transfer: tile.conductance };
  });
  return joinTiles(name, gPos, bare);
}

/** Grey values, (n, 784), and labels, (n), of some test images. */
function gathered(
  { images, labels }: BuiltNetwork["dataset"]["test"],
  chosen: readonly TestImage[],
): [Uint8Array, Uint8Array] {
  const pixels = new Uint8Array(784 * chosen.length);
  for (const [k, { image }] of chosen.entries())
    pixels.set(images.subarray(784 * image, 784 * (image + 1)), 784 * k);
  return [pixels, Uint8Array.from(chosen, ({ image }) => labels[image] as number)];
}
