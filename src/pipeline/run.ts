import { fitWindow } from "../crossbar/index.ts";
import { createMatrix, createRandom, throwIfCancelled } from "../foundation/index.ts";
import {
  evaluateIdeal,
  evaluatePhysical,
  measureActivationRange,
  type PhysicalLayer,
  readDataset,
  selectBackend,
} from "../network/index.ts";
import { readProcess } from "../pdk/index.ts";
import type { RunReport } from "../report/index.ts";
import { emitRunSpec, type RunSpec } from "../spec/index.ts";
import { characterizeMemristor } from "./characterize.ts";
import { crosscheckTiles } from "./crosscheck.ts";
import { type BuiltDesign, designsOf, programDesign, wireDesign } from "./designs.ts";
import type { Environment, Outcome } from "./environment.ts";
import { layerDrives } from "./inference.ts";
import { type Control, createStageRunner } from "./progress.ts";
import { runFiles } from "./run-files.ts";
import { buildReport } from "./run-report.ts";
import { runSpiceNetwork, type SpiceNetwork } from "./spice-network.ts";
import { createTileDecks } from "./tile-deck.ts";
import { trainOrRecall } from "./train.ts";

/** Test images whose drives the tile cross-check chooses from. */
const crosscheckCandidates = 64;

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
  const { engine } = environment;
  const { signal } = control;
  const random = createRandom(spec.seed);
  const samples = Math.min(spec.crosscheck.images, spec.dataset.test);
  const stages = createStageRunner(7 + (samples > 0 ? 1 : 0), control, environment.now);
  const process = readProcess(spec.process);

  const { dataset, backend } = await stages.run("load", "load data, choose back end", async () => ({
    backend: await selectBackend(spec.network.backend, { environment: environment.variables }),
    dataset: await readDataset(spec.dataset),
  }));
  const device = await stages.run("characterize", "memristor in SPICE", (report) =>
    characterizeMemristor({ spec, full: spec.array.compare, engine, signal, report }),
  );
  const [chosen, ...others] = designsOf(spec, process, device);
  const window = fitWindow(chosen.levels, chosen.window);

  const { network, source } = await stages.run("train", "train the network", (report) => {
    const versions = { memspice: environment.versions.memspice, ...backend, reason: "" };
    return trainOrRecall({
      spec,
      data: dataset.train,
      window,
      random,
      cache: environment.cache,
      versions,
      signal,
      report,
    });
  });
  const ranges = measureActivationRange(network, dataset.train.images);

  const request = { spec, layers: network.layers, random, signal };
  const programmed = await stages.run("program", "map weights, write cells", (report) =>
    programDesign({ ...request, design: chosen }, report),
  );
  const wired = await stages.run("wire", "solve wire resistance", (report) =>
    wireDesign({ ...request, design: chosen }, programmed, report),
  );
  const built: BuiltDesign = { design: chosen, programmed, wired };

  const { images, labels } = dataset.test;
  const physical = (one: BuiltDesign, stage: "levels" | "programmed" | "wire"): PhysicalLayer[] =>
    one.programmed.layers.map(({ name, bias, target, pos, neg }, index) => {
      const wires = one.wired[index];
      const pair = {
        levels: { gPos: target.gPos, gNeg: target.gNeg },
        programmed: { gPos: pos.conductance, gNeg: neg.conductance },
        wire: { gPos: wires?.gPos ?? target.gPos, gNeg: wires?.gNeg ?? target.gNeg },
      }[stage];
      const { weightPerSiemens } = target;
      const vRead = spec.characterization.pulses.vRead;
      return { name, ...pair, vRead, inputScale: ranges[index] || 1, weightPerSiemens, bias };
    });
  const score = async (one: BuiltDesign, stage: "levels" | "programmed" | "wire") => {
    await new Promise(setImmediate);
    throwIfCancelled(signal, ["evaluate"]);
    return evaluatePhysical(physical(one, stage), images, labels);
  };
  const evaluations = await stages.run("evaluate", "evaluate test images", async (report) => {
    const ideal = evaluateIdeal(network, images, labels);
    report(1, 4);
    const levels = await score(built, "levels");
    report(2, 4);
    const cells = await score(built, "programmed");
    report(3, 4);
    return { ideal, levels, programmed: cells, wire: await score(built, "wire") };
  });

  const designs = await stages.run("compare", "other designs", async (report) => {
    const scores = [
      { design: chosen, programmed: evaluations.programmed.accuracy, wire: evaluations.wire.accuracy },
    ];
    for (const [index, design] of others.entries()) {
      const within = (half: number) => (done: number, total: number) =>
        report(index + (half + done / total) / 2, others.length);
      const cells = await programDesign({ ...request, design }, within(0));
      const one = {
        design,
        programmed: cells,
        wired: await wireDesign({ ...request, design }, cells, within(1)),
      };
      const [before, after] = [await score(one, "programmed"), await score(one, "wire")];
      scores.push({ design, programmed: before.accuracy, wire: after.accuracy });
    }
    return scores;
  });

  const layers = physical(built, "wire");
  const decks = createTileDecks();
  const inputOf = (image: number) =>
    Float64Array.from(images.subarray(784 * image, 784 * (image + 1)), (x) => x / 255);
  const crosscheck = await stages.run("crosscheck", "tiles in SPICE", async (report) => {
    const order = random
      .stream("crosscheck-images")
      .permutation(labels.length)
      .subarray(0, crosscheckCandidates);
    const drives = await Promise.all(
      [...order].map(async (image) => ({ image, drives: await layerDrives(layers, inputOf(image)) })),
    );
    return crosscheckTiles({
      ...spec.crosscheck,
      layers: wired,
      drives: layers.map((_, index) =>
        drives.map(({ image, drives: all }) => ({ image, drive: all[index] ?? new Float64Array(0) })),
      ),
      engine,
      decks,
      random,
      signal,
      report,
    });
  });
  let spice: SpiceNetwork | null = null;
  if (samples > 0) {
    spice = await stages.run("spice", "whole images in SPICE", (report) => {
      const order = random.stream("spice-images").permutation(labels.length).subarray(0, samples);
      const sample = [...order].map((image) => ({
        image,
        input: inputOf(image),
        label: labels[image] as number,
      }));
      return runSpiceNetwork({ wired, layers, images: sample, engine, decks, signal, report });
    });
  }
  const report = buildReport({
    spec,
    specYaml: emitRunSpec(spec),
    environment,
    backend,
    device,
    training: { network, source },
    built,
    evaluations,
    designs,
    crosscheck: crosscheck.checks,
    spice,
    test: dataset.test,
    timings: stages.timings,
    process,
  });
  const simulated = [...device.simulated, ...crosscheck.simulated, ...(spice?.simulated ?? [])];
  return runFiles(report, network, simulated);
}
