import { classes, pixelsPerImage } from "./pixels.ts";
import type { NetworkLayer } from "./trained-network.ts";

/** A layer without its weights: row i is input i, column j is output j. */
export type LayerShape = Pick<NetworkLayer, "name" | "rows" | "cols">;

export interface NetworkWidths {
  /** 784 where left out. */
  readonly inputs?: number;
  readonly hidden: number;
  /** 10 where left out. */
  readonly outputs?: number;
}

/** The layers of a network, known before it is trained. */
export function layerShapes({
  inputs = pixelsPerImage,
  hidden,
  outputs = classes,
}: NetworkWidths): readonly [LayerShape, LayerShape] {
  return [
    { name: "hidden", rows: inputs, cols: hidden },
    { name: "output", rows: hidden, cols: outputs },
  ];
}
