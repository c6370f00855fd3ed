import { describe, expect, it } from "vitest";
import { createMatrix, createRandom, type Matrix } from "../../../src/foundation/index.ts";
import { evaluatePhysical, type PhysicalLayer } from "../../../src/network/index.ts";
import { bars, codeOf } from "./tiny.ts";

const { uniform } = createRandom(5).stream("test");
const conductances = (rows: number, cols: number): Matrix =>
  createMatrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => 1e-5 + 1e-4 * uniform()),
  );

function layer(name: string, rows: number, cols: number, bias: Float64Array | null): PhysicalLayer {
  const [gPos, gNeg] = [conductances(rows, cols), conductances(rows, cols)];
  return { name, gPos, gNeg, vRead: 0.2, inputScale: 3, weightPerSiemens: 2e3, bias };
}

const hidden = layer("hidden", 784, 5, null);
const output = layer(
  "output",
  5,
  10,
  Float64Array.from({ length: 10 }, (_, j) => 0.1 * j),
);
const { images, labels } = bars(300);

/** The definition, written down once more: two currents a bit line, image by image. */
function byHand(image: number): number[] {
  let x = Array.from(images.subarray(image * 784, (image + 1) * 784), (grey) => grey / 255);
  for (const [i, { gPos, gNeg, vRead, inputScale, weightPerSiemens, bias }] of [hidden, output].entries()) {
    const current = ({ cols, data }: Matrix, j: number) =>
      x.reduce((sum, xi, r) => sum + (xi / inputScale) * vRead * (data[r * cols + j] as number), 0);
    const y = Array.from({ length: gPos.cols }, (_, j) => {
      const difference = current(gPos, j) - current(gNeg, j);
      return (difference * weightPerSiemens * inputScale) / vRead + (bias?.[j] ?? 0);
    });
    x = i === 0 ? y.map((v) => Math.max(v, 0)) : y;
  }
  return x;
}

const run = (layers: readonly PhysicalLayer[]) => evaluatePhysical(layers, images, labels);
const withG = (g: Matrix, k: number, value: number): Matrix => ({ ...g, data: g.data.with(k, value) });

describe("a network on crossbars", () => {
  const { logits } = run([hidden, output]);

  it("computes what its currents say", () => {
    for (const image of [0, 1, 255, 256, 299]) {
      byHand(image).forEach((y, j) => {
        expect(Math.abs((logits[image * 10 + j] as number) - y)).toBeLessThan(
          1e-6 * Math.max(1, Math.abs(y)),
        );
      });
    }
    expect(new Set(logits.map((y) => Math.round(y * 1e3))).size).toBeGreaterThan(100); // not all the same
  });

  it("changes its output when one conductance changes", () => {
    const cell = 8 * 28 + 10; // under a bar
    const moved = { ...hidden, gPos: withG(hidden.gPos, cell * 5, 2e-4) };
    expect(run([moved, output]).logits).not.toEqual(logits);
  });

  it("does not see a black pixel's conductance", () => {
    const moved = { ...hidden, gPos: withG(hidden.gPos, 0, 2e-4) };
    expect(run([moved, output]).logits).toEqual(logits);
  });

  it.each([
    ["no layer", []],
    ["a first layer of other than 784 rows", [output]],
    ["a last layer of other than 10 columns", [hidden]],
    ["a bias of another length", [hidden, { ...output, bias: new Float64Array(9) }]],
    ["pairs of unlike shape", [{ ...hidden, gNeg: conductances(784, 4) }, output]],
  ])("refuses %s", async (_, layers) => {
    expect(await codeOf(() => run(layers))).toBe("NETWORK_SHAPE");
  });

  it("refuses half an image, and labels that do not match", async () => {
    const layers = [hidden, output];
    expect(await codeOf(() => evaluatePhysical(layers, images.subarray(0, 700), labels))).toBe(
      "NETWORK_SHAPE",
    );
    expect(await codeOf(() => evaluatePhysical(layers, images, labels.subarray(1)))).toBe("NETWORK_SHAPE");
  });

  it("refuses to score what is not finite", async () => {
    const broken = { ...output, weightPerSiemens: Number.POSITIVE_INFINITY };
    expect(await codeOf(() => run([hidden, broken]))).toBe("NETWORK_NOT_FINITE");
  });
});
