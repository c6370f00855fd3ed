import type { NetworkLayer, TrainedNetwork } from "./trained-network.ts";

export interface NetworkFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** One array of `weights.bin`: little-endian float32, row-major. */
export interface SavedWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * The network in the format of TensorFlow.js (`format: "layers-model"`): `model.json` and `weights.bin`. `tf.loadLayersModel`
 * reads it too, once this room's layer classes are loaded. Epochs and seconds are kept as user-defined metadata.
 */
export function networkToFiles(network: TrainedNetwork): readonly NetworkFile[] {
  const weights = network.layers.flatMap(savedWeights);
  const model = {
    format: "layers-model",
    generatedBy: "memspice",
    convertedBy: null,
    modelTopology: {
      class_name: "Sequential",
      config: { name: "memspice", layers: topology(network.layers) },
      keras_version: "tfjs-layers 4.22.0",
      backend: "tensor_flow.js",
    },
    weightsManifest: [
      {
        paths: ["weights.bin"],
        weights: weights.map(({ name, shape }) => ({ name, shape, dtype: "float32" })),
      },
    ],
    userDefinedMetadata: { memspice: { epochs: network.epochs, seconds: network.seconds } },
  };
  return [
    { path: "model.json", content: `${JSON.stringify(model, null, 2)}\n` },
    { path: "weights.bin", content: littleEndian(weights) },
  ];
}

/** Weights of one layer, named as TensorFlow.js names them, in its order. */
export function savedWeights(layer: NetworkLayer): readonly SavedWeight[] {
  const { name, rows, cols, weights, bias, conductances, state } = layer;
  const matrix = (part: string, data: Float32Array) => ({
    name: `${name}/${part}`,
    shape: [rows, cols],
    data,
  });
  const matrices =
    conductances !== null
      ? [matrix("g_pos", conductances.gPos), matrix("g_neg", conductances.gNeg)]
      : state !== null
        ? [matrix("kernel", weights), matrix("state", state)]
        : [matrix("kernel", weights)];
  return bias === null ? matrices : [...matrices, { name: `${name}/bias`, shape: [cols], data: bias }];
}

function topology(layers: readonly NetworkLayer[]): readonly object[] {
  return layers.flatMap((layer, i) => {
    const { class_name, config } = described(layer);
    const input = i === 0 ? { batch_input_shape: [null, layer.rows] } : {};
    const common = { name: layer.name, units: layer.cols, dtype: "float32", trainable: true, ...input };
    const relu = {
      class_name: "ReLU",
      config: { name: `${layer.name}_relu`, dtype: "float32", trainable: true },
    };
    const own = { class_name, config: { ...common, ...config } };
    return i < layers.length - 1 ? [own, relu] : [own];
  });
}

function described({ bias, conductances, state }: NetworkLayer): { class_name: string; config: object } {
  const use_bias = bias !== null;
  if (state !== null) return { class_name: "HPMemristorLayer", config: {} };
  if (conductances === null) return { class_name: "Dense", config: { activation: "linear", use_bias } };
  const { gMin, weightMax } = conductances;
  return { class_name: "PhysicalMemristorDense", config: { use_bias, g_min: gMin, weight_max: weightMax } };
}

function littleEndian(weights: readonly SavedWeight[]): Uint8Array {
  const bytes = new Uint8Array(weights.reduce((sum, { data }) => sum + data.length * 4, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { data } of weights) {
    for (const value of data) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}
