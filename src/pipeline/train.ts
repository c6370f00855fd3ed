import { existsSync } from "node:fs";
import { join } from "node:path";
import { hashOf, MemspiceError, type Random, sha256, type Warning } from "../foundation/index.ts";
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
  readonly warnings: readonly Warning[];
}

/** Trains, or takes the weights from the folder that the spec names, or from an earlier run with the same inputs. */
export async function trainOrRecall(request: TrainRequest): Promise<Trained> {
  const { spec, cache, random, signal, report } = request;
  const { weights, backend: _chosen, ...options } = spec.network;
  if (weights !== null) {
    const network = await readNetwork(weightsFolder(weights));
    return { network, source: weights, warnings: differences(network, options) };
  }
  const window = options.layer === "physical" ? request.window : null; // the legacy layer does not know it
  const { name, train } = spec.dataset; // checked at load to be the published data, wherever it lay
  const hash = hashOf({ seed: spec.seed, name, train, options, window, versions: request.versions });
  const warnings: Warning[] = [];
  const cached = cache.find(hash);
  if (cached !== undefined) {
    try {
      return { network: await readNetwork(cached), source: "cache", warnings };
    } catch (error) {
      warnings.push(
        asWarning(error, "CACHE_DAMAGED", "the cached weights are damaged, so the network was trained again"),
      );
    }
  }
  const network = await trainNetwork(
    request.data,
    { ...options, window: request.window },
    { random, signal, onProgress: report },
  );
  try {
    cache.store(hash, networkToFiles(network));
  } catch (error) {
    warnings.push(asWarning(error, "CACHE_NOT_WRITABLE", "the trained weights were not kept"));
  }
  return { network, source: "trained", warnings };
}

/** The folder of the network: the one named, or `network/` inside it, where a run writes it. */
export function weightsFolder(named: string): string {
  const inside = join(named, "network");
  return existsSync(join(inside, "model.json")) ? inside : named;
}

/** SHA-256 of the weights themselves: which network this was, wherever it came from. */
export function weightsHash(network: TrainedNetwork): string {
  return sha256(networkToFiles(network).find(({ path }) => path === "weights.bin")?.content ?? "");
}

/** An error of ours that the run can do without; any other is thrown on. */
function asWarning(error: unknown, code: string, what: string): Warning {
  if (!(error instanceof MemspiceError)) throw error;
  return { code, at: error.at.join(" / "), message: `${what}: ${error.problem}` };
}

function differences(
  network: TrainedNetwork,
  asked: Pick<RunSpec["network"], "layer" | "hidden">,
): Warning[] {
  const hidden = network.layers.slice(0, -1).map(({ cols }) => cols);
  if (network.layer === asked.layer && hidden.length === 1 && hidden[0] === asked.hidden) return [];
  const held = `${network.layer}, hidden units ${hidden.join(", ") || "none"}`;
  const spec = `${asked.layer}, hidden units ${asked.hidden}`;
  const message = `the weights that were read are of another network (${held}) than the spec describes (${spec}); theirs counts`;
  return [{ code: "WEIGHTS_DIFFER", at: "network / weights", message }];
}
