import type { AnalysisResult, Engine } from "../../engine/index.ts";
import { createMatrix, type Matrix, multiply } from "../../foundation/index.ts";
import { crossbarCurrents } from "../../netlist/index.ts";
import { breathe } from "../progress.ts";
import { type Simulated, simulateDeck } from "../simulate.ts";
import type { Polarity } from "../tile-sites.ts";
import type { WiredTile } from "../wire.ts";
import { largestDifference } from "./difference.ts";
import type { TilePlan } from "./plan.ts";
import type { TileCells } from "./tile-cells.ts";

/** One tile in SPICE against the solver. */
export interface TileCheck {
  readonly layer: string;
  readonly polarity: Polarity;
  readonly tile: readonly [number, number];
  readonly rows: number;
  readonly cols: number;
  readonly inputs: number;
  /** Largest |SPICE - solver| over all bit lines and inputs, over the largest |solver| current of the tile. */
  readonly maxRelativeError: number;
  /** The same of v G without wires: what wires and cells do to this tile. */
  readonly maxIdealError: number;
  /** Numbers of the test images that were its inputs. */
  readonly images: readonly number[];
  /** Bit line currents [A], (inputs, cols). */
  readonly currents: { readonly ideal: Matrix; readonly solver: Matrix; readonly spice: Matrix };
  /** Of all inputs together, by the clock: in SPICE, reading the deck included; in the solver, from the conductances on [s]. */
  readonly seconds: { readonly spice: number; readonly solver: number };
  readonly simulated: readonly Simulated[];
}

export interface TileCheckOptions {
  readonly engine: Engine;
  readonly cells: TileCells;
  /** A clock [ms]. */
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a tile in SPICE on all its inputs, and compares. @throws EngineError, NetlistError, CANCELLED */
export async function checkTile({ tile, inputs }: TilePlan, options: TileCheckOptions): Promise<TileCheck> {
  const { engine, cells, now, signal } = options;
  const { rows, cols } = tile.tile.conductance;
  const drive = createMatrix(inputs.length, rows);
  for (const [k, { voltage }] of inputs.entries()) drive.data.set(voltage, k * rows);
  const spice = createMatrix(inputs.length, cols);
  const simulated: Simulated[] = [];
  for (const [k, { image, voltage }] of inputs.entries()) {
    await breathe(signal, "crosscheck");
    const one = await simulateDeck(engine, cells.deck(tile, voltage, `image ${image}`), signal);
    simulated.push(one);
    spice.data.set(operatingPoint(one.simulation.result, tile), k * cols);
  }
  const started = now();
  cells.solveAnew(tile, drive);
  const solverSeconds = (now() - started) / 1000;
  const solver = cells.solve(tile, drive);
  const ideal = multiply(drive, tile.tile.conductance);
  return {
    layer: tile.layer,
    polarity: tile.polarity,
    tile: tile.place.tile,
    rows,
    cols,
    inputs: inputs.length,
    maxRelativeError: largestDifference(spice.data, solver.data),
    maxIdealError: largestDifference(ideal.data, solver.data),
    images: inputs.map(({ image }) => image),
    currents: { ideal, solver, spice },
    seconds: {
      spice: simulated.reduce((sum, { simulation }) => sum + simulation.seconds, 0),
      solver: solverSeconds,
    },
    simulated,
  };
}

/** Bit line currents [A], (cols), of a tile's operating point. @throws NetlistError NETLIST_PROBE */
export function operatingPoint(result: AnalysisResult, tile: WiredTile): Float64Array {
  return crossbarCurrents(result.kind === "op" ? result.vectors : {}, tile.tile.conductance.cols).data;
}
