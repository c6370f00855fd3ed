import { z } from "zod";
import type { ConductanceScale } from "./layers/physical-dense.ts";

/** What `model.json` must have for us; TensorFlow.js and its converter write much more. */
const layerSchema = z.object({
  class_name: z.string(),
  config: z.object({
    name: z.string(),
    use_bias: z.boolean().optional(),
    activation: z.string().optional(),
    max_value: z.number().nullish(),
    g_min: z.number().min(0).lt(1).optional(),
    weight_max: z.number().positive().optional(),
  }),
});

const topologySchema = z.object({
  class_name: z.literal("Sequential"),
  config: z.object({ layers: z.array(layerSchema) }),
});

export const modelSchema = z.object({
  format: z.literal("layers-model").optional(),
  // Written by TensorFlow.js, or by the converter from Keras.
  modelTopology: z.union([
    topologySchema,
    z.object({ model_config: topologySchema }).transform((m) => m.model_config),
  ]),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string().regex(/^[^/\\]+$/, "must be a file beside model.json")),
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.number().int().positive()),
          dtype: z.literal("float32"),
          quantization: z.never({ error: "quantized weights are not supported" }).optional(),
        }),
      ),
    }),
  ),
  userDefinedMetadata: z
    .object({
      memspice: z
        .object({
          epochs: z.array(z.object({ epoch: z.number(), loss: z.number(), accuracy: z.number() })),
          seconds: z.number(),
        })
        .optional(),
    })
    .optional(),
});

export type ModelJson = z.output<typeof modelSchema>;
type LayerJson = z.output<typeof layerSchema>;

/** One layer with weights, as the topology tells of it. */
export interface LayerPlan {
  readonly name: string;
  readonly useBias: boolean;
  readonly kind: "dense" | "legacy" | "physical";
  readonly scale: ConductanceScale | null;
}

const kinds: Readonly<Record<string, LayerPlan["kind"]>> = {
  Dense: "dense",
  HPMemristorLayer: "legacy",
  PhysicalMemristorDense: "physical",
};

/**
 * The layers with weights, in order, when the topology is one that memspice can compute: dense layers with ReLU between
 * them, and nothing or softmax after the last. Otherwise what is in the way, as text.
 */
export function planOf({ modelTopology }: ModelJson): readonly LayerPlan[] | string {
  const plans: LayerPlan[] = [];
  const activations: string[] = [];
  for (const layer of modelTopology.config.layers) {
    const kind = kinds[layer.class_name];
    if (kind !== undefined) {
      const plan = planLayer(layer, kind);
      if (typeof plan === "string") return plan;
      plans.push(plan);
      activations.push(layer.config.activation ?? "linear");
      continue;
    }
    const activation = activationOf(layer);
    if (activation === undefined) return `layer ${layer.config.name} is a ${layer.class_name}`;
    if (activation === "none") continue;
    if (activations.at(-1) !== "linear")
      return `two activations, or one before any weights, at ${layer.config.name}`;
    activations[activations.length - 1] = activation;
  }
  const wrong = activations.findIndex((activation, i) =>
    i < plans.length - 1 ? activation !== "relu" : !["linear", "softmax"].includes(activation),
  );
  return wrong < 0 ? plans : `the activation of layer ${plans[wrong]?.name} is ${activations[wrong]}`;
}

function planLayer({ config }: LayerJson, kind: LayerPlan["kind"]): LayerPlan | string {
  const { name, g_min: gMin, weight_max: weightMax } = config;
  const plan = { name, kind, useBias: kind !== "legacy" && (config.use_bias ?? true) };
  if (kind !== "physical") return { ...plan, scale: null };
  if (gMin === undefined || weightMax === undefined) return `layer ${name} has no g_min or no weight_max`;
  return { ...plan, scale: { gMin, weightMax } };
}

function activationOf({ class_name, config }: LayerJson): string | undefined {
  if (class_name === "InputLayer" || class_name === "Flatten") return "none";
  if (class_name === "ReLU" && (config.max_value ?? null) === null) return "relu";
  if (class_name === "Softmax") return "softmax";
  return class_name === "Activation" ? config.activation : undefined;
}
