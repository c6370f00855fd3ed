import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitsBin } from "../../../src/pdk/index.ts";
import { splitCard } from "../../../src/pdk/models/assignments.ts";
import { binFor } from "../../../src/pdk/models/choose-models.ts";
import { separateBin } from "../../../src/pdk/models/separate-bins.ts";
import type { Model } from "../../../src/pdk/models/subcircuit.ts";
import { wrap } from "../../../src/pdk/models/wrap.ts";
import { readCards } from "../../../src/spice/index.ts";

const nm = 1e-9;
/** Sizes on the grid of 5 nm. */
const length = fc.integer({ min: 30, max: 400 }).map((steps) => 5 * steps * nm);
const edges = fc
  .uniqueArray(length, { minLength: 2, maxLength: 6 })
  .map((list) => [...list].sort((a, b) => a - b));

const grid = fc.tuple(edges, edges, fc.boolean()).map(([ls, ws, turned]) => {
  const models = ls.slice(1).flatMap((lMax, i) =>
    ws.slice(1).map((wMax, j): Model => {
      const bin = { lMin: ls[i] as number, lMax, wMin: ws[j] as number, wMax };
      return { kind: "model", base: "m", text: "", bin };
    }),
  );
  return turned ? models.reverse() : models;
});

describe("bins of a deck", () => {
  it("hold each size of the deck once, in the card that the engine takes from the whole library", () => {
    const sizes = fc.array(fc.record({ w: length, l: length }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(grid, sizes, (models, drawn) => {
        // Edges are where it matters: half of the sizes are moved there.
        const moved = drawn.map((size, i) => {
          const bin = models[i % models.length]?.bin;
          return bin == null || i % 2 === 0 ? { ...size, nf: 1 } : { w: bin.wMax, l: bin.lMin, nf: 1 };
        });
        const inside = moved.filter(({ w, l }) => binFor(models, w, l) !== undefined);
        const kept = [...new Set(inside.map(({ w, l }) => binFor(models, w, l) as Model))];
        const bins = new Map(kept.map((model) => [model, separateBin(model, models, inside) ?? model.bin]));
        for (const { w, l } of inside) {
          const holders = kept.filter((model) => {
            const bin = bins.get(model);
            return bin != null && fitsBin(bin, w, l);
          });
          expect(holders).toEqual([binFor(models, w, l)]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("cards", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    name.map((inner) => `{${inner} + 2*max(${inner}, 1)}`),
    name.map((inner) => `'${inner} == 1 ? 2 : 3'`),
    fc.tuple(name, name).map(([a, b]) => `{${a}} + ${b}*agauss(0, 1, 3)`),
  );
  const assignments = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 8 });

  it("fall into their assignments, however these are spaced", () => {
    fc.assert(
      fc.property(assignments, fc.constantFrom("=", " = ", "= "), (list, equals) => {
        const text = `.param ${list.map(([key, what]) => `${key}${equals}${what}`).join(" ")}`;
        const found = splitCard(text).assignments.map(({ name: key, value: what }) => [key, what]);
        expect(found).toEqual(list.map(([key, what]) => [key, what]));
      }),
    );
  });

  it("broken into lines read back as they were", () => {
    fc.assert(
      fc.property(assignments, (list) => {
        const text = `.param ${list.map(([key, what]) => `${key} = ${what}`).join(" ")}`;
        const found = readCards(wrap(text).join("\n")).map((card) => card.text.replace(/\s+/g, " "));
        expect(found).toEqual([text]);
      }),
    );
  });
});
