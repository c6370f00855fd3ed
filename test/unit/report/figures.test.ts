import { describe, expect, it } from "vitest";
import { createMatrix, wilsonInterval } from "../../../src/foundation/index.ts";
import { thinCurve } from "../../../src/report/figures/curve.ts";
import { digitsFigure } from "../../../src/report/figures/digits.ts";
import { irDropFigure, niceStep } from "../../../src/report/figures/ir-drop.ts";
import { logTicks } from "../../../src/report/figures/log-axis.ts";
import { pulseFigure } from "../../../src/report/figures/pulses.ts";
import { waterfallFigure } from "../../../src/report/figures/waterfall.ts";
import { conductanceHistogram } from "../../../src/report/histogram.ts";
import { sampleReport } from "./sample.ts";

const report = sampleReport();

describe("figures", () => {
  it("keep their colours in the style sheet, so that dark and light need one drawing", () => {
    const drawings = [
      waterfallFigure(report.summary.waterfall),
      pulseFigure(report.pulses),
      irDropFigure(report.irDrop),
    ];
    for (const { markup } of drawings) {
      const colours = [...markup.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map((match) => match[1] as string);
      expect(colours.length).toBeGreaterThan(10);
      expect(colours.filter((colour) => !/^(none|currentColor|var\(--[a-z0-9]+\))$/.test(colour))).toEqual(
        [],
      );
    }
  });

  it("say when the accuracy axis is zoomed, and only then", () => {
    expect(waterfallFigure(report.summary.waterfall).markup).toContain("(zoomed axis, not from 0)");
    const far = [9000, 1000].map((right, i) => ({
      stage: (["ideal", "wire"] as const)[i] as "ideal",
      accuracy: right / 10_000,
      images: 10_000,
      ci95: wilsonInterval(right, 10_000),
      change: null,
    }));
    expect(waterfallFigure(far).markup).not.toContain("zoomed");
  });

  it("take a logarithmic axis where the curve spans decades, a linear one where it does not", () => {
    expect(pulseFigure(report.pulses).markup).toContain("(log)");
    const narrow = {
      ...report.pulses,
      potentiation: Float64Array.of(1e-5, 2e-5, 3e-5),
      depression: Float64Array.of(3e-5, 2e-5, 1e-5),
      window: { gMin: 1e-5, gMax: 3e-5 },
    };
    expect(pulseFigure(narrow).markup).not.toContain("(log)");
  });

  it("name the worst cell of the IR drop map, and colour more loss otherwise than less", () => {
    const loss = createMatrix(2, 3, Float64Array.of(0.001, 0.002, 0.003, 0.002, 0.02, 0.001));
    const { markup } = irDropFigure({ layer: "output", polarity: "neg", tile: [0, 1], loss });
    expect(markup).toContain("worst 2\u00a0% at row 1, column 1");
    expect(markup).toContain('fill="var(--s0)"');
    expect(markup).toContain('fill="var(--s7)"');
  });

  it("draw a map without loss, and a tile with more cells than a page has pixels", () => {
    const none = irDropFigure({ ...report.irDrop, loss: createMatrix(4, 4) });
    expect(none.markup).toContain("worst 0\u00a0%");
    const large = createMatrix(300, 200);
    large.data[250 * 200 + 150] = 0.12;
    const { markup } = irDropFigure({ ...report.irDrop, loss: large });
    expect(markup).toContain("the largest of 3 × 3 cells");
    expect(markup).toContain('fill="var(--s7)"');
    expect(markup.length).toBeLessThan(300_000);
  });

  it("mark a wrong digit by a cross and its true label, not by colour alone", () => {
    const { markup } = digitsFigure(report.digits);
    expect(markup.match(/class="wrong"/g)).toHaveLength(1);
    expect(markup.match(/✗<\/b>/g)).toHaveLength(1);
    expect(markup.match(/✓<\/b>/g)).toHaveLength(14);
    expect(markup).toContain("is a 5");
  });
});

describe("drawing arithmetic", () => {
  it("bins every value once, the largest in the last bin", () => {
    const layer = { gPos: Float64Array.of(1, 2, 3, 11), gNeg: Float64Array.of(1, 1, 6) };
    const { edges, gPos, gNeg } = conductanceHistogram(layer, 10);
    expect([edges[0], edges[10]]).toEqual([1, 11]);
    expect([...gPos]).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 1]);
    expect([...gNeg]).toEqual([2, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  });

  it("bins values that are all the same", () => {
    const same = new Float64Array(5).fill(2e-4);
    expect(conductanceHistogram({ gPos: same, gNeg: same }, 4).gPos.reduce((sum, n) => sum + n, 0)).toBe(5);
  });

  it("thins a curve and keeps its ends and its shape", () => {
    const x = Float64Array.from({ length: 5001 }, (_, i) => i / 5000);
    const y = x.map((v) => Math.sin(20 * v));
    const kept = thinCurve(x, y);
    expect(kept.length).toBeLessThan(3000);
    expect([kept[0], kept.at(-1)]).toEqual([
      [0, 0],
      [1, y[5000]],
    ]);
    const gaps = kept.slice(1).map(([px, py], i) => {
      const [qx, qy] = kept[i] as readonly [number, number];
      return Math.hypot(px - qx, (py - qy) / 2);
    });
    expect(Math.max(...gaps)).toBeLessThan(0.009);
  });

  it("takes round steps and ticks", () => {
    expect([niceStep(0.31), niceStep(0.0011), niceStep(8), niceStep(9), niceStep(0)]).toEqual([
      0.4, 0.0015, 8, 10, 1,
    ]);
    expect(logTicks(30, 600)).toEqual([50, 100, 200, 500]);
    expect(logTicks(0.7, 90_000)).toEqual([1, 10, 100, 1000, 10_000]);
  });
});
