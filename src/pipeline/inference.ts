import { createMatrix, type Matrix } from "../foundation/index.ts";
import {
  conductanceDifference,
  currentDifference,
  driveVoltages,
  layerOutput,
  type PhysicalLayer,
  rectify,
} from "../network/index.ts";

/** Bit line current differences I+ - I- [A], (1, cols), of layer `index` at word line voltages [V], (1, rows). */
export type LayerCurrents = (index: number, voltages: Matrix) => Promise<Matrix>;

/**
 * Logits of one image in double precision, with the currents of every layer from wherever `currents` takes them; all else is the
 * digital arithmetic of `network/`.
 *
 * @param input activations of the first layer, 0..1, (rows)
 */
export async function inferImage(
  layers: readonly PhysicalLayer[],
  input: Float64Array,
  currents: LayerCurrents,
): Promise<Float64Array> {
  let activations = createMatrix(1, input.length, input);
  for (const [index, layer] of layers.entries()) {
    const output = layerOutput(layer, await currents(index, driveVoltages(layer, activations)));
    activations = index < layers.length - 1 ? rectify(output) : output;
  }
  return activations.data;
}

/** Currents from the layers' own effective conductances: the solver's answer. */
export function solverCurrents(layers: readonly PhysicalLayer[]): LayerCurrents {
  const differences = layers.map(conductanceDifference);
  return async (index, voltages) => currentDifference(voltages, differences[index] as Matrix);
}

/** Word line voltages of every layer [V], (rows) each, when `input` runs through the solver. */
export async function layerDrives(
  layers: readonly PhysicalLayer[],
  input: Float64Array,
): Promise<Float64Array[]> {
  const drives: Float64Array[] = [];
  const currents = solverCurrents(layers);
  await inferImage(layers, input, (index, voltages) => {
    drives[index] = voltages.data;
    return currents(index, voltages);
  });
  return drives;
}
