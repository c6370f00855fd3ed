import { describe, expect, it } from "vitest";
import { createMatrix } from "../../../src/foundation/index.ts";
import {
  buildSelectDeck,
  emitCrossbarCells,
  emitCrossbarCircuit,
  type MemristorCells,
} from "../../../src/netlist/index.ts";
import { deviceSchema } from "../../../src/spec/index.ts";
import { ekvCurves } from "../../select-curves.ts";
import { plainModels } from "./plain-models.ts";

const cells: MemristorCells = {
  kind: "memristor",
  device: deviceSchema.parse({ model: "stanford-pku" }),
  state: createMatrix(1, 3, Float64Array.of(0.25, 0.5, 1)),
  multiple: createMatrix(1, 3, Float64Array.of(1, 0, 1.5)),
};
const circuit = { name: "tile", rWord: 0.1, rBit: 0.2, models: null };
const cardsOf = (text: string) => text.split("\n").filter((line) => /^[Xv]/i.test(line));

describe("the cells of a crossbar in a deck", () => {
  it("are memristors whose state is held, one subcircuit for all, and none where a cell is open", () => {
    const { path, text } = emitCrossbarCircuit({ ...circuit, cells });
    expect(path).toBe("tile.inc");
    expect(cardsOf(text)).toEqual([
      "Xx0_0 w0_0 b0_0 memristor_stanford_pku_read x=0.25",
      "Xx0_2 w0_2 b0_2 memristor_stanford_pku_read x=1 multiple=1.5",
    ]);
    expect(text.match(/\.subckt/g)).toHaveLength(1);
    expect(text).not.toContain("Cstate");
  });

  it("have a select transistor between memristor and bit line, its gate at the select line of the row", () => {
    const selected = { ...cells, kind: "1t1r" as const, select: ekvCurves() };
    const { text } = emitCrossbarCircuit({ ...circuit, cells: selected, models: plainModels });
    expect(cardsOf(text)).toEqual([
      "vg0 g0 0 1.8",
      "Xx0_0 w0_0 m0_0 memristor_stanford_pku_read x=0.25",
      "XM0_0 m0_0 g0 b0_0 0 nfet_01v8 w=1e-6 l=1.5e-7 m=1",
      "Xx0_2 w0_2 m0_2 memristor_stanford_pku_read x=1 multiple=1.5",
      "XM0_2 m0_2 g0 b0_2 0 nfet_01v8 w=1e-6 l=1.5e-7 m=1",
    ]);
    expect(text).toContain("* models of 1 transistors");
    expect(() => emitCrossbarCircuit({ ...circuit, cells: selected })).toThrow(
      expect.objectContaining({ code: "NETLIST_SELECT_MODELS", at: ["crossbar", "nfet_01v8"] }),
    );
  });

  it("are what they always were where they are resistors", () => {
    const conductance = createMatrix(2, 1, Float64Array.of(1e-4, 1e-5));
    const linear = emitCrossbarCircuit({ ...circuit, cells: { kind: "linear", conductance } });
    expect(linear).toEqual(emitCrossbarCells({ name: "tile", rWord: 0.1, rBit: 0.2, conductance }));
  });

  it("hold the resistance in series with a device for its multiple", () => {
    const device = deviceSchema.parse({ model: "sky130-reram", rSeries: "2k" });
    const { text } = emitCrossbarCircuit({ ...circuit, cells: { ...cells, device } });
    expect(text).toContain("Rseries te dev {2000/multiple}");
  });
});

describe("the bench of a select transistor", () => {
  const { transistor } = ekvCurves();
  it("has one copy of it for every voltage of the lower end, one exchanged, and sweeps the voltage across all", () => {
    const deck = buildSelectDeck(transistor, plainModels, { vMin: 0, vMax: 0.4, points: 5 });
    expect(deck.analysis).toEqual({ kind: "dc", source: "Vacross", start: 0, stop: 0.4, step: 0.1 });
    expect(deck.probes).toHaveLength(6);
    expect(deck.cards).toContain("Vlow3 s3 0 0.30000000000000004");
    expect(deck.cards).toContain("XM3 d3 g s3 0 nfet_01v8 w=1e-6 l=1.5e-7 m=1");
    expect(deck.cards).toContain("XMexchanged dx g e2 0 nfet_01v8 w=1e-6 l=1.5e-7 m=1");
  });

  it("refuses a range that is none", () => {
    for (const range of [
      { vMin: 0, vMax: 0, points: 9 },
      { vMin: 0, vMax: 1, points: 4 },
    ]) {
      expect(() => buildSelectDeck(transistor, plainModels, range)).toThrow(
        expect.objectContaining({ code: "NETLIST_SWEEP" }),
      );
    }
  });
});
