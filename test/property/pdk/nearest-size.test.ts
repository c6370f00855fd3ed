import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bin, type Process, sizeFinder } from "../../../src/pdk/index.ts";

/** A process of few steps, so that every size can be tried. Lengths in steps; no card is so small that it stands for a point. */
const step = 1;
const range = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 3, max: 8 }));
const bin = fc
  .tuple(range, range)
  .map(([[l, dl], [w, dw]]): Bin => ({ lMin: l, lMax: l + dl, wMin: w, wMax: w + dw }));
const wanted = fc.record({
  w: fc.double({ min: 0.5, max: 60, noNaN: true }),
  l: fc.double({ min: 0.5, max: 25, noNaN: true }),
  m: fc.integer({ min: 1, max: 3 }),
});

function processWith(minW: number, minL: number): Process {
  const limit = (of: "w" | "l", min: number) => ({ rule: of, of, min, max: null, text: "" });
  return {
    grid: { step, rule: "grid", text: "" },
    devices: { nmos: { limits: [limit("w", minW), limit("l", minL)] } },
  } as unknown as Process;
}

const distanceOf = (size: { w: number; l: number; m: number }, { w, l, m }: typeof size) =>
  Math.abs(Math.log((size.m * size.w) / (m * w))) + Math.abs(Math.log(size.l / l)) + 0.05 * Math.log(size.m);

describe("the nearest size", () => {
  it("is legal, and no other legal size is nearer: every one is tried", () => {
    fc.assert(
      fc.property(
        fc.array(bin, { minLength: 1, maxLength: 4 }),
        fc.array(bin, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 6 }),
        wanted,
        (first, second, least, target) => {
          const within = (bins: Bin[], w: number, l: number) =>
            bins.some(({ lMin, lMax, wMin, wMax }) => lMin <= l && l <= lMax && wMin <= w && w <= wMax);
          const sets = [first, second].map((bins, i) => ({ name: `set ${i}`, bins: () => bins }));
          const found = sizeFinder(processWith(least, 2), sets)("nmos", target);
          let best = Number.POSITIVE_INFINITY;
          for (let w = least; w <= 20; w++) {
            for (let l = 2; l <= 20; l++) {
              if (!within(first, w, l) || !within(second, w, l)) continue;
              for (let m = 1; m <= 200; m++) best = Math.min(best, distanceOf({ w, l, m }, target));
            }
          }
          expect(found === null).toBe(best === Number.POSITIVE_INFINITY);
          if (found === null) return;
          const { w, l, m } = found;
          expect(Number.isInteger(w) && w >= least && within(first, w, l) && within(second, w, l)).toBe(true);
          expect(distanceOf({ w, l, m }, target)).toBeCloseTo(best, 9);
        },
      ),
      { numRuns: 60 },
    );
  });
});
