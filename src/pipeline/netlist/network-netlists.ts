import { createRandom } from "../../foundation/index.ts";
import { NetlistError } from "../../netlist/index.ts";
import { type Process, readProcess } from "../../pdk/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { buildNetwork, countBuildStages } from "../build-network.ts";
import type { Environment } from "../environment.ts";
import { linesOf } from "../lines.ts";
import { type OpenedNeuron, openNeuron } from "../neuron-run.ts";
import { type Control, createStageRunner } from "../progress.ts";
import { createTilePool } from "../tile-pool/pool.ts";
import { arrayFiles } from "./array-files.ts";
import { cellFiles } from "./cell-files.ts";
import { type ArrayChoice, chooseArrays } from "./choose-arrays.ts";
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
  assertDrawable(request, spec.neuron);
  const process = readProcess(spec.process);
  const opened = spec.neuron === null ? null : await openNeuron(spec.neuron, spec.process, environment);
  const pool = createTilePool(environment.engine.workers);
  try {
    const built = await buildNetwork({
      spec: { ...spec, array: { ...spec.array, compare: false } },
      ...{ process, lines: linesOf(process, spec.array), random: createRandom(spec.seed) },
      stages: createStageRunner(countBuildStages(spec), control, environment.now),
      ...{ environment, pool, signal },
    });
    const { wired, programmed } = built;
    const chosen = chooseArrays(wired, request, opened === null ? [] : [opened.cell.name]);
    const cells = chosen.cells && opened !== null ? neuronFiles(opened, request, process) : [];
    const arrays = chosen.layers.flatMap((layer) => arrayFiles(layer, { spec, process, ...request }));
    const weights = chosen.layers.length === 0 ? [] : weightFiles({ spec, programmed, wired, environment });
    return { files: [...cells, ...arrays, ...weights], warnings: opened?.warnings ?? [] };
  } finally {
    await pool.close();
  }
}

/** @throws NetlistError NETLIST_SCHEMATIC_ARRAY where schematics are all that is asked for, and nothing of it is a cell */
function assertDrawable({ formats, cells, tiles, layers }: NetworkRequest, neuron: RunSpec["neuron"]): void {
  const arrays = [...tiles, ...layers];
  const drawable = neuron !== null && (cells.length > 0 || arrays.length === 0);
  if (drawable || formats.some((format) => format !== "xschem")) return;
  throw new NetlistError("NETLIST_SCHEMATIC_ARRAY", "tiles and layers have no schematic", {
    at: arrays.length > 0 ? arrays : ["--format"],
    hint: "Schematics are drawn of cells: ask for those of a sizing table, or for --format lvs,cdl.",
  });
}

function neuronFiles(
  { spec, cell, models, supply }: OpenedNeuron,
  { formats, globals }: NetworkRequest,
  process: Process,
): NetlistFile[] {
  const { min, max } = spec.currents;
  const iin = Number(Math.sqrt(min * max).toPrecision(3));
  const conditions = { supply, temperatureC: spec.temperatureC, mismatch: null };
  return [
    ...cellFiles([cell], { process, formats, globals }),
    ...(formats.includes("sim") ? simFiles(cell, { models, conditions, iin }) : []),
  ];
}
