import { describe, expect, it } from "vitest";
import { duration, engineering, percent, plain, points, prefixFor } from "../../../src/report/units.ts";

describe("numbers for people", () => {
  it.each([
    [6.25e-5, "S", "62.5\u00a0µS"],
    [16e3, "Ω", "16\u00a0kΩ"],
    [1e-3, "V", "1\u00a0mV"],
    [999.96e-6, "A", "1\u00a0mA"],
    [-1, "V", "−1\u00a0V"],
    [0, "A", "0\u00a0A"],
    [3.2e-20, "A", "0.032\u00a0aA"],
    [Number.NaN, "A", "not a number\u00a0(A)"],
  ])("%d %s is %s", (value, unit, text) => expect(engineering(value, unit)).toBe(text));

  it.each([
    [0.97412, 10_000, "97.41\u00a0%"],
    [0.974, 1000, "97.4\u00a0%"],
    [0.97, 500, "97.0\u00a0%"],
    [0.97, 100, "97\u00a0%"],
  ])("an accuracy of %d on %d images is %s: one image still shows, less does not", (value, images, text) =>
    expect(percent(value, images)).toBe(text),
  );

  it("takes the prefix that the rounded value has", () => {
    expect(prefixFor(0.999_99)).toEqual({ symbol: "", factor: 1 });
    expect(prefixFor(0.99)).toEqual({ symbol: "m", factor: 1000 });
    expect(prefixFor(-4.2e-5)).toEqual({ symbol: "µ", factor: 1e6 });
  });

  it("signs a change in points, and gives no sign to what rounds to nothing", () => {
    expect(points(-0.0034, 10_000)).toBe("−0.34");
    expect(points(0.0002, 10_000)).toBe("+0.02");
    expect(points(-0.00001, 10_000)).toBe("0.00");
  });

  it("prints bare numbers and durations", () => {
    expect([plain(2.1e-5), plain(1e-6), plain(7.942), plain(-160)]).toEqual([
      "2.1e−5",
      "1e−6",
      "7.94",
      "−160",
    ]);
    expect([duration(0.614), duration(51.3), duration(125.2)]).toEqual([
      "0.61\u00a0s",
      "51\u00a0s",
      "2\u00a0min 5\u00a0s",
    ]);
  });
});
