import type { Warning } from "../foundation/index.ts";
import {
  renderSizingReport,
  type SizingReport,
  type SizingSummary,
  sizingCsvFiles,
  yieldRows,
} from "../report/index.ts";
import { emitSizingSpec } from "../spec/index.ts";
import { deckFiles } from "./deck-files.ts";
import type { Environment, Outcome } from "./environment.ts";
import { type Control, createStageRunner } from "./progress.ts";
import { reportFiles } from "./report-files.ts";
import { warningsOf } from "./simulate.ts";
import { type Deviation, measureDeviation } from "./sizing/deviation.ts";
import { checkSizes } from "./sizing/legality.ts";
import { extractedWarnings, modelsOf, notesOf, provenanceOf } from "./sizing/provenance.ts";
import { measureSheet } from "./sizing/sheet.ts";
import type { SizingTable } from "./sizing/table.ts";
import { isGood, judge } from "./sizing/verdict.ts";

/**
 * The job of `check`: is every size legal and modelled, and does every cell keep its limits, over all conditions and mismatch samples?
 *
 * Without limits nothing is simulated, and no engine starts.
 *
 * @throws MemspiceError of the room that failed; CANCELLED. A run that fails is a row of the sheet.
 */
export async function checkSizing(
  table: SizingTable,
  environment: Environment,
  control: Control,
): Promise<Outcome<SizingReport>> {
  const { spec, process, library, points } = table;
  const { engine } = environment;
  const { signal } = control;
  const measured = spec.limits.length > 0;
  const stages = createStageRunner(measured ? 3 : 1, control, environment.now);
  const devices = await stages.run("sizes", "check sizes", () => checkSizes(table));
  const deviation = !measured
    ? nothing
    : await stages.run("models", "models against the foundry's currents", () =>
        measureDeviation(table, engine, signal),
      );
  const sheet = !measured
    ? { rows: [], ran: [], warnings: [] }
    : await stages.run("limits", "measure limits", (report) =>
        measureSheet({
          ...{ cells: table.cells, limits: spec.limits, library, points, samples: samplesOf(table) },
          ...{ seed: spec.seed, engine, signal, report },
        }),
      );
  const ran = [...deviation.ran, ...sheet.ran];
  const yields = yieldRows(sheet.rows);
  const verdict = judge({ devices, measurements: sheet.rows, yield: yields }, spec.mismatch.leastYield);
  const summary: SizingSummary = {
    status: isGood(verdict) ? "ok" : "failed",
    process: process.name,
    models: await modelsOf(table, measured),
    provenance: provenanceOf(table, environment, ran),
    deviation: deviation.currents,
    cells: notesOf(table),
    devices,
    measurements: sheet.rows,
    yield: yields,
    timings: stages.timings,
    warnings: [
      ...extractedWarnings(table.cells),
      ...mismatchWarnings(table),
      ...deviation.warnings,
      ...sheet.warnings,
      ...warningsOf(ran),
    ],
    files: [],
  };
  const report = { name: table.name, summary, specYaml: emitSizingSpec(spec) };
  const decks = ran.length === 0 ? [] : deckFiles(ran);
  return reportFiles(report, renderSizingReport, [...sizingCsvFiles(report), ...decks]);
}

const nothing: Deviation = { currents: null, ran: [], warnings: [] };

/** Transistors that a model set cannot vary would make a yield look better than it is. */
function mismatchWarnings({ spec, cells, process, library }: SizingTable): Warning[] {
  const sampled = spec.mismatch.samples > 0 || spec.mismatch.only !== null;
  const fixed = cells.flatMap(({ name: cell, transistors }) =>
    transistors
      .filter(({ device }) => process.devices[device]?.withoutMismatch.includes(library.source))
      .map(({ name, device }) => `${cell} ${name} (${device})`),
  );
  if (!sampled || fixed.length === 0) return [];
  const message = `${library.name} has no mismatch for ${fixed.join(", ")}: equal in every sample`;
  return [{ code: "MISMATCH_ABSENT", at: "mismatch", message }];
}

/** Numbers of the mismatch samples: all, or the one that is asked for alone. */
function samplesOf({ spec }: SizingTable): number[] {
  const { samples, only } = spec.mismatch;
  return only === null ? Array.from({ length: samples }, (_, sample) => sample) : [only];
}
