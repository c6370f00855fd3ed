import { fitWindow } from "../crossbar/index.ts";
import type { Random } from "../foundation/index.ts";
import {
  type Backend,
  type Dataset,
  measureActivationRange,
  type PhysicalLayer,
  readDataset,
  selectBackend,
} from "../network/index.ts";
import type { Process } from "../pdk/index.ts";
import type { RunSpec } from "../spec/index.ts";
import { type Characterization, characterizeMemristor } from "./characterize.ts";
import { type Design, designsOf } from "./designs.ts";
import type { Environment } from "./environment.ts";
import { type Drive, pairsOf, physicalLayers } from "./evaluate.ts";
import type { ArrayLines } from "./lines.ts";
import { type ProgrammedNetwork, programNetwork } from "./program.ts";
import type { StageRunner } from "./progress.ts";
import type { TilePool } from "./tile-pool/pool.ts";
import { type Trained, trainOrRecall } from "./train.ts";
import { type WiredLayer, wireNetwork } from "./wire.ts";

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
export interface BuiltNetwork {
  readonly dataset: Dataset;
  readonly backend: Backend;
  readonly device: Characterization;
  /** The array as the spec asks for it, and what else it asks to compare. */
  readonly design: Design;
  readonly others: readonly Design[];
  readonly training: Trained;
  readonly drive: Drive;
  readonly programmed: ProgrammedNetwork;
  readonly wired: readonly WiredLayer[];
  /** The layers through their wires, as the solver sees them. */
  readonly layers: readonly PhysicalLayer[];
}

/** Stages that `buildNetwork` runs. */
export const buildStages = 5;

/** From a spec to wired arrays: data, memristor in SPICE, training, mapping and programming, wires. */
export async function buildNetwork(request: BuildRequest): Promise<BuiltNetwork> {
  const { spec, process, lines, random, stages, environment, pool, signal } = request;
  const { engine, cache } = environment;
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
  const { levels, response } = design;
  const window = fitWindow(levels, design.window);
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
  const programmed = await stages.run("program", "map weights, write cells", (report) =>
    programNetwork({ layers: network.layers, levels, response, spec, random, signal, report }),
  );
  const size = spec.array.tile;
  const wired = await stages.run("wire", "solve wire resistance", (report) =>
    wireNetwork({ layers: programmed.layers, size, lines: design.lines, pool, signal, report }),
  );
  const layers = physicalLayers(programmed, pairsOf.wire(wired), drive);
  return { dataset, backend, device, design, others, training, drive, programmed, wired, layers };
}
