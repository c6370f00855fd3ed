import { afterAll, describe, expect, it } from "vitest";
import { type Lines, readTile, transferMatrix } from "../../src/crossbar/index.ts";
import { createEngine } from "../../src/engine/index.ts";
import { createMatrix, createRandom, multiply } from "../../src/foundation/index.ts";
import {
  buildCrossbarDeck,
  crossbarCurrents,
  crossbarPower,
  emitCrossbarCells,
} from "../../src/netlist/index.ts";
import { requireTool } from "../tools.ts";

const native = requireTool("ngspice");
const engines = [
  { kind: "wasm" as const, skip: false, note: "" },
  { kind: "native" as const, skip: !native.available, note: native.reason },
];

/** Both directions of the best oracle there is: neither side knows how the other computes. */
describe.each(engines)("crossbars in SPICE ($kind) $note", ({ kind, skip }) => {
  const engine = createEngine({ kind });
  afterAll(() => engine.close());

  it.skipIf(skip).each([
    [1, 6, 10, 10],
    [3, 5, 0.5, 2],
    [32, 17, 1, 0.1],
    [8, 8, 0, 4],
    [8, 8, 4, 0],
    [64, 64, 0.094, 0.094],
  ])(
    "%d x %d with %d and %d ohm agree with the solver to 1e-9 of the largest current",
    async (rows, cols, rWord, rBit) => {
      const { uniform } = createRandom(1).stream("cells", rows, cols);
      const data = Float64Array.from({ length: rows * cols }, () =>
        uniform() < 0.05 ? 0 : 10 ** (-5 + 2 * uniform()),
      );
      const conductance = createMatrix(rows, cols, data);
      const voltage = Float64Array.from({ length: rows }, () => 0.1 * uniform());
      const cells = emitCrossbarCells({ name: "tile", conductance, rWord, rBit });
      const { result } = await engine.run(buildCrossbarDeck(cells, { name: "drive", voltage, cols }));
      const spice = crossbarCurrents(result.kind === "op" ? result.vectors : {}, cols).data;
      const solver = multiply(
        createMatrix(1, rows, voltage),
        transferMatrix({ conductance, rWord, rBit }),
      ).data;
      const largest = solver.reduce((max, i) => Math.max(max, Math.abs(i)), 0);
      expect(largest).toBeGreaterThan(0);
      for (let j = 0; j < cols; j++) expect(Math.abs(spice[j]! - solver[j]!) / largest).toBeLessThan(1e-9);
    },
  );

  it.skipIf(skip).each([
    { rWord: 1, rBit: 2 },
    { rWord: 1, rBit: 2, rDriver: 100, rSense: 50 },
    { rWord: 1, rBit: 2, rDriver: 100, rSense: 50, wordDrive: "both", bitSense: "both" },
  ] satisfies Lines[])(
    "give the power and the largest line currents of the solver to 1e-9: %o",
    async (lines) => {
      const [rows, cols] = [16, 11];
      const { uniform } = createRandom(6).stream("cells");
      const data = Float64Array.from({ length: rows * cols }, () => 10 ** (-5 + 2 * uniform()));
      const conductance = createMatrix(rows, cols, data);
      const voltage = Float64Array.from({ length: rows }, (_, i) => (i % 4 === 0 ? 0 : 0.1 * uniform()));
      const cells = emitCrossbarCells({ name: "tile", conductance, ...lines });
      const deck = buildCrossbarDeck(cells, { name: "drive", voltage, cols, recordDrivers: true });
      const across = [...cells.text.matchAll(/^r([wb])\S* (\S+) (\S+) (\S+)$/gm)].map(([, line, p, q, r]) => {
        return { line, p: `v(${p})`, q: `v(${q})`, r: Number(r) };
      });
      const nodes = [...new Set(across.flatMap(({ p, q }) => [p, q]))];
      const { result } = await engine.run({ ...deck, probes: [...deck.probes, ...nodes] });
      const vectors = result.kind === "op" ? result.vectors : {};
      const peak = (which: string) =>
        across
          .filter(({ line }) => line === which)
          .reduce((max, { p, q, r }) => Math.max(max, Math.abs(vectors[p]![0]! - vectors[q]![0]!) / r), 0);
      const read = readTile({ conductance, ...lines }, createMatrix(1, rows, voltage));
      expect(crossbarPower(vectors, voltage) / read.power[0]!).toBeCloseTo(1, 9);
      expect(peak("w") / read.peakWordCurrent[0]!).toBeCloseTo(1, 9);
      expect(peak("b") / read.peakBitCurrent[0]!).toBeCloseTo(1, 9);
    },
  );

  const ends: Lines[] = [
    { rWord: 1, rBit: 2, rDriver: 100, rSense: 50 },
    { rWord: 1, rBit: 2, wordDrive: "both", bitSense: "both" },
    { rWord: 1, rBit: 2, rDriver: 100, rSense: 50, wordDrive: "both", bitSense: "both" },
    { rWord: 0, rBit: 2, rDriver: 100, wordDrive: "both" },
    { rWord: 1, rBit: 0, rSense: 50, bitSense: "both" },
    { rWord: 0, rBit: 0, rDriver: 100, rSense: 50 },
  ];
  it.skipIf(skip).each(ends)("agree with open cells and shorts, and %o", async (lines) => {
    const [rows, cols] = [12, 9];
    const { uniform } = createRandom(2).stream("cells");
    const data = Float64Array.from({ length: rows * cols }, () => 10 ** (-5 + 2 * uniform()));
    for (const k of [0, 7, 50]) data[k] = 0;
    data[23] = Number.POSITIVE_INFINITY;
    const conductance = createMatrix(rows, cols, data);
    const voltage = Float64Array.from({ length: rows }, () => 0.1 * uniform());
    const cells = emitCrossbarCells({ name: "tile", conductance, ...lines });
    const { result } = await engine.run(buildCrossbarDeck(cells, { name: "drive", voltage, cols }));
    const spice = crossbarCurrents(result.kind === "op" ? result.vectors : {}, cols).data;
    const solver = multiply(createMatrix(1, rows, voltage), transferMatrix({ conductance, ...lines })).data;
    const largest = solver.reduce((max, i) => Math.max(max, Math.abs(i)), 0);
    for (let j = 0; j < cols; j++) expect(Math.abs(spice[j]! - solver[j]!) / largest).toBeLessThan(1e-9);
  });
});
