import { resolve } from "node:path";
import type { RunSpec } from "../spec/index.ts";
import type { OpenedNeuron } from "./neuron-run.ts";

/**
 * The spec as it can be run again from any folder: files that it names relative to its own are whole paths.
 *
 * @param folder of the spec
 * @param neuron null where none was opened: its sizing stays as it is named
 */
export function portableSpec(spec: RunSpec, folder: string, neuron: OpenedNeuron | null): RunSpec {
  const { variability } = spec;
  const { map } = variability.stuckAt;
  return {
    ...spec,
    variability: {
      ...variability,
      stuckAt: { ...variability.stuckAt, map: map === null ? null : resolve(folder, map) },
    },
    neuron: neuron === null ? spec.neuron : { ...neuron.spec, sizing: neuron.sizing },
  };
}
