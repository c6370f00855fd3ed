import type { Engine } from "../../engine/index.ts";
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

/** What the stage `ivNonlinearity` found, and what it simulated for that. */
export interface CellsFindings {
  readonly stage: EvaluatedStage & { readonly against: StageName };
  readonly simulated: readonly Simulated[];
}

/**
 * The stage `ivNonlinearity`: a sample of test images through the same arrays as the stage that it is compared with, each cell with its own current.
 *
 * @throws as `measureSelectTransistor` and `evaluateNonlinear`
 */
export async function runCells({ spec, models }: OpenedCells, request: CellsRequest): Promise<CellsFindings> {
  const { device, wired, layers, against, images, engine, pool, signal, report } = request;
  const vRead = (layers[0] as PhysicalLayer).vRead;
  const select =
    models === null ? null : await measureSelectTransistor(spec.select, models, { vRead, engine, signal });
  const network = { wired, layers, device, select: select?.curves ?? null, pool, signal, report };
  const evaluation = await evaluateNonlinear(images, network);
  const numbers = Uint32Array.from(images, ({ image }) => image);
  const stage = { stage: "ivNonlinearity" as const, evaluation, images: numbers, against };
  return { stage, simulated: select?.simulated ?? [] };
}
