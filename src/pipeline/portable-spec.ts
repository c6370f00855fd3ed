import { resolve } from "node:path";
import type { RunSpec } from "../spec/index.ts";
import { portableSizing } from "./neuron-table.ts";

/**
 * The spec as it can be run again from any folder: files that it names relative to its own are whole paths.
 *
 * @param folder of the spec
 */
export function portableSpec(spec: RunSpec, folder: string): RunSpec {
  const { variability, neuron } = spec;
  const { map } = variability.stuckAt;
  return {
    ...spec,
    variability: {
      ...variability,
      stuckAt: { ...variability.stuckAt, map: map === null ? null : resolve(folder, map) },
    },
    neuron: neuron === null ? null : { ...neuron, sizing: portableSizing(neuron.sizing, folder) },
  };
}
