import { fitWindow } from "../crossbar/index.ts";
import { createRandom } from "../foundation/index.ts";
import { measureActivationRange, readDataset, selectBackend } from "../network/index.ts";
import { readProcess } from "../pdk/index.ts";
import type { RunReport } from "../report/index.ts";
import { emitRunSpec, type RunSpec } from "../spec/index.ts";
import { characterizeMemristor } from "./characterize.ts";
import { crosscheckTiles } from "./crosscheck.ts";
import { compareDesigns, countCells, designsOf } from "./designs.ts";
import type { Environment, Outcome } from "./environment.ts";
import { type LayerPair, pairsOf, physicalLayers } from "./evaluate.ts";
import { evaluateStages } from "./evaluate-stages.ts";
import { linesOf } from "./lines.ts";
import { measureNeuron, openNeuron } from "./neuron-run.ts";
import { programNetwork } from "./program.ts";
import { type Control, createStageRunner } from "./progress.ts";
import { readNetwork } from "./read.ts";
import { runFiles } from "./run-files.ts";
import { buildReport } from "./run-report.ts";
import { runSpiceNetwork } from "./spice-network.ts";
import { stageOf } from "./stage.ts";
import { createTileDecks } from "./tile-deck.ts";
import { createTilePool, type TilePool } from "./tile-pool/pool.ts";
import { trainOrRecall } from "./train.ts";
import { wireNetwork } from "./wire.ts";

/** Test images that the tile cross-check chooses its inputs from. */
const crosscheckCandidates = 64;
/** Test images whose power and line currents are solved. */
const readImages = 32;

/**
 * The main job: memristor in SPICE, training, mapping, programming, wires, evaluation, cross-check, report.
 *
 * The same spec, seed and versions give the same numbers; only times and dates differ.
 *
 * @throws MemspiceError of the room that failed; CANCELLED
 */
export async function runNetwork(
  spec: RunSpec,
  environment: Environment,
  control: Control,
): Promise<Outcome<RunReport>> {
  const pool = createTilePool(environment.engine.workers);
  try {
    return await runStages(spec, environment, control, pool);
  } finally {
    await pool.close();
  }
}

async function runStages(
  spec: RunSpec,
  environment: Environment,
  control: Control,
  pool: TilePool,
): Promise<Outcome<RunReport>> {
  const { engine } = environment;
  const { signal } = control;
  const random = createRandom(spec.seed);
  const samples = Math.min(spec.crosscheck.images, spec.dataset.test);
  const optional = [spec.array.compare, samples > 0, spec.neuron !== null].filter(Boolean).length;
  const stages = createStageRunner(8 + optional, control, environment.now);
  const process = readProcess(spec.process);
  const lines = linesOf(process, spec.array);
  const opened = spec.neuron === null ? null : await openNeuron(spec.neuron, spec.process, environment);

  const { dataset, backend } = await stages.run("load", "load data, choose back end", async () => ({
    backend: await selectBackend(spec.network.backend, { environment: environment.variables }),
    dataset: await readDataset(spec.dataset),
  }));
  const { test } = dataset;

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
  const measured =
    opened === null
      ? null
      : await stages.run("neuron", "neuron in SPICE", async (report) => ({
          ...opened,
          rates: await measureNeuron(opened, { engine, signal, report }),
        }));

  const { network, source, warnings } = await stages.run("train", "train the network", (report) => {
    const versions = {
      memspice: environment.versions.memspice,
      backend: backend.backend,
      tfjs: backend.version,
    };
    const { cache } = environment;
    return trainOrRecall({ spec, data: dataset.train, window, random, cache, versions, signal, report });
  });
  const drive = {
    vRead: spec.characterization.pulses.vRead,
    inputScales: measureActivationRange(network, dataset.train.images).map((range) =>
      range > 0 ? range : 1,
    ),
  };

  const programmed = await stages.run("program", "map weights, write cells", (report) => {
    const { levels, response } = design;
    return programNetwork({ layers: network.layers, levels, response, spec, random, signal, report });
  });
  const wired = await stages.run("wire", "solve wire resistance", (report) =>
    wireNetwork({
      layers: programmed.layers,
      size: spec.array.tile,
      lines: design.lines,
      pool,
      signal,
      report,
    }),
  );

  const layersOf = (pairs: readonly LayerPair[]) => physicalLayers(programmed, pairs, drive);
  const layers = layersOf(pairsOf.wire(wired));
  const { stages: evaluated, neuron } = await stages.run("evaluate", "evaluate test images", (report) => {
    const built = [
      { stage: "levels", layers: layersOf(pairsOf.levels(programmed)) },
      { stage: "programmed", layers: layersOf(pairsOf.programmed(programmed)) },
      { stage: "wire", layers },
    ] as const;
    return evaluateStages({ network, built, dataset, neuron: measured, signal, report });
  });

  const decks = createTileDecks();
  const drawImages = (stream: string, count: number) =>
    [...random.stream(stream).permutation(test.labels.length).subarray(0, count)].map((image) => ({
      image,
      input: Float64Array.from(test.images.subarray(784 * image, 784 * (image + 1)), (grey) => grey / 255),
      label: test.labels[image] as number,
    }));
  const read = await stages.run("read", "read power", (report) => {
    const images = drawImages("read-images", Math.min(readImages, test.labels.length));
    return readNetwork({ wired, layers, images, time: spec.array.readTime, pool, signal, report });
  });

  const compared = !spec.array.compare
    ? []
    : await stages.run("compare", "other designs", (report) => {
        const chosen = { design, programmed };
        const weights = network.layers;
        return compareDesigns({
          designs: others,
          chosen,
          spec,
          layers: weights,
          drive,
          test,
          random,
          pool,
          signal,
          report,
        });
      });

  const crosscheck = await stages.run("crosscheck", "tiles in SPICE", (report) => {
    const { tiles, inputs } = spec.crosscheck;
    const images = drawImages("crosscheck-images", crosscheckCandidates);
    return crosscheckTiles({ wired, layers, images, tiles, inputs, engine, decks, random, signal, report });
  });
  const spice =
    samples === 0
      ? null
      : await stages.run("spice", "whole images in SPICE", (report) => {
          const images = drawImages("spice-images", samples);
          return runSpiceNetwork({ wired, layers, images, engine, decks, signal, report });
        });

  const own = {
    design,
    programmed: stageOf(evaluated, "programmed").evaluation.accuracy,
    wire: stageOf(evaluated, "wire").evaluation.accuracy,
    ...countCells(programmed),
  };
  const simulated = [
    ...device.simulated,
    ...(measured?.rates.simulated ?? []),
    ...crosscheck.simulated,
    ...(spice?.simulated ?? []),
  ];
  const report = buildReport({
    spec,
    specYaml: emitRunSpec(
      opened === null ? spec : { ...spec, neuron: { ...opened.spec, sizing: opened.sizing } },
    ),
    environment,
    process,
    backend,
    device,
    training: { network, source, warnings },
    programmed,
    wired,
    stages: evaluated,
    neuron,
    read,
    designs: [own, ...compared],
    crosscheck,
    spice,
    test,
    simulated,
    timings: stages.timings,
  });
  return runFiles(report, network, simulated);
}
