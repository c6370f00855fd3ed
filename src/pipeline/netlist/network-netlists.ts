import { createRandom } from "../../foundation/index.ts";
import { type HeldKind, NetlistError, selectedCell, selectedCellLayout } from "../../netlist/index.ts";
import { type Process, readProcess } from "../../pdk/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { buildNetwork, countBuildStages } from "../build-network.ts";
import type { Environment } from "../environment.ts";
import { linesOf } from "../lines.ts";
import { type OpenedNeuron, openNeuron } from "../neuron-run.ts";
import { type OpenedCells, openCells } from "../nonlinear/stage.ts";
import { plannedLayers } from "../planned-layers.ts";
import { type Control, createStageRunner } from "../progress.ts";
import { createTilePool } from "../tile-pool/pool.ts";
import { arrayFiles, sharedCells } from "./array-files.ts";
import { viewFiles, viewOf } from "./cell-files.ts";
import { type ArrayChoice, assertArrays, chooseArrays } from "./choose-arrays.ts";
import type { NetlistFile, NetlistFormat, Netlists } from "./netlist-file.ts";
import { simFiles } from "./sim-files.ts";
import { weightFiles } from "./weight-files.ts";

export interface NetworkRequest extends ArrayChoice {
  readonly formats: readonly NetlistFormat[];
  readonly globals: boolean;
}

/**
 * Netlists of a programmed network: its neuron if it has one, its layers and their tiles, and the manifest of its weights.
 *
 * @throws NetlistError NETLIST_SCHEMATIC_ARRAY; MemspiceError of the room that failed; PipelineError CELL_UNKNOWN, TILE_UNKNOWN, LAYER_UNKNOWN; CANCELLED
 */
export async function networkNetlists(
  spec: RunSpec,
  request: NetworkRequest,
  { environment, control }: { readonly environment: Environment; readonly control: Control },
): Promise<Netlists> {
  const { signal } = control;
  assertDrawable(request, spec);
  const process = readProcess(spec.process);
  const opened = spec.neuron === null ? null : await openNeuron(spec.neuron, spec.process, environment);
  const kind = await openCells(spec.array.cell, process, environment);
  const held = heldKind(spec, kind);
  const known = [...(opened === null ? [] : [opened.cell.name]), ...(held?.select ? [selectedCell] : [])];
  const layers = await plannedLayers(spec.network);
  assertArrays(request, { cells: known, layers, size: spec.array.tile });
  const pool = createTilePool(environment.engine.workers);
  try {
    const built = await buildNetwork({
      spec: { ...spec, array: { ...spec.array, compare: false } },
      ...{ process, lines: linesOf(process, spec.array), random: createRandom(spec.seed) },
      stages: createStageRunner(countBuildStages(spec), control, environment.now),
      ...{ environment, pool, signal },
    });
    const { wired, programmed } = built;
    const chosen = chooseArrays(wired, request, known);
    const needed = new Set([...chosen.cells, ...(chosen.layers.length > 0 ? [selectedCell] : [])]);
    const cells = cellNetlists(request, { spec, process, needed, opened, held });
    const arrays = chosen.layers.flatMap((layer) => arrayFiles(layer, { spec, process, held, ...request }));
    const weights = chosen.layers.length === 0 ? [] : weightFiles({ spec, programmed, wired, environment });
    return { files: [...cells, ...arrays, ...weights], warnings: opened?.warnings ?? [] };
  } finally {
    await pool.close();
  }
}

/** What stands at the crosspoints, as a netlist has it; null: resistors. */
function heldKind({ device, array }: RunSpec, opened: OpenedCells | null): HeldKind | null {
  if (opened === null) return null;
  const { models } = opened;
  return { device, select: models === null ? null : { transistor: array.cell.select, models } };
}

/** @throws NetlistError NETLIST_SCHEMATIC_ARRAY where schematics are all that is asked for, and nothing of it is a cell */
function assertDrawable({ formats, cells, tiles, layers }: NetworkRequest, { neuron, array }: RunSpec): void {
  const arrays = [...tiles, ...layers];
  const isSelected = array.cell.kind === "1t1r";
  const drawable = isSelected || (neuron !== null && (cells.length > 0 || arrays.length === 0));
  if (drawable || formats.some((format) => format !== "xschem")) return;
  throw new NetlistError("NETLIST_SCHEMATIC_ARRAY", "tiles and layers have no schematic", {
    at: arrays.length > 0 ? arrays : ["--format"],
    hint: "Schematics are drawn of cells: ask for those of a sizing table, or for --format lvs,cdl.",
  });
}

interface NamedCells {
  readonly spec: RunSpec;
  readonly process: Process;
  /** Names of the cells to write. */
  readonly needed: ReadonlySet<string>;
  readonly opened: OpenedNeuron | null;
  readonly held: HeldKind | null;
}

/** The cells beside tiles and layers: the neuron, and what all tiles share. */
function cellNetlists(
  { formats, globals }: NetworkRequest,
  { spec, process, needed, opened, held }: NamedCells,
): NetlistFile[] {
  const neuron = opened !== null && needed.has(opened.cell.name) ? opened : null;
  const shared = held !== null && needed.has(selectedCell) ? held : null;
  const select = shared?.select?.transistor ?? null;
  const drawn = formats.every((format) => format === "sim")
    ? []
    : [
        ...(neuron === null ? [] : [viewOf(neuron.cell, process)]),
        ...(select === null
          ? []
          : [{ view: selectedCellLayout(spec.device, select, process), drawing: selectedCell }]),
      ];
  const simulated = [
    ...(neuron === null ? [] : neuronSimulated(neuron)),
    ...(shared === null ? [] : sharedCells(shared)),
  ];
  return [...viewFiles(drawn, { process, formats, globals }), ...(formats.includes("sim") ? simulated : [])];
}

function neuronSimulated({ spec, cell, models, supply }: OpenedNeuron): NetlistFile[] {
  const { min, max } = spec.currents;
  const iin = Number(Math.sqrt(min * max).toPrecision(3));
  const conditions = { supply, temperatureC: spec.temperatureC, mismatch: null };
  return simFiles(cell, { models, conditions, iin });
}
