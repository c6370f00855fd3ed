import { hashOf, type Random } from "../foundation/index.ts";
import {
  type Dataset,
  networkToFiles,
  readNetwork,
  type TrainedNetwork,
  trainNetwork,
} from "../network/index.ts";
import type { RunSpec } from "../spec/index.ts";
import type { Cache } from "./cache.ts";

export interface TrainRequest {
  readonly spec: Pick<RunSpec, "seed" | "dataset" | "network">;
  readonly data: Dataset["train"];
  readonly window: { readonly gMin: number; readonly gMax: number };
  readonly random: Random;
  readonly cache: Cache;
  /** What else the weights depend on: back end and versions. */
  readonly versions: object;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

export interface Trained {
  readonly network: TrainedNetwork;
  /** `trained`, `cache`, or the folder the weights were read from. */
  readonly source: string;
}

/** Trains, or takes the weights from the folder that the spec names, or from an earlier run with the same inputs. */
export async function trainOrRecall(request: TrainRequest): Promise<Trained> {
  const { spec, cache, random, signal, report } = request;
  const { weights, backend: _chosen, ...options } = spec.network;
  if (weights !== null) return { network: await readNetwork(weights), source: weights };
  const window = options.layer === "physical" ? request.window : null; // the legacy layer does not know it
  const { name, train } = spec.dataset; // checked at load to be the published data, wherever it lay
  const hash = hashOf({ seed: spec.seed, name, train, options, window, versions: request.versions });
  const cached = cache.find(hash);
  if (cached !== undefined) return { network: await readNetwork(cached), source: "cache" };
  const network = await trainNetwork(
    request.data,
    { ...options, window: request.window },
    { random, signal, onProgress: report },
  );
  cache.store(hash, networkToFiles(network));
  return { network, source: "trained" };
}
