import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { NetworkError } from "./error.ts";
import { weightsOf } from "./layers/physical-dense.ts";
import { type LayerPlan, type ModelJson, modelSchema, planOf } from "./model-json.ts";
import { classes, pixelsPerImage } from "./pixels.ts";
import type { NetworkLayer, TrainedNetwork } from "./trained-network.ts";
import { type SavedWeight, savedWeights } from "./write-network.ts";

/** Gives the bytes of a file of the model by its name; rejects where it is not there. */
export type ReadModelFile = (path: string) => Promise<Uint8Array>;

/**
 * Reads a network from a folder with `model.json` and its weights, in the format of TensorFlow.js: one of ours, or a
 * sequential model of dense layers with ReLU, 784 inputs and 10 outputs, from elsewhere.
 *
 * @throws NetworkError NETWORK_FILE_MISSING, NETWORK_FILE_FORMAT, NETWORK_FILE_TRUNCATED, NETWORK_FILE_SHAPE
 */
export function readNetwork(folder: string): Promise<TrainedNetwork> {
  return networkFromFiles(folder, (path) => readFile(join(folder, path)));
}

/** `readNetwork` with the files from anywhere; `folder` is for messages only. */
export async function networkFromFiles(folder: string, read: ReadModelFile): Promise<TrainedNetwork> {
  const model = parseModel(folder, await readOrThrow(folder, "model.json", read));
  const plans = planOf(model);
  if (typeof plans === "string") {
    throw fileError("FORMAT", folder, `expected dense layers with ReLU between them, but ${plans}`);
  }
  checkNames(
    folder,
    plans.map(({ name }) => name),
  );
  const weights = await readWeights(folder, model, read);
  const layers = plans.map((plan) => readLayer(folder, plan, weights));
  checkChain(folder, layers);
  const { epochs, seconds } = model.userDefinedMetadata?.memspice ?? { epochs: [], seconds: 0 };
  const layer = plans.some(({ kind }) => kind === "physical") ? "physical" : "legacy";
  return { layer, layers, epochs, seconds };
}

function parseModel(folder: string, bytes: Uint8Array): ModelJson {
  try {
    const parsed = modelSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw fileError("FORMAT", folder, `model.json: ${issue?.path.join(".")}: ${issue?.message}`);
  } catch (cause) {
    if (cause instanceof NetworkError) throw cause;
    throw fileError("FORMAT", folder, `model.json is not JSON: ${(cause as Error).message}`, cause);
  }
}

async function readWeights(
  folder: string,
  model: ModelJson,
  read: ReadModelFile,
): Promise<ReadonlyMap<string, SavedWeight>> {
  const found = new Map<string, SavedWeight>();
  for (const { paths, weights } of model.weightsManifest) {
    const parts = await Promise.all(paths.map((path) => readOrThrow(folder, path, read)));
    const bytes = Buffer.concat(parts);
    const sizes = weights.map(({ shape }) => shape.reduce((product, n) => product * n, 1));
    const expected = 4 * sizes.reduce((sum, size) => sum + size, 0);
    if (bytes.length !== expected) {
      const problem = `${paths.join(", ")}: expected ${expected} bytes, got ${bytes.length}`;
      throw fileError(bytes.length < expected ? "TRUNCATED" : "FORMAT", folder, problem);
    }
    let at = 0;
    for (const [i, { name, shape }] of weights.entries()) {
      const data = Float32Array.from({ length: sizes[i] as number }, (_, k) => bytes.readFloatLE(at + 4 * k));
      if (!data.every(Number.isFinite))
        throw fileError("FORMAT", folder, `${name} holds a value that is not finite`);
      found.set(name, { name, shape, data });
      at += 4 * data.length;
    }
  }
  return found;
}

function readLayer(folder: string, plan: LayerPlan, weights: ReadonlyMap<string, SavedWeight>): NetworkLayer {
  const get = (part: string, rank: number): SavedWeight => {
    const weight = weights.get(`${plan.name}/${part}`);
    if (weight === undefined) throw fileError("FORMAT", folder, `there is no weight ${plan.name}/${part}`);
    if (weight.shape.length === rank) return weight;
    throw fileError(
      "SHAPE",
      folder,
      `${weight.name}: expected ${rank} dimensions, got ${weight.shape.join(" x ")}`,
    );
  };
  const main = get(plan.kind === "physical" ? "g_pos" : "kernel", 2);
  const [rows, cols] = main.shape as [number, number];
  const layer = {
    name: plan.name,
    rows,
    cols,
    weights: main.data,
    bias: plan.useBias ? get("bias", 1).data : null,
    state: plan.kind === "legacy" ? get("state", 2).data : null,
    conductances: null,
  };
  if (plan.scale === null) return checkShapes(folder, layer, weights);
  const pairs = { gPos: main.data, gNeg: get("g_neg", 2).data, ...plan.scale };
  checkWindow(folder, plan.name, pairs);
  return checkShapes(folder, { ...layer, weights: weightsOf(pairs, pairs), conductances: pairs }, weights);
}

/** Names of layers become names of decks, files and random streams. */
function checkNames(folder: string, names: readonly string[]): void {
  const wrong = names.find((name, i) => !/^[A-Za-z0-9_-]+$/.test(name) || names.indexOf(name) !== i);
  if (wrong === undefined) return;
  throw fileError(
    "FORMAT",
    folder,
    `the layer name ${JSON.stringify(wrong)} is not one of letters, digits, _ and -, or stands twice`,
  );
}

/** Every array of the layer has the shape that the layer would be written with. */
function checkShapes(
  folder: string,
  layer: NetworkLayer,
  weights: ReadonlyMap<string, SavedWeight>,
): NetworkLayer {
  for (const { name, shape } of savedWeights(layer)) {
    const got = weights.get(name)?.shape.join(" x ");
    if (got !== shape.join(" x ")) {
      throw fileError("SHAPE", folder, `${name}: expected ${shape.join(" x ")}, got ${got}`);
    }
  }
  return layer;
}

function checkWindow(
  folder: string,
  name: string,
  { gPos, gNeg, gMin }: { gPos: Float32Array; gNeg: Float32Array; gMin: number },
): void {
  const lowest = Math.fround(gMin);
  const outside = (g: number) => g < lowest || g > 1;
  if (!gPos.some(outside) && !gNeg.some(outside)) return;
  throw fileError("FORMAT", folder, `${name} has a conductance outside ${gMin} .. 1`);
}

function checkChain(folder: string, layers: readonly NetworkLayer[]): void {
  let width = pixelsPerImage;
  for (const { name, rows, cols } of layers) {
    if (rows !== width) throw fileError("SHAPE", folder, `${name}: expected ${width} rows, got ${rows}`);
    width = cols;
  }
  if (width !== classes) throw fileError("SHAPE", folder, `expected ${classes} outputs, got ${width}`);
}

async function readOrThrow(folder: string, path: string, read: ReadModelFile): Promise<Uint8Array> {
  try {
    return await read(path);
  } catch (cause) {
    throw fileError("MISSING", folder, `${path} cannot be read: ${(cause as Error).message}`, cause);
  }
}

const hints = {
  MISSING: "Name a folder with model.json and weights.bin, as a run writes them.",
  FORMAT: "Save the model again: a TensorFlow.js layers model, sequential, float32, not quantized.",
  TRUNCATED: "The weights were cut short: copy or save them again.",
  SHAPE: "The network must take 784 pixels and give 10 classes, and its layers must fit each other.",
} as const;

function fileError(kind: keyof typeof hints, folder: string, problem: string, cause?: unknown): NetworkError {
  return new NetworkError(`NETWORK_FILE_${kind}`, problem, {
    at: ["network", folder],
    hint: hints[kind],
    cause,
  });
}
