import type { Random, RandomStream } from "../foundation/index.ts";
import { layerShapes } from "./layer-shapes.ts";
import { type ConductanceScale, pairsOf, weightsOf } from "./layers/physical-dense.ts";
import type { LayerKind, NetworkLayer } from "./trained-network.ts";

export interface NetworkShape {
  readonly layer: LayerKind;
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  /** Of a physical network; the legacy one has no conductances. */
  readonly scale: ConductanceScale;
}

/**
 * The network before training: hidden weights N(0, 0.05^2) without bias, output weights Glorot-uniform with bias 0, and
 * in the legacy layer a state uniform in -0.05 .. 0.05. Each is drawn from its own stream.
 *
 * @see reference "HPMemristorLayer FFNN"; X. Glorot, Y. Bengio, AISTATS 2010, eq. 16
 */
export function initialLayers(shape: NetworkShape, random: Random): readonly NetworkLayer[] {
  const { inputs, hidden, outputs } = shape;
  const glorot = Math.sqrt(6 / (hidden + outputs));
  const stream = (what: string, layer: string) => random.stream("network", what, layer);
  const first = draw(inputs * hidden, stream("weights", "hidden"), (s) => 0.05 * s.normal());
  const last = draw(hidden * outputs, stream("weights", "output"), (s) => glorot * (2 * s.uniform() - 1));
  const state = draw(inputs * hidden, stream("state", "hidden"), (s) => 0.05 * (2 * s.uniform() - 1));
  const [before, after] = layerShapes(shape);
  const layers = [
    { ...before, weights: first, bias: null },
    { ...after, weights: last, bias: new Float32Array(outputs) },
  ];
  if (shape.layer === "physical") return layers.map((layer) => asPairs(layer, shape.scale));
  return layers.map((layer, i) => ({ ...layer, conductances: null, state: i === 0 ? state : null }));
}

function asPairs(layer: Omit<NetworkLayer, "conductances" | "state">, scale: ConductanceScale): NetworkLayer {
  const pairs = pairsOf(layer.weights, scale);
  return { ...layer, weights: weightsOf(pairs, scale), conductances: { ...pairs, ...scale }, state: null };
}

function draw(n: number, stream: RandomStream, next: (stream: RandomStream) => number): Float32Array {
  return Float32Array.from({ length: n }, () => next(stream));
}
