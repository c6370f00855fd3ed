import * as tf from "@tensorflow/tfjs";
import { layerInput, linear } from "./linear.ts";

/** The constants of the published listing: numbers without a consistent unit, kept as they were printed. */
export const listing = { mu: 1e-10, d: 1, rOn: 1e2, rOff: 1e5 } as const;

export interface HPMemristorArgs {
  readonly name: string;
  readonly units: number;
  readonly mu?: number;
  readonly d?: number;
  readonly rOn?: number;
  readonly rOff?: number;
  /** Whether the loss is differentiated by this layer's input too; the first layer leaves it out, and is faster. */
  readonly inputGradient?: boolean;
}

/**
 * The published layer, as it was printed: V = x W, (batch, units), without bias.
 *
 * Its memristor state w, (rows, units), drifts by mu xᵀV / D at every call and is clipped to 0..1, and R(w) is computed;
 * neither reaches the output. The layer is a plain matrix product, and a network of it says nothing about memristors:
 * it is here so that the published figures can be reproduced. See `PhysicalMemristorDense` for the other kind.
 *
 * Both weights are zero until `setWeights([kernel, state])`.
 */
export class HPMemristorLayer extends tf.layers.Layer {
  static className = "HPMemristorLayer";
  private readonly args: HPMemristorArgs;
  private kernel!: tf.LayerVariable;
  private state!: tf.LayerVariable;

  constructor(args: HPMemristorArgs) {
    super(args);
    this.args = args;
  }

  override build(inputShape: tf.Shape): void {
    const shape = [inputShape[inputShape.length - 1] as number, this.args.units];
    this.kernel = this.addWeight("kernel", shape, "float32", tf.initializers.zeros());
    this.state = this.addWeight("state", shape, "float32", tf.initializers.zeros(), undefined, false);
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [...inputShape.slice(0, -1), this.args.units];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const input = layerInput((Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor2D);
      const v = linear(input, this.kernel.read() as tf.Tensor2D, this.args.inputGradient ?? true);
      this.resistance(); // computed and dropped, as in the listing
      const { mu, d } = { ...listing, ...this.args };
      const drift = tf.mul(tf.matMul(input.xT, v), mu / d);
      this.state.write(tf.clipByValue(tf.add(this.state.read(), drift), 0, 1));
      return v;
    });
  }

  /** R(w) = rOn w + rOff (1 - w), (rows, units), of the present state. */
  resistance(): tf.Tensor {
    const { rOn, rOff } = { ...listing, ...this.args };
    return tf.add(tf.mul(this.state.read(), rOn - rOff), rOff);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...listing, ...this.args };
  }
}

tf.serialization.registerClass(HPMemristorLayer);
