import { describe, expect, it } from "vitest";
import { createMatrix } from "../../../src/foundation/index.ts";
import {
  buildCrossbarDeck,
  crossbarCurrents,
  crossbarPower,
  emitCrossbarCells,
  emitDeck,
} from "../../../src/netlist/index.ts";

const conductance = createMatrix(2, 2, Float64Array.of(1e-4, 0, 2e-4, 5e-5));
const circuit = { name: "tile", conductance, rWord: 0.1, rBit: 0.2 };

describe("the deck of a crossbar", () => {
  it("has every cell and segment once, and leaves open cells out", () => {
    const { path, text } = emitCrossbarCells(circuit);
    expect(path).toBe("tile.inc");
    expect(text.split("\n").filter((line) => !line.startsWith("*") && line !== "")).toEqual([
      "rw0_0 in0 w0_0 0.1",
      "rx0_0 w0_0 b0_0 10000",
      "rb0_0 b0_0 b1_0 0.2",
      "rw0_1 w0_0 w0_1 0.1",
      "rb0_1 b0_1 b1_1 0.2",
      "rw1_0 in1 w1_0 0.1",
      "rx1_0 w1_0 b1_0 5000",
      "rb1_0 b1_0 out0 0.2",
      "rw1_1 w1_0 w1_1 0.1",
      "rx1_1 w1_1 b1_1 20000",
      "rb1_1 b1_1 out1 0.2",
    ]);
  });

  it("makes a line without resistance one node", () => {
    const { text } = emitCrossbarCells({ ...circuit, rWord: 0, rBit: 0 });
    expect(text.split("\n").filter((line) => line.startsWith("r"))).toEqual([
      "rx0_0 in0 out0 10000",
      "rx1_0 in1 out0 5000",
      "rx1_1 in1 out1 20000",
    ]);
  });

  it("puts drivers and sense amplifiers in series, at both ends where asked", () => {
    const { text } = emitCrossbarCells({
      ...circuit,
      conductance: createMatrix(1, 1, Float64Array.of(Number.POSITIVE_INFINITY)),
      rDriver: 30,
      rSense: 40,
      wordDrive: "both",
      bitSense: "both",
    });
    expect(text.split("\n").filter((line) => !line.startsWith("*") && line !== "")).toEqual([
      "rd0 in0 wd0 30",
      "rw0_0 wd0 w0_0 0.1",
      "vx0_0 w0_0 b0_0 0",
      "rb0_0 b0_0 bs0 0.2",
      "rs0 bs0 out0 40",
      "rde0 in0 wde0 30",
      "rwe0 wde0 w0_0 0.1",
      "rbe0 b0_0 bse0 0.2",
      "rse0 bse0 out0 40",
    ]);
    const driven = emitCrossbarCells({ ...circuit, rWord: 0, rBit: 0, rDriver: 30 }).text;
    expect(driven.split("\n").filter((line) => line.startsWith("r"))).toEqual([
      "rd0 in0 w0 30",
      "rx0_0 w0 out0 10000",
      "rd1 in1 w1 30",
      "rx1_0 w1 out0 5000",
      "rx1_1 w1 out1 20000",
    ]);
  });

  it("drives word lines, grounds bit lines, and records their currents", () => {
    const deck = buildCrossbarDeck(emitCrossbarCells(circuit), {
      name: "image 7",
      voltage: Float64Array.of(0.1, 0.05),
      cols: 2,
    });
    expect(
      emitDeck(deck)
        .split("\n")
        .filter((line) => !line.startsWith("*")),
    ).toEqual([
      "tile, image 7",
      ".include tile.inc",
      "vw0 in0 0 0.1",
      "vw1 in1 0 0.05",
      "vb0 out0 0 0",
      "vb1 out1 0 0",
      ".save i(vb0) i(vb1)",
      ".op",
      ".end",
      "",
    ]);
    expect(deck.files.map(({ path }) => path)).toEqual(["tile.inc"]);
  });

  it("takes currents from the vectors, and misses none in silence", () => {
    const vectors = { "i(vb0)": Float64Array.of(1e-6), "i(vb1)": Float64Array.of(2e-6) };
    expect([...crossbarCurrents(vectors, 2).data]).toEqual([1e-6, 2e-6]);
    expect(() => crossbarCurrents(vectors, 3)).toThrow(/NETLIST_PROBE/);
  });

  it("takes the power of the drivers from a deck that records them", () => {
    const voltage = Float64Array.of(0.1, 0.2);
    const deck = buildCrossbarDeck(emitCrossbarCells(circuit), {
      name: "d",
      voltage,
      cols: 2,
      recordDrivers: true,
    });
    expect(deck.probes).toEqual(["i(vb0)", "i(vb1)", "i(vw0)", "i(vw1)"]);
    const vectors = { "i(vw0)": Float64Array.of(-1e-6), "i(vw1)": Float64Array.of(-2e-6) };
    expect(crossbarPower(vectors, voltage)).toBeCloseTo(5e-7, 18);
    expect(() => crossbarPower({}, voltage)).toThrow(/NETLIST_PROBE.*i\(vw0\)/);
  });
});
