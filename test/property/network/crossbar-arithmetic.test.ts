import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMatrix, createRandom, type Matrix, multiply } from "../../../src/foundation/index.ts";
import { evaluatePhysical, type PhysicalLayer } from "../../../src/network/index.ts";
import { pairsOf, weightsOf } from "../../../src/network/layers/physical-dense.ts";
import { sparseProduct } from "../../../src/network/sparse-product.ts";

const seed = fc.integer({ min: 0, max: 2 ** 31 });

function draw(rows: number, cols: number, seedOf: number, density: number): Matrix {
  const { uniform, normal } = createRandom(seedOf).stream("matrix");
  const data = Float64Array.from({ length: rows * cols }, () => (uniform() < density ? normal() : 0));
  return createMatrix(rows, cols, data);
}

describe("the product that leaves out zeros", () => {
  it("is the product, whatever the sizes and the share of zeros", () => {
    const size = fc.integer({ min: 1, max: 13 });
    fc.assert(
      fc.property(
        size,
        size,
        size,
        seed,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, rows, cols, s, density) => {
          const [x, w] = [draw(n, rows, s, density), draw(rows, cols, s + 1, 1)];
          const expected = multiply(x, w).data;
          sparseProduct(x, w).data.forEach((value, k) => {
            expect(Math.abs(value - (expected[k] as number))).toBeLessThan(1e-12);
          });
        },
      ),
    );
  });
});

describe("weights as pairs of conductances", () => {
  it("are the weights again (O-5.1), and one device of each pair is at gMin", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 50 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        (values, gMin) => {
          const scale = { gMin, weightMax: 2 };
          const weights = Float32Array.from(values);
          const pairs = pairsOf(weights, scale);
          weightsOf(pairs, scale).forEach((w, k) => {
            expect(Math.abs(w - (weights[k] as number))).toBeLessThan(2e-6 / (1 - gMin));
            const lower = Math.min(pairs.gPos[k] as number, pairs.gNeg[k] as number);
            expect(lower).toBe(Math.fround(gMin));
          });
        },
      ),
    );
  });
});

describe("a network on crossbars", () => {
  const { images, labels } = (() => {
    const { uniform } = createRandom(4).stream("images");
    const ink = () => (uniform() < 0.2 ? Math.floor(256 * uniform()) : 0);
    return { images: Uint8Array.from({ length: 3 * 784 }, ink), labels: Uint8Array.of(1, 2, 3) };
  })();

  it("gives the same for any read voltage, input scale and conductance that both bit lines share", () => {
    const positive = fc.double({ min: 0.01, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        seed,
        positive,
        positive,
        fc.double({ min: 0, max: 1e-3, noNaN: true }),
        (s, vRead, inputScale, shared) => {
          const layer = (name: string, rows: number, cols: number, k: number): PhysicalLayer => {
            const g = (polarity: number) => {
              const { uniform } = createRandom(s).stream(name, polarity);
              return createMatrix(
                rows,
                cols,
                Float64Array.from({ length: rows * cols }, () => 1e-4 * uniform()),
              );
            };
            return {
              name,
              gPos: g(1),
              gNeg: g(-1),
              vRead: 0.2,
              inputScale: 1,
              weightPerSiemens: 1e4 / k,
              bias: null,
            };
          };
          const layers = [layer("hidden", 784, 4, 28), layer("output", 4, 10, 2)];
          const more = (g: Matrix): Matrix => ({ ...g, data: g.data.map((value) => value + shared) });
          const other = layers.map((l) => ({
            ...l,
            vRead,
            inputScale,
            gPos: more(l.gPos),
            gNeg: more(l.gNeg),
          }));
          const [a, b] = [layers, other].map((l) => evaluatePhysical(l, images, labels).logits) as [
            Float32Array,
            Float32Array,
          ];
          const largest = a.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
          expect(largest).toBeGreaterThan(0);
          a.forEach((v, k) => {
            expect(Math.abs(v - (b[k] as number))).toBeLessThan(1e-6 * largest);
          });
        },
      ),
      { numRuns: 25 },
    );
  });
});
