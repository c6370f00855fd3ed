import { describe, expect, it } from "vitest";
import { axisFor } from "../../../src/report/figures/axis.ts";
import { type ChartSpec, chartFigure, drawChart } from "../../../src/report/figures/chart.ts";
import { spread } from "../../../src/report/figures/end-names.ts";
import { spansDecades } from "../../../src/report/figures/log-span.ts";
import { piecesOf } from "../../../src/report/figures/pieces.ts";
import { html } from "../../../src/report/html.ts";

describe("an axis", () => {
  it("begins at 0 if asked and if nothing lies below, and has a prefix for its largest value", () => {
    const axis = axisFor({ name: "current", unit: "A", zero: true }, [2e-6, 5e-6]);
    expect(axis).toMatchObject({ label: "current, µA", log: false });
    expect(axis?.domain[0]).toBe(0);
    expect(axis?.domain[1]).toBeGreaterThan(5);
    expect(axisFor({ name: "v", unit: "V", zero: true }, [-1, 1])?.domain[0]).toBeLessThan(-1);
  });

  it("on a logarithmic scale leaves out zero and below, and has powers of ten over many decades", () => {
    const few = axisFor({ name: "rate", unit: "Hz", log: true }, [0, -3, 1e4, 1e6]);
    expect(few).toMatchObject({ label: "rate, kHz (log)", log: true });
    expect(few?.domain[0]).toBeLessThan(10);
    const many = axisFor({ name: "current", unit: "A", log: true }, [1e-13, 1e-2]);
    expect(many?.label).toBe("current, A (log)");
    expect(many?.format(1e-12)).toBe("10⁻¹²");
    expect(many?.ticks).toHaveLength(6);
    expect(axisFor({ name: "rate", unit: "Hz", log: true }, [0, Number.NaN])).toBeNull();
  });

  it("is logarithmic where positive values span decades; a zero among them is no hindrance", () => {
    expect([[1, 30], [0, 1, 30], [1, 10], [-1, 100], []].map(spansDecades)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("a chart", () => {
  const spec: ChartSpec = {
    label: "rate over current",
    x: { name: "current", unit: "A" },
    y: { name: "rate", unit: "Hz" },
    series: [{ name: "here", x: [1, 2, 3, 4], y: [1, 2, Number.NaN, 3], look: "line" }],
  };

  it("parts a line where a value is missing", () => {
    expect(piecesOf({ x: [1, 2, 3, 4, 5], y: [1, 2, Number.NaN, 3, 4] }, { x: false, y: false })).toEqual([
      [
        [1, 1],
        [2, 2],
      ],
      [
        [4, 3],
        [5, 4],
      ],
    ]);
    expect(piecesOf({ x: [0, 1, 2], y: [1, 0, 1] }, { x: true, y: true })).toEqual([[[2, 1]]]);
  });

  it("marks failed runs and silent points, names curves and lines", () => {
    const markup = drawChart(
      {
        ...spec,
        gaps: [
          { x: 3, sign: "✗" },
          { x: 0.5, sign: "○" },
        ],
        ruleX: [{ x: 2.5, name: "rheobase" }],
        ruleY: [{ y: 1, name: "ideal" }],
      },
      444,
    );
    for (const text of ["✗", "○", "rheobase", "ideal", "here"]) expect(markup).toContain(`>${text}<`);
    expect(markup).not.toMatch(/NaN|Infinity/);
  });

  it("says so where no point can be shown", () => {
    const empty = { ...spec, series: [{ name: null, x: [1], y: [Number.NaN], look: "points" as const }] };
    expect(drawChart(empty, 444)).toBe("");
    expect(chartFigure("half", empty, html`<strong>Rate.</strong>`).markup).toContain(
      "No point of it can be shown",
    );
  });

  it("moves names apart, from the top down, and keeps them in the frame", () => {
    const moved = spread(
      [10, 11, 12, 98, 99].map((dy) => ({ text: "name", dy })),
      100,
    ).map(({ dy }) => dy);
    const sorted = [...moved].sort((a, b) => a - b);
    expect(sorted.slice(1).every((dy, i) => dy - (sorted[i] as number) >= 13)).toBe(true);
    expect(Math.max(...moved)).toBe(100);
    expect(sorted[0]).toBe(10);
  });
});
