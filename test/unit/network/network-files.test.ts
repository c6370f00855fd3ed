import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";
import {
  evaluateIdeal,
  type LayerKind,
  type NetworkFile,
  networkToFiles,
  selectBackend,
  type TrainedNetwork,
} from "../../../src/network/index.ts";
import { initialLayers } from "../../../src/network/initial.ts";
import { networkFromFiles } from "../../../src/network/read-network.ts";
import { bars, codeOf } from "./tiny.ts";

beforeAll(() => selectBackend("wasm"));

function network(layer: LayerKind): TrainedNetwork {
  const shape = { layer, inputs: 784, hidden: 6, outputs: 10, scale: { gMin: 0.1, weightMax: 1 } };
  const epochs = [{ epoch: 1, loss: 0.25, accuracy: 0.9 }];
  return { layer, layers: initialLayers(shape, createRandom(9)), epochs, seconds: 1.5 };
}

/** Reads from memory as `readNetwork` does from a folder; `null` takes a file away. */
function read(files: readonly NetworkFile[], changed: Record<string, string | Uint8Array | null> = {}) {
  return networkFromFiles("/saved", async (path) => {
    const content = path in changed ? changed[path] : files.find((file) => file.path === path)?.content;
    if (content === undefined || content === null) throw new Error(`ENOENT: ${path}`);
    return typeof content === "string" ? new TextEncoder().encode(content) : content;
  });
}

const legacy = networkToFiles(network("legacy"));
const [modelJson, weightsBin] = legacy.map(({ content }) => content) as [string, Uint8Array];
/** The model.json of `legacy` (or of `files`) with one thing changed. */
// biome-ignore lint/suspicious/noExplicitAny: a JSON document is edited where no type describes it
function edited(change: (model: any) => void, files = legacy): Record<string, string> {
  const model = JSON.parse(files[0]?.content as string);
  change(model);
  return { "model.json": JSON.stringify(model) };
}

describe("a saved network", () => {
  it.each(["legacy", "physical"] as const)("comes back exactly, %s", async (layer) => {
    expect(await read(networkToFiles(network(layer)))).toEqual(network(layer));
  });

  it("is model.json and weights.bin, float32 and nothing else", () => {
    expect(legacy.map(({ path }) => path)).toEqual(["model.json", "weights.bin"]);
    expect(weightsBin).toHaveLength(4 * (2 * 784 * 6 + 6 * 10 + 10));
  });

  it.each(["legacy", "physical"] as const)(
    "is a model that TensorFlow.js itself loads and runs alike, %s",
    async (layer) => {
      const saved = network(layer);
      const [{ content: json }, { content: bytes }] = networkToFiles(saved) as [NetworkFile, NetworkFile];
      const { modelTopology, weightsManifest } = JSON.parse(json as string);
      const artifacts = {
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: (bytes as Uint8Array).buffer as ArrayBuffer,
      };
      const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
      const { images, labels } = bars(20);
      const logits = tf.tidy(() => {
        const x = tf.tensor2d(
          Float32Array.from(images, (grey) => grey / 255),
          [20, 784],
        );
        return (model.predict(x) as tf.Tensor).dataSync<"float32">().slice();
      });
      model.dispose();
      const ours = evaluateIdeal(saved, images, labels).logits;
      expect(ours.some((v) => Math.abs(v) > 0.01)).toBe(true);
      ours.forEach((v, k) => {
        expect(v).toBeCloseTo(logits[k] as number, 5);
      });
    },
  );

  it("may come from elsewhere: dense layers, as the converter from Keras writes them", async () => {
    const [hidden, output] = network("legacy").layers;
    const bias = new Float32Array(6).fill(0.5);
    const arrays = [hidden?.weights, bias, output?.weights, output?.bias] as Float32Array[];
    const bytes = new Uint8Array(Buffer.concat(arrays.map((data) => Buffer.from(data.buffer))));
    const weight = (name: string, shape: number[]) => ({ name, shape, dtype: "float32" });
    const layers = [
      { class_name: "Flatten", config: { name: "flatten", batch_input_shape: [null, 28, 28] } },
      { class_name: "Dense", config: { name: "dense", activation: "relu", use_bias: true } },
      { class_name: "Dense", config: { name: "dense_1", activation: "softmax", use_bias: true } },
    ];
    const model = {
      format: "layers-model",
      modelTopology: {
        keras_version: "2.15.0",
        model_config: { class_name: "Sequential", config: { layers } },
      },
      weightsManifest: [
        {
          paths: ["group1-shard1of2.bin", "group1-shard2of2.bin"],
          weights: [
            weight("dense/kernel", [784, 6]),
            weight("dense/bias", [6]),
            weight("dense_1/kernel", [6, 10]),
            weight("dense_1/bias", [10]),
          ],
        },
      ],
    };
    const files = {
      "model.json": JSON.stringify(model),
      "group1-shard1of2.bin": bytes.slice(0, 999),
      "group1-shard2of2.bin": bytes.slice(999),
    };
    const found = await read([], files);
    expect(found).toMatchObject({ layer: "legacy", epochs: [], seconds: 0 });
    expect(found.layers[0]).toMatchObject({ name: "dense", weights: hidden?.weights, bias, state: null });
    expect(found.layers[1]).toMatchObject({ name: "dense_1", weights: output?.weights, bias: output?.bias });
  });
});

describe("a saved network that is not whole", () => {
  const physical = networkToFiles(network("physical"));
  const physicalBin = physical[1]?.content as Uint8Array;
  const nan = weightsBin.slice();
  new DataView(nan.buffer).setFloat32(40, Number.NaN, true);
  const tooHigh = physicalBin.slice();
  new DataView(tooHigh.buffer).setFloat32(0, 1.5, true);

  it.each<[string, string, readonly NetworkFile[], Record<string, string | Uint8Array | null>, string]>([
    ["without model.json", "MISSING", legacy, { "model.json": null }, "model.json cannot be read"],
    ["without weights.bin", "MISSING", legacy, { "weights.bin": null }, "weights.bin cannot be read"],
    [
      "cut in its weights",
      "TRUNCATED",
      legacy,
      { "weights.bin": weightsBin.subarray(4) },
      "expected 37912 bytes, got 37908",
    ],
    [
      "with bytes too many",
      "FORMAT",
      legacy,
      { "weights.bin": Buffer.concat([weightsBin, Buffer.alloc(1)]) },
      "got 37913",
    ],
    ["cut in its JSON", "FORMAT", legacy, { "model.json": modelJson.slice(0, 99) }, "is not JSON"],
    ["of another format", "FORMAT", legacy, { "model.json": `{"format":"graph-model"}` }, "format"],
    [
      "with a weight that is not finite",
      "FORMAT",
      legacy,
      { "weights.bin": nan },
      "hidden/kernel holds a value that is not finite",
    ],
    [
      "with a conductance outside the window",
      "FORMAT",
      physical,
      { "weights.bin": tooHigh },
      "hidden has a conductance outside 0.1 .. 1",
    ],
    [
      "in half precision",
      "FORMAT",
      legacy,
      edited((m) => {
        m.weightsManifest[0].weights[0].dtype = "float16";
      }),
      "dtype",
    ],
    [
      "quantized",
      "FORMAT",
      legacy,
      edited((m) => {
        m.weightsManifest[0].weights[0].quantization = { dtype: "uint8" };
      }),
      "quantized",
    ],
    [
      "that reads a file outside its folder",
      "FORMAT",
      legacy,
      edited((m) => {
        m.weightsManifest[0].paths = ["../weights.bin"];
      }),
      "beside model.json",
    ],
    [
      "with a layer that memspice does not know",
      "FORMAT",
      legacy,
      edited((m) => {
        m.modelTopology.config.layers[0].class_name = "Conv2D";
      }),
      "layer hidden is a Conv2D",
    ],
    [
      "without ReLU",
      "FORMAT",
      legacy,
      edited((m) => {
        m.modelTopology.config.layers.splice(1, 1);
      }),
      "the activation of layer hidden is linear",
    ],
    [
      "with another activation",
      "FORMAT",
      legacy,
      edited((m) => {
        m.modelTopology.config.layers[2].config.activation = "relu";
      }),
      "the activation of layer output is relu",
    ],
    [
      "with two activations",
      "FORMAT",
      legacy,
      edited((m) => {
        m.modelTopology.config.layers[0].config.activation = "relu";
      }),
      "two activations",
    ],
    [
      "without the window of its pairs",
      "FORMAT",
      physical,
      edited((m) => {
        delete m.modelTopology.config.layers[0].config.g_min;
      }, physical),
      "has no g_min",
    ],
    [
      "without one of its arrays",
      "FORMAT",
      legacy,
      edited((m) => {
        m.weightsManifest[0].weights[1].name = "hidden/other";
      }),
      "there is no weight hidden/state",
    ],
    [
      "with an array of another shape",
      "SHAPE",
      legacy,
      edited((m) => {
        m.weightsManifest[0].weights[1].shape = [6, 784];
      }),
      "hidden/state: expected 784 x 6, got 6 x 784",
    ],
    [
      "with an array of another rank",
      "SHAPE",
      legacy,
      edited((m) => {
        m.weightsManifest[0].weights[0].shape = [4704];
      }),
      "expected 2 dimensions, got 4704",
    ],
    [
      "for other inputs",
      "SHAPE",
      legacy,
      edited((m) => {
        for (const k of [0, 1]) m.weightsManifest[0].weights[k].shape = [392, 12];
      }),
      "hidden: expected 784 rows, got 392",
    ],
    [
      "for other outputs",
      "SHAPE",
      legacy,
      edited((m) => {
        m.modelTopology.config.layers.splice(1);
      }),
      "expected 10 outputs, got 6",
    ],
  ])("%s, is refused with NETWORK_FILE_%s", async (_, kind, files, changed, message) => {
    expect(await codeOf(() => read(files, changed))).toBe(`NETWORK_FILE_${kind}`);
    await expect(read(files, changed)).rejects.toThrow(message);
    await expect(read(files, changed)).rejects.toThrow("network / /saved");
  });
});
