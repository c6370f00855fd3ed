import type { StuckLayer } from "../../crossbar/index.ts";
import { createRandom, type Random } from "../../foundation/index.ts";
import type { NetworkLayer, PhysicalLayer } from "../../network/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import type { Design } from "../designs.ts";
import { type Drive, type LayerPair, pairsOf, physicalLayers } from "../evaluate.ts";
import type { ArrayLines } from "../lines.ts";
import {
  type LayerTarget,
  type ProgrammedLayer,
  type ProgrammedNetwork,
  programNetwork,
} from "../program.ts";
import type { StageName } from "../stage.ts";
import type { TilePool } from "../tile-pool/pool.ts";
import { type WiredLayer, wireNetwork } from "../wire.ts";
import { ageLayers, deviceAt } from "./age.ts";
import type { Readout } from "./readout.ts";

/** The network as one stage has it, ready to be driven. */
export interface BuiltStage {
  readonly stage: StageName;
  readonly layers: readonly PhysicalLayer[];
  /** How currents are read; left out: without converters and noise. */
  readonly readout?: Readout;
  /** Its cells where they were written anew for it; left out: those of the stage before. */
  readonly programmed?: ProgrammedNetwork;
}

/** What all chips of a run have in common. */
export interface ChipPlan {
  readonly spec: RunSpec;
  readonly weights: readonly NetworkLayer[];
  readonly drive: Drive;
  /** Stuck cells where a map gives them. */
  readonly stuck: ReadonlyMap<string, StuckLayer> | null;
  readonly pool: TilePool;
}

export interface ChipControl {
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

/** A chip whose cells are written. */
export interface WrittenChip {
  readonly programmed: ProgrammedNetwork;
  /** Its layers as they are when they are read: stuck cells, and what time has done. */
  readonly layers: readonly ProgrammedLayer[];
  readonly built: readonly BuiltStage[];
}

/** The same with its wires. */
export interface WiredChip {
  readonly wired: readonly WiredLayer[];
  /** Its layers as the arrays compute them. */
  readonly layers: readonly PhysicalLayer[];
  readonly built: readonly [BuiltStage, ...BuiltStage[]];
}

/** The streams of a chip by its number; those of chip 0 are the run's own. */
export function chipRandom(random: Random, chip: number): Random {
  return chip === 0 ? random : createRandom(random.seed, ["chip", chip]);
}

export interface ChipContent {
  readonly design: Design;
  /** The streams of the chip. */
  readonly random: Random;
  /** Left out: the plain mapping of the weights. */
  readonly targets?: readonly LayerTarget[];
}

/** Writes the network into the cells of one chip. The same chip written again has the same devices, with the same faults. */
export async function writeChip(
  { spec, weights, drive, stuck, pool }: ChipPlan,
  { design, random, targets }: ChipContent,
  control: ChipControl,
): Promise<WrittenChip> {
  const { levels, response, window } = design;
  const own = { ...spec, mapping: { ...spec.mapping, window } };
  const programmed = await programNetwork({
    layers: weights,
    targets,
    levels,
    response,
    spec: own,
    stuck,
    random,
    pool,
    ...control,
  });
  const { drift, temperatureC } = spec.nonidealities;
  const { off, on, map } = spec.variability.stuckAt;
  const stage = (name: StageName, pairs: readonly LayerPair[]): BuiltStage => {
    return { stage: name, layers: physicalLayers(programmed, pairs, drive) };
  };
  const device = deviceAt(spec.device, temperatureC);
  const layers =
    drift === null
      ? programmed.layers
      : ageLayers(programmed.layers, { drift, device, vRead: drive.vRead, random });
  return {
    programmed,
    layers,
    built: [
      stage("levels", pairsOf.levels(programmed.layers)),
      stage("programmed", pairsOf.programmed(programmed.layers)),
      ...(off + on > 0 || map !== null ? [stage("stuckAt", pairsOf.cells(programmed.layers))] : []),
      ...(drift === null ? [] : [stage("drift", pairsOf.cells(layers))]),
    ],
  };
}

/** Solves the wires of a written chip; with `hot`, the lines at another temperature, a stage later. */
export async function wireChip(
  { spec, drive, pool }: ChipPlan,
  written: WrittenChip,
  { lines, hot, ...control }: { readonly lines: ArrayLines; readonly hot: ArrayLines | null } & ChipControl,
): Promise<WiredChip> {
  const solve = (of: ArrayLines) =>
    wireNetwork({ layers: written.layers, size: spec.array.tile, lines: of, pool, ...control });
  const cool = await solve(lines);
  const wired = hot === null ? cool : await solve(hot);
  const layersOf = (of: readonly WiredLayer[]) => physicalLayers(written.programmed, pairsOf.wire(of), drive);
  const last: BuiltStage = {
    stage: hot === null ? "wire" : "temperature",
    layers: layersOf(wired),
  };
  return {
    wired,
    layers: last.layers,
    built: hot === null ? [last] : [{ stage: "wire", layers: layersOf(cool) }, last],
  };
}
