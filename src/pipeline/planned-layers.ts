import { type LayerShape, layerShapes, readNetwork } from "../network/index.ts";
import type { RunSpec } from "../spec/index.ts";
import { weightsFolder } from "./train.ts";

/**
 * The layers that a spec's arrays will hold, known before any training: those of the weights that it names, else 784 - hidden - 10.
 *
 * @throws NetworkError NETWORK_FILE_MISSING, NETWORK_FILE_FORMAT, NETWORK_FILE_TRUNCATED, NETWORK_FILE_SHAPE
 */
export async function plannedLayers({
  hidden,
  weights,
}: Pick<RunSpec["network"], "hidden" | "weights">): Promise<readonly LayerShape[]> {
  return weights === null ? layerShapes({ hidden }) : (await readNetwork(weightsFolder(weights))).layers;
}
