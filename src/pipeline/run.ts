import { createRandom } from "../foundation/index.ts";
import { readProcess } from "../pdk/index.ts";
import type { RunReport } from "../report/index.ts";
import { emitRunSpec, type RunSpec } from "../spec/index.ts";
import { attribute } from "./attribution.ts";
import { buildNetwork, countBuildStages } from "./build-network.ts";
import { type BuiltStage, chipRandom } from "./chip/build.ts";
import { readStages } from "./chip/read.ts";
import { runSpiceNetwork } from "./crosscheck/images.ts";
import { knownCells } from "./crosscheck/known-cells.ts";
import { runImages } from "./crosscheck/run-images.ts";
import { crosscheckCandidates, crosscheckTiles } from "./crosscheck/tiles.ts";
import { compareDesigns, countCells } from "./designs.ts";
import { drawImages, drawPixels } from "./draw-images.ts";
import type { Environment, Outcome } from "./environment.ts";
import { evaluateStages } from "./evaluate-stages.ts";
import { linesOf } from "./lines.ts";
import { sampleChips } from "./monte-carlo.ts";
import { measureNeuron, openNeuron } from "./neuron-run.ts";
import { openCells, runCells } from "./nonlinear/stage.ts";
import { portableSpec } from "./portable-spec.ts";
import { type Control, createStageRunner } from "./progress.ts";
import { readNetwork } from "./read.ts";
import { runFiles } from "./run-files.ts";
import { buildReport } from "./run-report.ts";
import { stageOf, withStage } from "./stage.ts";
import { createTilePool, type TilePool } from "./tile-pool/pool.ts";

/** Test images on which stages are compared layer by layer. */
const attributionImages = 256;
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
  const samples = runImages(spec);
  const { cell } = spec.array;
  const asked = [spec.montecarlo.chips > 1, spec.array.compare, samples > 0, spec.neuron !== null];
  const optional = [...asked, cell.kind !== "linear"].filter(Boolean).length;
  const stages = createStageRunner(countBuildStages(spec) + 3 + optional, control, environment.now);
  const process = readProcess(spec.process);
  const lines = linesOf(process, spec.array);
  const opened = spec.neuron === null ? null : await openNeuron(spec.neuron, spec.process, environment);

  const ownCells = await openCells(cell, process, environment);

  const measured =
    opened === null
      ? null
      : await stages.run("neuron", "neuron in SPICE", async (report) => ({
          ...opened,
          rates: await measureNeuron(opened, { engine, signal, report }),
        }));
  const built = await buildNetwork({ spec, process, lines, random, stages, environment, pool, signal });
  const { dataset, device, design, others, drive, plan, written, programmed, wired, layers } = built;
  const chip = chipRandom(random, spec.montecarlo.chip);
  const { network } = built.training;
  const { test } = dataset;

  const reading = { spec, window: built.window, vRead: drive.vRead, training: dataset.train };
  const all = [...built.built, ...readStages(reading, built, chip)];
  const evaluated = await stages.run("evaluate", "evaluate test images", async (report) => ({
    ...(await evaluateStages({ network, built: all, dataset, neuron: measured, signal, report })),
    attribution: attribute({
      network,
      written: written.programmed,
      built: all,
      size: spec.array.tile,
      tolerance: spec.programming.tolerance,
      images: drawPixels(test, random.stream("attribution-images"), attributionImages),
    }),
  }));

  const { chips } = spec.montecarlo;
  const monteCarlo =
    chips < 2
      ? null
      : await stages.run("chips", `${chips} chips`, (report) =>
          sampleChips({
            ...{ chips, stand: built.stand, reading, random, signal, report },
            known: { chip: spec.montecarlo.chip, stages: evaluated.stages },
            evaluation: {
              network,
              dataset,
              neuron: measured,
              ideal: stageOf(evaluated.stages, "ideal").evaluation,
            },
          }),
        );

  const ownCurrents =
    ownCells === null
      ? null
      : await stages.run("ivNonlinearity", "cells with their own currents", (report) => {
          const images = drawImages(test, random.stream("iv-images"), cell.images);
          const against = (built.built.at(-1) as BuiltStage).stage;
          const arrays = { device: spec.device, wired, layers, against };
          return runCells(ownCells, { ...arrays, images, engine, pool, signal, report });
        });

  const cells = knownCells(ownCurrents, { device: spec.device, vRead: drive.vRead });
  const read = await stages.run("read", "read power", (report) => {
    const images = drawImages(test, random.stream("read-images"), readImages);
    return readNetwork({ wired, layers, images, time: spec.array.readTime, pool, signal, report });
  });

  const compared = !spec.array.compare
    ? []
    : await stages.run("compare", "other designs", (report) => {
        const chosen = { design, written };
        return compareDesigns({ designs: others, chosen, plan, test, random: chip, signal, report });
      });

  const crosscheck = await stages.run("crosscheck", "tiles in SPICE", (report) => {
    const { tiles, inputs } = spec.crosscheck;
    const images = drawImages(test, random.stream("crosscheck-images"), crosscheckCandidates);
    const chosen = { wired, layers, images, tiles, inputs, random };
    return crosscheckTiles({ ...chosen, engine, cells, now: environment.now, signal, report });
  });
  const spice =
    samples === 0
      ? null
      : await stages.run("spice", "whole images in SPICE", (report) => {
          const images = drawImages(test, random.stream("spice-images"), samples);
          return runSpiceNetwork({ wired, layers, images, engine, cells, signal, report });
        });

  const own = {
    design,
    programmed: stageOf(evaluated.stages, (written.built.at(-1) as BuiltStage).stage).evaluation.accuracy,
    wire: stageOf(evaluated.stages, "wire").evaluation.accuracy,
    ...countCells(written.programmed),
  };
  const simulated = [
    ...device.simulated,
    ...(measured?.rates.simulated ?? []),
    ...(ownCurrents?.simulated ?? []),
    ...crosscheck.simulated,
    ...(spice?.simulated ?? []),
  ];
  const report = buildReport({
    spec,
    specYaml: emitRunSpec(portableSpec(spec, environment.folder)),
    environment,
    process,
    backend: built.backend,
    device,
    training: built.training,
    programmed,
    wired,
    ...evaluated,
    monteCarlo,
    lines,
    compensated: built.compensated,
    stages: withStage(evaluated.stages, ownCurrents?.stage ?? null),
    cells: ownCells,
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
