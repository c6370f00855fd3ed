import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../../src/foundation/index.ts";
import { limitName, limitStatus, type MeasurementRow, yieldRows } from "../../../src/report/index.ts";
import { limitBlocks, marginOf } from "../../../src/report/sizing-limits.ts";
import { exactQuantity, quantity, scaled, scaleFor } from "../../../src/report/sizing-units.ts";

const bounds = { min: 300e3, typ: 360e3, max: 420e3 };

function row(value: number | null, change: Partial<MeasurementRow> = {}): MeasurementRow {
  const base = { ...bounds, ...change };
  return {
    ...{ name: "neuron.spikeRate(iin=100nA)", cell: "neuron", measure: "spikeRate", at: { iin: 1e-7 } },
    ...{ unit: "Hz", corner: "tt", temperatureC: 27, supply: 1.8, sample: null },
    ...base,
    value,
    status: limitStatus(value, base),
    error: value === null ? { code: "ENGINE_TIMEOUT", message: "took too long" } : null,
  };
}

describe("a limit", () => {
  it.each([
    [300e3, "pass"],
    [420e3, "pass"],
    [299_999, "fail"],
    [420_001, "fail"],
    [null, "fail"],
    [Number.NaN, "fail"],
  ])("of 300k to 420k with %s: %s", (value, status) => {
    expect(limitStatus(value, bounds)).toBe(status);
  });

  it("is information without min and max, but a failed run fails still", () => {
    expect(limitStatus(1, { min: null, max: null })).toBe("info");
    expect(limitStatus(null, { min: null, max: null })).toBe("fail");
    expect(limitStatus(-1, { min: 0, max: null })).toBe("fail");
    expect(limitStatus(1e9, { min: 0, max: null })).toBe("pass");
  });

  it("has one name, plain ASCII, with the conditions it is measured at", () => {
    expect(limitName({ cell: "neuron", measure: "refractoryTime", at: { vb: 0.5, iin: 1e-7 } })).toBe(
      "neuron.refractoryTime(iin=100nA, vb=500mV)",
    );
    expect(limitName({ cell: "n", measure: "restCurrent", at: {} })).toBe("n.restCurrent");
    const near = [1.001e-7, 1.002e-7].map((iin) =>
      limitName({ cell: "n", measure: "threshold", at: { iin } }),
    );
    expect(near[0]).not.toBe(near[1]);
  });

  it("is so far from a value as its nearer end, negative beyond", () => {
    expect(marginOf(row(310e3))).toMatchObject({ side: "min", distance: 10e3 });
    expect(marginOf(row(415e3))).toMatchObject({ side: "max", distance: 5e3 });
    expect(marginOf(row(431e3))?.distance).toBe(-11e3);
    expect(marginOf(row(431e3))?.relative).toBeCloseTo(-11 / 420, 10);
    expect(marginOf(row(5, { min: 0, max: null }))).toEqual({ side: "min", distance: 5, relative: null });
    expect(marginOf(row(null))).toBeNull();
    expect(marginOf(row(1, { min: null, max: null }))).toBeNull();
  });
});

describe("limits over conditions", () => {
  it("show the worst value, and count missed limits and failed runs apart", () => {
    const rows = [row(350e3), row(426e3, { corner: "ff" }), row(298e3, { corner: "ss" }), row(null)];
    const [block] = limitBlocks([...rows, row(100, { sample: 0 })]);
    expect(block).toMatchObject({ missed: 2, failed: 1, status: "fail" });
    expect(block?.rows).toHaveLength(4);
    expect(block?.samples).toHaveLength(1);
    expect(block?.worst?.corner).toBe("ff");
  });

  it("take the value furthest from the typical one where that is all there is", () => {
    const typical = { min: null, max: null };
    const [block] = limitBlocks([row(350e3, typical), row(390e3, typical), row(365e3, typical)]);
    expect(block).toMatchObject({ status: "info", missed: 0, failed: 0 });
    expect(block?.worst?.value).toBe(390e3);
  });

  it("have no worst value where every run failed, and fail", () => {
    const [block] = limitBlocks([row(null), row(null)]);
    expect(block).toMatchObject({ worst: null, failed: 2, missed: 0, status: "fail" });
  });

  it("are kept apart where one measure has two limits", () => {
    expect(limitBlocks([row(1), row(1, { max: 5 }), row(2)]).map(({ rows }) => rows.length)).toEqual([2, 1]);
  });
});

describe("yield", () => {
  it("counts a failed run as a failure, and takes mean and sigma of those that ran", () => {
    const samples = [350e3, 360e3, 370e3, 500e3, null].map((value, sample) => row(value, { sample }));
    const [found] = yieldRows([row(360e3), ...samples]);
    expect(found).toMatchObject({ samples: 5, passed: 3, missed: 1, failed: 1, yield: 0.6 });
    expect(found?.ci95).toEqual(wilsonInterval(3, 5));
    expect(found?.mean).toBeCloseTo(395e3, 3);
    expect(found?.sigma).toBeCloseTo(Math.sqrt((45 ** 2 + 35 ** 2 + 25 ** 2 + 105 ** 2) / 3) * 1e3, 3);
  });

  it("has no mean where nothing ran, no sigma of one sample, and no row without samples", () => {
    expect(yieldRows([row(null, { sample: 0 })])).toMatchObject([{ mean: null, sigma: null, yield: 0 }]);
    expect(yieldRows([row(360e3, { sample: 0 })])).toMatchObject([{ mean: 360e3, sigma: null, yield: 1 }]);
    expect(yieldRows([row(360e3)])).toEqual([]);
  });
});

describe("numbers of a sheet", () => {
  it("have one number of decimals in a column, in which a near miss shows", () => {
    const scale = scaleFor(413_600, "Hz");
    expect([413_600, 406_000, 99_960].map((value) => scaled(value, scale))).toEqual([
      "413.6",
      "406.0",
      "100.0",
    ]);
    expect(scaled(-1.5, scaleFor(2, "1"))).toBe("−1.500");
    expect(scaled(1.2346e-9, scaleFor(1e-3, "A"))).toBe("0.000001235");
    expect(scaled(0, scale)).toBe("0.0");
  });

  it("have a prefix with a unit and none without", () => {
    expect(quantity(3.845e5, "Hz")).toBe("385\u00a0kHz");
    expect(quantity(1.6e4, "ohm")).toBe("16\u00a0kΩ");
    expect(quantity(0.8, "1")).toBe("0.8");
    expect(exactQuantity(1.25e-5, "S")).toBe("12.5uS");
    expect(exactQuantity(0.8, "1")).toBe("0.8");
    expect(scaleFor(0, "V")).toMatchObject({ unit: "V", factor: 1 });
  });
});
