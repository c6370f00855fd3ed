import { createRandom } from "../../foundation/index.ts";
import { readProcess } from "../../pdk/index.ts";
import { type CrosscheckReport, crosscheckCsvFiles, renderCrosscheckReport } from "../../report/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { buildNetwork, countBuildStages } from "../build-network.ts";
import { deckFiles } from "../deck-files.ts";
import { drawImages, testImage } from "../draw-images.ts";
import type { Environment, Outcome } from "../environment.ts";
import { inParallel } from "../in-parallel.ts";
import { linesOf } from "../lines.ts";
import { measureCells, openCells } from "../nonlinear/stage.ts";
import { plannedLayers } from "../planned-layers.ts";
import { type Control, createStageRunner } from "../progress.ts";
import { reportFiles } from "../report-files.ts";
import { createTilePool, type TilePool } from "../tile-pool/pool.ts";
import { attempt } from "./attempt.ts";
import { assertChoice, assertTiles, type CrosscheckChoice } from "./choice.ts";
import { openExtracted } from "./extracted.ts";
import { knownCells } from "./known-cells.ts";
import { askAgain } from "./native.ts";
import { compareNetwork } from "./network.ts";
import { planTiles } from "./plan.ts";
import { buildCrosscheckReport, type CrosscheckFindings, simulatedOf } from "./report.ts";
import { checkTile } from "./tile.ts";
import { crosscheckCandidates } from "./tiles.ts";

/**
 * SPICE against the solver against ideal arithmetic, tile by tile and for whole images, on the arrays of a spec as `run` builds them,
 * up to their wires. What fails in a simulator is a row of the report, and ends nothing.
 *
 * @throws PipelineError CROSSCHECK_IMAGE, CROSSCHECK_EMPTY, CROSSCHECK_TILE, CROSSCHECK_NOT_DRIVEN; EngineError ENGINE_NATIVE_MISSING;
 *   MemspiceError of the room that failed before the comparison; CANCELLED
 */
export async function crosscheckNetwork(
  spec: RunSpec,
  choice: CrosscheckChoice,
  environment: Environment,
  control: Control,
): Promise<Outcome<CrosscheckReport>> {
  assertChoice(choice, spec);
  assertTiles(choice.tiles, await plannedLayers(spec.network), spec.array.tile);
  const pool = createTilePool(environment.engine.workers);
  try {
    return await compare(spec, choice, { environment, control, pool });
  } finally {
    await pool.close();
  }
}

interface Place {
  readonly environment: Environment;
  readonly control: Control;
  readonly pool: TilePool;
}

async function compare(
  spec: RunSpec,
  choice: CrosscheckChoice,
  { environment, control, pool }: Place,
): Promise<Outcome<CrosscheckReport>> {
  const { engine, now } = environment;
  const { signal } = control;
  const { native } = choice;
  const nativeIdentity = native === null ? null : await native.identity(); // that it is missing shows before the training
  const tiles = choice.tiles.length > 0 ? choice.tiles : spec.crosscheck.tiles;
  const hasTiles = tiles !== 0;
  const hasImages = spec.crosscheck.images > 0;
  const optional = [hasTiles, hasTiles && native !== null, hasImages].filter(Boolean).length;
  const stages = createStageRunner(countBuildStages(spec) + optional, control, now);
  const random = createRandom(spec.seed);
  const process = readProcess(spec.process);
  const lines = linesOf(process, spec.array);
  const alone = { ...spec, array: { ...spec.array, compare: false } }; // other designs are a question for `run`
  const opened = await openCells(spec.array.cell, process, environment);
  const extracted = await openExtracted(choice.extracted ?? {}, spec, process);
  const built = await buildNetwork({
    spec: alone,
    process,
    lines,
    random,
    stages,
    environment,
    pool,
    signal,
  });
  const { wired, layers, dataset } = built;

  const named = choice.images.map((image) => testImage(dataset.test, image));
  const imagesFor = (stream: string, count: number) =>
    named.length > 0 ? named : drawImages(dataset.test, random.stream(stream), count);
  const { vRead } = built.drive;
  const measured = opened === null ? null : await measureCells(opened, { vRead, engine, signal });
  const cells = knownCells(measured, { device: spec.device, vRead, extracted });
  const plan = await planTiles({
    wired,
    layers,
    images: imagesFor("crosscheck-images", crosscheckCandidates),
    tiles,
    inputs: named.length > 0 ? named.length : spec.crosscheck.inputs,
    random,
  });
  /** One more than can run at once: the next deck is made while others are simulated. */
  const width = engine.workers + 1;
  const checks = !hasTiles
    ? []
    : await stages.run("crosscheck", "tiles in SPICE", (report) => {
        let done = 0;
        return inParallel(plan.plans, width, async (one) => {
          const check = await attempt(() => checkTile(one, { engine, cells, now, signal }));
          report(++done, plan.plans.length);
          return { plan: one, check };
        });
      });
  const second =
    !hasTiles || native === null
      ? null
      : await stages.run("native", "the same decks in native ngspice", (report) => {
          let done = 0;
          return inParallel(checks, width, async ({ plan: { tile }, check }) => {
            if (check.status === "failed") return null; // there is nothing to compare with
            const opinion = await attempt(() => askAgain(check.value, tile, { engine: native, signal }));
            report(++done, checks.length);
            return opinion;
          });
        });
  const network = !hasImages
    ? null
    : await stages.run("spice", "whole images in SPICE", (report) => {
        const images = imagesFor(
          "spice-images",
          Math.min(spec.crosscheck.images, dataset.test.labels.length),
        );
        return compareNetwork({ built, images, engine, cells, now, signal, report });
      });
  const findings: CrosscheckFindings = {
    spec,
    environment,
    nativeIdentity,
    built,
    cells: measured?.simulated ?? [],
    extracted,
    undriven: plan.undriven,
    tiles: checks.map((one, index) => ({ ...one, native: second?.[index] ?? null })),
    network,
    timings: stages.timings,
  };
  const report = buildCrosscheckReport(findings);
  const decks = deckFiles(simulatedOf(findings));
  return reportFiles(report, renderCrosscheckReport, [...crosscheckCsvFiles(report), ...decks]);
}
