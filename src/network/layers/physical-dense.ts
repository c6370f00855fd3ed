import * as tf from "@tensorflow/tfjs";
import { layerInput, linear } from "./linear.ts";

/** How a weight is a pair of conductances, both as fractions of the largest programmable one. */
export interface ConductanceScale {
  /** Smallest conductance divided by the largest, 0 .. 1 (1 excluded). */
  readonly gMin: number;
  /** The weight of a pair at opposite ends of the window. */
  readonly weightMax: number;
}

export interface PhysicalMemristorArgs extends ConductanceScale {
  readonly name: string;
  readonly units: number;
  readonly useBias: boolean;
  /** Whether the loss is differentiated by this layer's input too; the first layer leaves it out, and is faster. */
  readonly inputGradient?: boolean;
}

/** Weight of one unit of conductance difference. */
export function weightPerConductance({ gMin, weightMax }: ConductanceScale): number {
  return weightMax / (1 - gMin);
}

/**
 * Differential pairs that stand for `weights`: one device carries the magnitude, the other stays at `gMin`.
 * What lies outside -weightMax .. weightMax is clipped.
 *
 * @see reference "Weight to conductance", double column
 */
export function pairsOf(weights: Float32Array, scale: ConductanceScale): ConductancePairs {
  const factor = 1 / weightPerConductance(scale);
  const device = (sign: number) =>
    weights.map((w) => Math.min(scale.gMin + Math.max(sign * w, 0) * factor, 1));
  return { gPos: device(1), gNeg: device(-1) };
}

/** Conductances as fractions of the largest programmable one, (rows, cols), row-major. */
export interface ConductancePairs {
  readonly gPos: Float32Array;
  readonly gNeg: Float32Array;
}

/** The weights that `pairs` stand for: (gPos - gNeg) weightMax / (1 - gMin). */
export function weightsOf({ gPos, gNeg }: ConductancePairs, scale: ConductanceScale): Float32Array {
  const factor = weightPerConductance(scale);
  return gPos.map((g, i) => (g - (gNeg[i] as number)) * factor);
}

/**
 * A dense layer whose weights are pairs of conductances: y = (x gPos - x gNeg) weightMax / (1 - gMin) + bias.
 *
 * The two bit-line currents are computed and then subtracted, as the circuit does it; the gradient reaches either
 * conductance. Conductances are fractions of the largest, (rows, units), and stay in gMin .. 1 when the trainer keeps the
 * bounds that `parametersOf` gives it. The bias, (units), is digital.
 *
 * All weights are zero until `setWeights([gPos, gNeg, bias?])`.
 */
export class PhysicalMemristorDense extends tf.layers.Layer {
  static className = "PhysicalMemristorDense";
  readonly args: PhysicalMemristorArgs;
  private gPos!: tf.LayerVariable;
  private gNeg!: tf.LayerVariable;
  private bias: tf.LayerVariable | null = null;

  constructor(args: PhysicalMemristorArgs) {
    super(args);
    this.args = args;
  }

  override build(inputShape: tf.Shape): void {
    const shape = [inputShape[inputShape.length - 1] as number, this.args.units];
    const zeros = tf.initializers.zeros();
    this.gPos = this.addWeight("g_pos", shape, "float32", zeros);
    this.gNeg = this.addWeight("g_neg", shape, "float32", zeros);
    if (this.args.useBias) this.bias = this.addWeight("bias", [this.args.units], "float32", zeros);
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [...inputShape.slice(0, -1), this.args.units];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const input = layerInput((Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor2D);
      const bitLine = (g: tf.LayerVariable) =>
        linear(input, g.read() as tf.Tensor2D, this.args.inputGradient ?? true);
      const y = tf.mul(tf.sub(bitLine(this.gPos), bitLine(this.gNeg)), weightPerConductance(this.args));
      return this.bias === null ? y : tf.add(y, this.bias.read());
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.args };
  }
}

tf.serialization.registerClass(PhysicalMemristorDense);
