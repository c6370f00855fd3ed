import type { Engine } from "../../engine/index.ts";
import type { CellConditions, CellKind, SizedCell } from "../../netlist/index.ts";
import type { ModelSet } from "../../pdk/index.ts";
import type { CharacterizedCell, CharacterizedWith, DeviceRow } from "../../report/index.ts";
import { emitSizingSpec } from "../../spec/index.ts";
import { deckFiles } from "../deck-files.ts";
import type { Environment, Outcome } from "../environment.ts";
import { PipelineError } from "../error.ts";
import type { OutputFile } from "../output.ts";
import { type Control, createStageRunner, type StageRunner } from "../progress.ts";
import { type RanDeck, warningsOf } from "../simulate.ts";
import { type Deviation, measureDeviation } from "../sizing/deviation.ts";
import { checkSizes } from "../sizing/legality.ts";
import { extractedWarnings, modelsOf, notesOf, provenanceOf } from "../sizing/provenance.ts";
import type { SizingTable } from "../sizing/table.ts";

/** What the characterisation of a neuron, a synapse and transistors have in common: one corner, temperature and supply, the table's first. */
export interface Frame {
  readonly table: SizingTable;
  readonly environment: Environment;
  readonly engine: Engine;
  readonly models: ModelSet;
  readonly conditions: CellConditions;
  readonly signal: AbortSignal | undefined;
  readonly stages: StageRunner;
  /** How far the models are from what the foundry publishes. */
  readonly deviation: Deviation;
  /** All decks that ran, without their vectors; benches add theirs. */
  readonly ran: RanDeck[];
}

/** @param stageCount of the benches that follow */
export async function openFrame(
  table: SizingTable,
  environment: Environment,
  { control, stageCount }: { readonly control: Control; readonly stageCount: number },
): Promise<Frame> {
  const { engine } = environment;
  const { signal } = control;
  const { library, points } = table;
  const [{ corner, temperatureC, supply }] = points;
  const stages = createStageRunner(stageCount + 1, control, environment.now);
  const { models, deviation } = await stages.run(
    "models",
    "models against the foundry's currents",
    async () => ({
      models: await library.corner(corner),
      deviation: await measureDeviation(table, engine, signal),
    }),
  );
  return {
    ...{ table, environment, engine, models, signal, stages, deviation },
    conditions: { supply, temperatureC, mismatch: null },
    ran: [...deviation.ran],
  };
}

/** The table's cell of a kind: the one that the spec names, or the only one. @throws PipelineError CELL_CHOICE */
export function cellOf({ cells, spec }: SizingTable, kind: CellKind): SizedCell {
  const wanted = spec.characterization.cell;
  const fitting = cells.filter(({ topology }) => topology.kind === kind);
  const found = wanted === null ? fitting : fitting.filter(({ name }) => name === wanted);
  const [cell] = found;
  if (cell !== undefined && found.length === 1) return cell;
  const names = fitting.map(({ name }) => name).join(", ") || "none";
  const problem =
    wanted === null
      ? `the table has ${fitting.length} cells of kind ${kind}`
      : `no ${kind} "${wanted}" in the table`;
  throw new PipelineError("CELL_CHOICE", problem, {
    at: ["characterization", "cell"],
    hint: `Cells of kind ${kind}: ${names}. Choose one with --set characterization.cell=NAME.`,
  });
}

/** One message in place of a failure at every point. @throws PipelineError CELL_NOT_MODELLED */
export async function assertModelled(table: SizingTable, cell: SizedCell): Promise<void> {
  const rows = await checkSizes(table);
  const lacking = rows.filter(
    (row) =>
      row.cell === cell.name &&
      row.issues.some(({ code }) => code === "PDK_NO_MODEL_BIN" || code === "PDK_FINGER_WIDTH"),
  );
  const [first] = lacking;
  if (first === undefined) return;
  const names = lacking.map(({ name }) => name).join(", ");
  throw new PipelineError(
    "CELL_NOT_MODELLED",
    `${table.library.name} has no model for the sizes of ${names}`,
    {
      at: ["cells", cell.name, "devices", first.name],
      hint: "`memspice check` names the nearest sizes that are legal and modelled.",
    },
  );
}

/** What stands in every report. Call it last. */
export async function commonPart(frame: Frame, name: string): Promise<CharacterizedWith> {
  const { table, environment, conditions, deviation, ran, stages } = frame;
  const { temperatureC, supply } = conditions;
  return {
    ...{ name, process: table.process.name, deviation: deviation.currents, temperatureC, supply },
    models: await modelsOf(table, true),
    provenance: provenanceOf(table, environment, ran),
    decks: decksOf(frame).map(({ path }) => path),
    timings: stages.timings,
    warnings: [...deviation.warnings, ...warningsOf(ran)],
    specYaml: emitSizingSpec(table.spec),
  };
}

/** The same for a cell: its circuit, sizes and parameters too. */
export async function cellPart(frame: Frame, cell: SizedCell): Promise<CharacterizedCell> {
  const { table } = frame;
  const rows: readonly DeviceRow[] = await checkSizes(table);
  const common = await commonPart(frame, `${table.name}, ${cell.name}`);
  const notes = notesOf(table).find(({ name }) => name === cell.name);
  return {
    ...common,
    warnings: [...extractedWarnings([cell]), ...common.warnings],
    cell: notes as NonNullable<typeof notes>,
    devices: rows.filter((row) => row.cell === cell.name),
    parameters: Object.entries(cell.parameters).map(([name, value]) => ({
      ...{ name, value },
      unit: cell.topology.parameters[name]?.unit ?? "1",
    })),
  };
}

/** Everything that goes into the output folder. */
export function outcomeOf<Report extends CharacterizedWith>(
  frame: Frame,
  report: Report,
  made: { readonly html: string; readonly summary: object; readonly csv: readonly OutputFile[] },
): Outcome<Report> {
  const others: OutputFile[] = [
    { path: "report.html", content: made.html },
    { path: "spec.yaml", content: report.specYaml },
    ...made.csv,
    ...deckFiles(frame.ran),
  ];
  const files = ["summary.json", ...others.map(({ path }) => path)].sort();
  const summary = `${JSON.stringify({ ...made.summary, files }, null, 2)}\n`;
  return { report, files: [{ path: "summary.json", content: summary }, ...others] };
}

function decksOf({ ran }: Frame): OutputFile[] {
  return deckFiles(ran).filter(({ path }) => path.endsWith(".sp"));
}
