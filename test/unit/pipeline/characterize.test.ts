import { describe, expect, it } from "vitest";
import { endWarnings } from "../../../src/pipeline/characterize.ts";

describe("the full window", () => {
  it("is the whole range when the last level is within 2 % of that of state 1, and else says how far it goes", () => {
    expect(endWarnings(Float64Array.of(62.5e-6, 9.85e-3), 0.01)).toEqual([]);
    const [warning, ...others] = endWarnings(Float64Array.of(62.5e-6, 5e-3), 0.01);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ code: "RANGE_NOT_REACHED" });
    expect(warning?.message).toContain("0.005 S, short of the 0.01 S of state 1");
  });
});
