import type { Engine } from "../../engine/index.ts";
import type { SelectCurves } from "../../netlist/index.ts";
import type { PhysicalLayer } from "../../network/index.ts";
import type { ModelSet, Process } from "../../pdk/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import type { TestImage } from "../draw-images.ts";
import type { Environment } from "../environment.ts";
import type { Simulated } from "../simulate.ts";
import type { EvaluatedStage, StageName } from "../stage.ts";
import type { TilePool } from "../tile-pool/pool.ts";
import type { WiredLayer } from "../wire.ts";
import { evaluateNonlinear } from "./evaluate.ts";
import { measureSelectTransistor, openSelect } from "./select.ts";

/** The cells that a spec asks for, ready to be measured; `models` are those of the select transistors, null without them. */
export interface OpenedCells {
  readonly spec: RunSpec["array"]["cell"];
  readonly models: ModelSet | null;
}

/** Null for linear cells. @throws PipelineError SELECT_TRANSISTOR; PdkError */
export async function openCells(
  spec: RunSpec["array"]["cell"],
  process: Process,
  environment: Pick<Environment, "cache" | "pdkRoot" | "folder">,
): Promise<OpenedCells | null> {
  if (spec.kind === "linear") return null;
  return { spec, models: spec.kind === "1t1r" ? await openSelect(spec.select, process, environment) : null };
}

/** What SPICE says of the cells of a spec: the current of their select transistor, null without one. */
export interface MeasuredCells {
  readonly select: { readonly curves: SelectCurves; readonly models: ModelSet } | null;
  readonly simulated: readonly Simulated[];
}

/** @throws as `measureSelectTransistor` */
export async function measureCells(
  { spec, models }: OpenedCells,
  bench: Parameters<typeof measureSelectTransistor>[2],
): Promise<MeasuredCells> {
  if (models === null) return { select: null, simulated: [] };
  const { curves, simulated } = await measureSelectTransistor(spec.select, models, bench);
  return { select: { curves, models }, simulated };
}

export interface CellsRequest {
  readonly device: RunSpec["device"];
  readonly wired: readonly WiredLayer[];
  readonly layers: readonly PhysicalLayer[];
  /** The stage of these arrays with linear cells. */
  readonly against: StageName;
  readonly images: readonly TestImage[];
  readonly engine: Engine;
  readonly pool: TilePool;
  readonly signal?: AbortSignal | undefined;
  readonly report: (done: number, total: number) => void;
}

/** What the stage `ivNonlinearity` found, and the cells that it found it with. */
export interface CellsFindings extends MeasuredCells {
  readonly stage: EvaluatedStage & { readonly against: StageName };
}

/**
 * The stage `ivNonlinearity`: a sample of test images through the same arrays as the stage that it is compared with, each cell with its own current.
 *
 * @throws as `measureSelectTransistor` and `evaluateNonlinear`
 */
export async function runCells(opened: OpenedCells, request: CellsRequest): Promise<CellsFindings> {
  const { device, wired, layers, against, images, engine, pool, signal, report } = request;
  const vRead = (layers[0] as PhysicalLayer).vRead;
  const measured = await measureCells(opened, { vRead, engine, signal });
  const select = measured.select?.curves ?? null;
  const network = { wired, layers, device, select, pool, signal, report };
  const evaluation = await evaluateNonlinear(images, network);
  const numbers = Uint32Array.from(images, ({ image }) => image);
  const stage = { stage: "ivNonlinearity" as const, evaluation, images: numbers, against };
  return { ...measured, stage };
}
