import {
  fitWindow,
  mapWeights,
  type Pair,
  type Programmed,
  type PulseResponse,
  quantize,
  type StuckLayer,
  type Window,
} from "../crossbar/index.ts";
import { pulseTrain, type Spreads, varyDevice } from "../device/index.ts";
import { createMatrix, type Random } from "../foundation/index.ts";
import type { NetworkLayer } from "../network/index.ts";
import type { RunSpec } from "../spec/index.ts";
import type { TilePool } from "./tile-pool/pool.ts";
import { polarities } from "./tile-sites.ts";

/** One layer on its way from weights to cells; conductances (rows, cols) [S]. */
export interface ProgrammedLayer {
  readonly name: string;
  readonly bias: Float32Array | null;
  /** Mapped and quantised: the target of programming. */
  readonly target: Pair;
  readonly pos: Programmed;
  readonly neg: Programmed;
}

export interface ProgrammedNetwork {
  readonly window: Window;
  readonly layers: readonly ProgrammedLayer[];
  /** Layers trained as pairs for another window: their weights were mapped anew, and their own pairs are not what was written. */
  readonly remapped: readonly string[];
}

/** What the cells of a layer are to be, before they are moved to the device's levels. */
export type LayerTarget = Pick<ProgrammedLayer, "name" | "bias" | "target">;

export interface ProgramRequest {
  readonly layers: readonly NetworkLayer[];
  /** Targets in place of the plain mapping of the layers. */
  readonly targets?: readonly LayerTarget[] | undefined;
  /** Programmable conductances [S], sorted. */
  readonly levels: Float64Array;
  readonly response: PulseResponse;
  readonly spec: Pick<RunSpec, "mapping" | "programming" | "variability" | "device" | "characterization">;
  /** Stuck cells by layer where a map gives them; null: the shares of the spec, drawn. */
  readonly stuck: ReadonlyMap<string, StuckLayer> | null;
  readonly random: Random;
  readonly pool: TilePool;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

/** Weights to pairs of conductances, moved to the device's levels, written cell by cell. */
export async function programNetwork(request: ProgramRequest): Promise<ProgrammedNetwork> {
  const { spec, levels, random, pool, signal, stuck } = request;
  const response = variedResponses(spec, request.response, random);
  const window = fitWindow(levels, spec.mapping.window);
  const options = { ...spec.programming, ...spec.variability };
  const mapped = request.targets ?? mapLayers(request.layers, window);
  const targets = mapped.map((layer) => ({ ...layer, target: quantize(layer.target, window) }));
  const { seed, path } = random;
  const jobs = targets.flatMap(({ name, target }) =>
    polarities.map((polarity) => {
      const stuckAt = stuck?.get(name)?.[polarity] ?? spec.variability.stuckAt;
      const goal = polarity === "pos" ? target.gPos : target.gNeg;
      const place = { seed, path, name: [name, polarity] };
      return {
        kind: "program" as const,
        target: goal,
        response,
        window,
        options: { ...options, stuckAt },
        place,
      };
    }),
  );
  const cells = await pool.run(jobs, { signal, report: (done) => request.report?.(done, jobs.length) });
  const layers = targets.map(({ name, bias, target }, index): ProgrammedLayer => {
    const [pos, neg] = cells.slice(2 * index) as [Programmed, Programmed];
    return { name, bias, target, pos, neg };
  });
  const remapped = request.layers.filter((layer) => layer.conductances !== null && !pairsFit(layer, window));
  return { window, layers, remapped: remapped.map(({ name }) => name) };
}

/** The plain mapping of trained layers. */
export function mapLayers(layers: readonly NetworkLayer[], window: Window): LayerTarget[] {
  return layers.map((layer) => ({
    name: layer.name,
    bias: layer.bias,
    target: pairOf(layer, window),
  }));
}

/**
 * Pulse responses of devices whose parameters spread, from the equations; the one response from SPICE where none does.
 */
function variedResponses(
  { device, characterization, variability }: ProgramRequest["spec"],
  nominal: PulseResponse,
  random: Random,
): PulseResponse | readonly PulseResponse[] {
  const spreadsOf = (kind: "d2d" | "c2c"): Spreads =>
    Object.fromEntries(
      Object.entries(variability.parameters)
        .filter(([, one]) => one[kind] > 0)
        .map(([name, one]) => [name, { sigma: one[kind], kind: one.kind }]),
    );
  const [between, within] = [spreadsOf("d2d"), spreadsOf("c2c")];
  if (Object.keys(between).length + Object.keys(within).length === 0) return nominal;
  const pulses = { ...characterization.pulses, count: nominal.potentiation.length - 1 };
  return Array.from({ length: variability.devices }, (_, n) => {
    const one = varyDevice(device, between, random.stream("parameters", n));
    const cycle = { spreads: within, stream: random.stream("parameters-cycle", n) };
    return pulseTrain(one, pulses, Object.keys(within).length > 0 ? { cycle } : {});
  });
}

/** A physical layer brings its pairs; they hold if it was trained for this window. Other weights are mapped. */
function pairOf(layer: NetworkLayer, window: Window): Pair {
  const pairs = layer.conductances;
  if (pairs === null || !pairsFit(layer, window)) return mapWeights(layer, window);
  const siemens = (fractions: Float32Array) =>
    createMatrix(
      layer.rows,
      layer.cols,
      Float64Array.from(fractions, (g) => Math.min(Math.max(g * window.gMax, window.gMin), window.gMax)),
    );
  const weightPerSiemens = pairs.weightMax / (window.gMax - window.gMin);
  return { gPos: siemens(pairs.gPos), gNeg: siemens(pairs.gNeg), weightPerSiemens };
}

/** Is the ratio of the window the one that the pairs were trained for? Only the ratio matters to a pair. */
function pairsFit({ conductances }: NetworkLayer, { gMin, gMax }: Window): boolean {
  return conductances !== null && Math.abs(conductances.gMin - gMin / gMax) <= 1e-9;
}
