import { createRandom } from "../../foundation/index.ts";
import { cellLayout } from "../../netlist/index.ts";
import { type Process, readProcess } from "../../pdk/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { buildNetwork, countBuildStages } from "../build-network.ts";
import type { Environment } from "../environment.ts";
import { linesOf } from "../lines.ts";
import { type OpenedNeuron, openNeuron } from "../neuron-run.ts";
import { type Control, createStageRunner } from "../progress.ts";
import { createTilePool } from "../tile-pool/pool.ts";
import { arrayFiles } from "./array-files.ts";
import { type ArrayChoice, chooseArrays } from "./choose-arrays.ts";
import { layoutFiles } from "./layout-files.ts";
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
 * @throws MemspiceError of the room that failed; PipelineError CELL_UNKNOWN, TILE_UNKNOWN, LAYER_UNKNOWN; CANCELLED
 */
export async function networkNetlists(
  spec: RunSpec,
  request: NetworkRequest,
  { environment, control }: { readonly environment: Environment; readonly control: Control },
): Promise<Netlists> {
  const { signal } = control;
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
    const weights = chosen.layers.length === 0 ? [] : weightFiles({ spec, programmed, environment });
    return { files: [...cells, ...arrays, ...weights], warnings: opened?.warnings ?? [] };
  } finally {
    await pool.close();
  }
}

function neuronFiles(
  { spec, cell, models, supply }: OpenedNeuron,
  { formats, globals }: NetworkRequest,
  process: Process,
): NetlistFile[] {
  const layouts = formats.filter((format) => format !== "sim");
  const { min, max } = spec.currents;
  const iin = Number(Math.sqrt(min * max).toPrecision(3));
  const conditions = { supply, temperatureC: spec.temperatureC, mismatch: null };
  return [
    ...(layouts.length === 0 ? [] : layoutFiles(cellLayout(cell, process), layouts, globals)),
    ...(formats.includes("sim") ? simFiles(cell, { models, conditions, iin }) : []),
  ];
}
