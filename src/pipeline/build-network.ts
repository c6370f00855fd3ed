import { fitWindow, parseStuckMap, type Window } from "../crossbar/index.ts";
import type { Random } from "../foundation/index.ts";
import {
  type Backend,
  type Dataset,
  measureActivationRange,
  readDataset,
  selectBackend,
} from "../network/index.ts";
import type { Process } from "../pdk/index.ts";
import type { RunSpec } from "../spec/index.ts";
import { type Characterization, characterizeMemristor } from "./characterize.ts";
import { type ChipPlan, chipRandom } from "./chip/build.ts";
import { type StandingChip, type StandRequest, standChip } from "./chip/stand.ts";
import { readStuckMap } from "./chip/stuck-map.ts";
import { countCompensations } from "./compensate/compensate.ts";
import { createGoals } from "./compensate/goals.ts";
import { type Design, designsOf } from "./designs.ts";
import type { Environment } from "./environment.ts";
import type { Drive } from "./evaluate.ts";
import { type ArrayLines, linesOf } from "./lines.ts";
import { plannedLayers } from "./planned-layers.ts";
import type { StageRunner } from "./progress.ts";
import type { TilePool } from "./tile-pool/pool.ts";
import { type Trained, trainOrRecall } from "./train.ts";

export interface BuildRequest {
  readonly spec: RunSpec;
  readonly process: Process;
  readonly lines: ArrayLines;
  readonly random: Random;
  readonly stages: StageRunner;
  readonly environment: Environment;
  readonly pool: TilePool;
  readonly signal?: AbortSignal | undefined;
}

/** A network as it stands in arrays, with all that led there. */
export interface BuiltNetwork extends StandingChip {
  readonly dataset: Dataset;
  readonly backend: Backend;
  readonly device: Characterization;
  /** The array as the spec asks for it, and what else it asks to compare. */
  readonly design: Design;
  readonly others: readonly Design[];
  readonly training: Trained;
  readonly drive: Drive;
  /** What the device offers of the design's window [S]. */
  readonly window: Window;
  /** What every chip of the run is built by. */
  readonly plan: ChipPlan;
  readonly stand: StandRequest;
}

/** Stages that `buildNetwork` runs. */
export function countBuildStages(spec: Pick<RunSpec, "mapping">): number {
  return 5 + countCompensations(spec);
}

/** From a spec to wired arrays: data, memristor in SPICE, training, mapping and programming, wires. */
export async function buildNetwork(request: BuildRequest): Promise<BuiltNetwork> {
  const { spec, process, lines, random, stages, environment, pool, signal } = request;
  const { engine, cache } = environment;
  const { temperatureC } = spec.nonidealities;
  const hot = temperatureC === null ? null : linesOf(process, spec.array, temperatureC);
  const { map } = spec.variability.stuckAt;
  const stuck =
    map === null
      ? null
      : parseStuckMap(readStuckMap(map, environment.folder), map, await plannedLayers(spec.network));
  const { dataset, backend } = await stages.run("load", "load data, choose back end", async () => ({
    backend: await selectBackend(spec.network.backend, { environment: environment.variables }),
    dataset: await readDataset(spec.dataset),
  }));
  const device = await stages.run("characterize", "memristor in SPICE", (report) =>
    characterizeMemristor({
      spec,
      window: spec.mapping.window,
      full: spec.array.compare,
      engine,
      signal,
      report,
    }),
  );
  const [design, ...others] = designsOf(spec, { process, lines }, device);
  const window = fitWindow(design.levels, design.window);
  const training = await stages.run("train", "train the network", (report) => {
    const versions = {
      memspice: environment.versions.memspice,
      backend: backend.backend,
      tfjs: backend.version,
    };
    return trainOrRecall({ spec, data: dataset.train, window, random, cache, versions, signal, report });
  });
  const { network } = training;
  const ranges = measureActivationRange(network, dataset.train.images);
  const drive = {
    vRead: spec.characterization.pulses.vRead,
    inputScales: ranges.map((range) => (range > 0 ? range : 1)),
  };
  const plan: ChipPlan = { spec, weights: network.layers, drive, stuck, pool };
  const goals = createGoals({ plan, design, hot, network, train: dataset.train, random, signal });
  const stand = { plan, design, hot, goals };
  const own = chipRandom(random, spec.montecarlo.chip);
  const chip = await standChip(stand, { random: own, stages, signal });
  const found = { dataset, backend, device, design, others, training, drive, window };
  return { ...found, ...chip, plan, stand };
}
