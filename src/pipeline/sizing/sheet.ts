import type { Engine } from "../../engine/index.ts";
import type { Warning } from "../../foundation/index.ts";
import type { SizedCell } from "../../netlist/index.ts";
import type { ModelLibrary, ModelSet } from "../../pdk/index.ts";
import { limitName, limitStatus, type MeasurementRow, type RunError } from "../../report/index.ts";
import { type LimitSpec, measures } from "../../spec/index.ts";
import { foldWarnings } from "../fold-warnings.ts";
import { inParallel } from "../in-parallel.ts";
import { type RanDeck, withoutVectors } from "../simulate.ts";
import { mismatchDraws } from "./draws.ts";
import { conditionsOf, groupLimits, type LimitGroup } from "./groups.ts";
import { type CellAnswer, measureCell } from "./measure-cell.ts";
import type { Point } from "./points.ts";

export interface SheetRequest {
  readonly cells: readonly SizedCell[];
  readonly limits: readonly LimitSpec[];
  readonly library: ModelLibrary;
  /** All conditions; mismatch is sampled at the first. */
  readonly points: readonly Point[];
  /** Numbers of the mismatch samples; each can be asked for alone. */
  readonly samples: readonly number[];
  readonly seed: number;
  readonly engine: Engine;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

export interface Sheet {
  /** By limit in the order of the table, then by point, then by sample. */
  readonly rows: readonly MeasurementRow[];
  readonly ran: readonly RanDeck[];
  readonly warnings: readonly Warning[];
}

interface Task {
  readonly group: LimitGroup;
  readonly point: Point;
  readonly sample: number | null;
}

/**
 * Measures every limit at every point, and at every mismatch sample. Limits with the same conditions share their runs.
 *
 * @throws CANCELLED, PdkError PDK_SECTION_UNKNOWN; a run that fails is a row that says so
 */
export async function measureSheet(request: SheetRequest): Promise<Sheet> {
  const { limits, points, samples, library, engine, report } = request;
  const groups = groupLimits(limits);
  const [first] = points;
  const tasks = groups.flatMap((group): Task[] => [
    ...points.map((point) => ({ group, point, sample: null })),
    ...(first === undefined ? [] : samples.map((sample) => ({ group, point: first, sample }))),
  ]);
  const corners = new Map<string, ModelSet>();
  for (const { corner } of points) {
    if (!corners.has(corner)) corners.set(corner, await library.corner(corner));
  }
  let done = 0;
  const answers = await inParallel(tasks, engine.workers, async (task) => {
    const answer = await answerOf(task, corners.get(task.point.corner) as ModelSet, request);
    done += 1;
    report?.(done, tasks.length);
    return { ...answer, ran: answer.ran.map(withoutVectors) };
  });
  const rows = limits.flatMap((limit) =>
    tasks.flatMap((task, i) =>
      task.group.limits.includes(limit) ? [rowOf(limit, task, answers[i] as CellAnswer)] : [],
    ),
  );
  const warnings = foldWarnings(answers.flatMap((answer) => answer.warnings));
  return { rows, ran: answers.flatMap(({ ran }) => ran), warnings };
}

async function answerOf(
  { group, point, sample }: Task,
  models: ModelSet,
  { cells, seed, engine, signal }: SheetRequest,
): Promise<CellAnswer> {
  const { supply, temperatureC } = point;
  const mismatch = sample === null ? null : mismatchDraws(seed, group.cell, sample);
  return measureCell({
    engine,
    cell: cells.find(({ name }) => name === group.cell) as SizedCell,
    models,
    conditions: { supply, temperatureC, mismatch, label: labelOf(point, sample) },
    at: group.at,
    signal,
  });
}

function labelOf({ corner, temperatureC, supply }: Point, sample: number | null): string {
  const place = `${corner} ${temperatureC} C ${supply} V`;
  return sample === null ? place : `${place}, sample ${sample}`;
}

function rowOf(limit: LimitSpec, { point, sample }: Task, answer: CellAnswer): MeasurementRow {
  const { cell, measure, min, typ, max } = limit;
  const at = conditionsOf(limit);
  const value = answer.status === "ok" ? (answer.measures[measure] ?? null) : null;
  return {
    name: limitName({ cell, measure, at }),
    ...{ cell, measure, at, value, min, typ, max, ...point, sample },
    unit: measures[measure].unit,
    status: limitStatus(value, { min, max }),
    error: value === null ? reasonOf(limit, answer) : null,
  };
}

function reasonOf({ measure }: LimitSpec, answer: CellAnswer): RunError {
  if (answer.status === "failed") return { code: answer.error.code, message: answer.error.message };
  return { code: "MEASUREMENT_SILENT", message: `the cell is at rest here and has no ${measure}` };
}
