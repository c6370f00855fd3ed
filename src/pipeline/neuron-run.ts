import type { Engine } from "../engine/index.ts";
import type { Warning } from "../foundation/index.ts";
import { emitCell, type SizedCell } from "../netlist/index.ts";
import { checkTransistors, type ModelSet, type SizeCheck } from "../pdk/index.ts";
import type { NeuronSpec } from "../spec/index.ts";
import { runNeuron } from "./cell/neuron.ts";
import type { Environment } from "./environment.ts";
import { PipelineError } from "./error.ts";
import { type MeasuredRates, measureRates } from "./neuron-curve.ts";
import { readNeuronTable } from "./neuron-table.ts";
import { openTable } from "./sizing/table.ts";

/** The neuron of a run, ready to be simulated. */
export interface OpenedNeuron {
  readonly spec: NeuronSpec;
  readonly cell: SizedCell;
  readonly models: ModelSet;
  /** [V] */
  readonly supply: number;
  readonly warnings: readonly Warning[];
}

/**
 * Sizes the neuron that a spec names, and opens its models.
 *
 * @throws PipelineError NEURON_TABLE, NEURON_CELL; SpecError, NetlistError, PdkError
 */
export async function openNeuron(
  spec: NeuronSpec,
  processName: string,
  environment: Pick<Environment, "cache" | "pdkRoot" | "folder">,
): Promise<OpenedNeuron> {
  const { cache, pdkRoot } = environment;
  const found = readNeuronTable(spec, { process: processName, folder: environment.folder });
  const { process, library, cells } = await openTable(found.table, {
    name: spec.sizing,
    folder: found.folder,
    pdkRoot,
    cache,
  });
  const cell = cells.find(({ name }) => name === spec.cell) as SizedCell;
  if (cell.topology.kind !== "neuron") {
    throw new PipelineError("NEURON_CELL", `cell ${spec.cell} of ${spec.sizing} is a ${cell.topology.kind}`, {
      at: ["neuron", "cell"],
      hint: "Name a cell whose topology is a neuron.",
    });
  }
  const models = await library.corner(spec.corner ?? library.typicalCorner);
  const supply = spec.supply ?? process.supply;
  models.slim(emitCell(cell, models)); // a size without a model is found now, not after the training
  const drawn = cell.transistors.map((transistor) => transistor.drawn);
  const illegal = checkTransistors(drawn, process, { supply, sets: [models] }).filter(
    ({ issues }) => issues.length > 0,
  );
  return {
    spec,
    cell,
    models,
    supply,
    warnings: sizeWarnings(illegal, spec),
  };
}

function sizeWarnings(illegal: readonly SizeCheck[], { cell, sizing }: NeuronSpec): Warning[] {
  if (illegal.length === 0) return [];
  const devices = illegal.map(({ transistor }) => transistor.name).join(", ");
  const message = `${devices} of cell ${cell} break rules of the process and are simulated all the same: \`memspice check\` of ${sizing} says which`;
  return [{ code: "NEURON_SIZE_ILLEGAL", at: "neuron / sizing", message }];
}

export interface NeuronBench {
  readonly engine: Engine;
  readonly signal?: AbortSignal | undefined;
  readonly report: (done: number, total: number) => void;
}

/** The neuron's rate curve from SPICE. @throws PipelineError see `measureRates`; CANCELLED */
export async function measureNeuron(
  { spec, cell, models, supply, warnings }: OpenedNeuron,
  { engine, signal, report }: NeuronBench,
): Promise<MeasuredRates> {
  const conditions = { supply, temperatureC: spec.temperatureC, mismatch: null };
  const rates = await measureRates(
    spec,
    (iin) => runNeuron({ engine, cell, models, conditions, iin, signal }),
    report,
  );
  return { ...rates, warnings: [...warnings, ...rates.warnings] };
}
