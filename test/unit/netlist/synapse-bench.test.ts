import { describe, expect, it } from "vitest";
import {
  buildSynapseDeck,
  pairBench,
  readBench,
  type SynapseBench,
  synapseProbes,
  type Topology,
} from "../../../src/netlist/index.ts";
import { plainModels } from "./plain-models.ts";
import { longSizes, synapseCell } from "./synapse-cell.ts";

const cell = synapseCell(longSizes);
const conditions = { supply: 1.8, temperatureC: 27, mismatch: null };
const coded = (code: string) => expect.objectContaining({ code });
const build = (
  bench: SynapseBench,
  under: Parameters<typeof buildSynapseDeck>[2]["conditions"] = conditions,
) => buildSynapseDeck(cell, plainModels, { ...bench, conditions: under });
const card = (bench: SynapseBench, name: string) =>
  build(bench).cards.find((line) => line.toLowerCase().startsWith(name));

describe("the synapse bench", () => {
  it("reads with a pre spike alone, its width from half height to half height", () => {
    const bench = readBench({ state: 0.5, membrane: 0.9, width: 1e-6 });
    expect(card(bench, "vvpre ")).toBe(
      "Vvpre vpre 0 PWL(0 0 1.995e-7 0 2.005e-7 1.8 1.1995e-6 1.8 1.2005e-6 0)",
    );
    expect(card(bench, "vvpos ")).toBe("Vvpos vpos 0 0");
    expect(card(bench, "vmembrane ")).toBe("Vmembrane ipos 0 0.9");
    expect(card(bench, "xcell ")).toBe("Xcell vpre vpos ipos vdd 0 synapse");
    expect(card(bench, "xmem ")).toMatch(/ x0=0\.5$/);
    expect(build(bench).analysis).toMatchObject({ kind: "tran", useInitialConditions: false });
  });

  it.each([
    { dt: 2e-3, pre: 2e-4, post: 2.2e-3 },
    { dt: -2e-3, pre: 2.2e-3, post: 2e-4 },
    { dt: 0, pre: 2e-4, post: 2e-4 },
  ])("has the post spike dt = $dt s after the pre spike", ({ dt, pre, post }) => {
    const bench = pairBench({ state: 0.5, membrane: 0.9, dt });
    expect(bench.pre?.at).toBeCloseTo(pre, 12);
    expect(bench.post?.at).toBeCloseTo(post, 12);
    expect(bench.stop).toBeCloseTo(Math.max(pre, post) + 1.2e-3, 12);
  });

  it("has one spike where only one is asked for, and widths of their own", () => {
    const widths = { preWidth: 2e-3, postWidth: 1e-4 };
    expect(pairBench({ state: 0, membrane: 0, dt: "pre", ...widths })).toMatchObject({
      pre: { width: 2e-3 },
      post: null,
    });
    expect(pairBench({ state: 0, membrane: 0, dt: "post", ...widths })).toMatchObject({
      pre: null,
      post: { width: 1e-4 },
    });
    expect(pairBench({ state: 0, membrane: 0, dt: 0, ...widths })).toMatchObject({
      edge: 1e-7,
      maxStep: 2e-6,
    });
  });

  it("hands the cards with mismatch to the models", () => {
    const bench = readBench({ state: 0.5, membrane: 0.9 });
    const { cards } = build(bench, { ...conditions, mismatch: (instance, k) => instance.length + k });
    expect(cards.filter((line) => / z=3$/.test(line))).toHaveLength(6);
  });

  it("records electrodes inside the cell, at a port, and at ground", () => {
    expect(synapseProbes(cell)).toMatchObject({ top: "v(xcell.b)", bottom: "v(xcell.a)" });
    const topology: Topology = { ...cell.topology, memristor: ["ipos", "gnd"] };
    expect(synapseProbes({ ...cell, topology })).toMatchObject({ top: "v(ipos)", bottom: null });
    const { probes } = buildSynapseDeck({ ...cell, topology }, plainModels, {
      ...readBench({ state: 0, membrane: 0 }),
      conditions,
    });
    expect(probes).toEqual([
      "v(vpre)",
      "v(vpos)",
      "i(vmembrane)",
      "v(ipos)",
      "i(v.xcell.vmem)",
      "v(xcell.mem_state)",
    ]);
  });

  it("holds a bias port at its parameter", () => {
    const topology: Topology = {
      ...cell.topology,
      ports: [...cell.topology.ports, "vb"],
      parameters: { vb: { unit: "V", value: 0.4, meaning: "bias" } },
    };
    const deck = buildSynapseDeck({ ...cell, topology, parameters: { vb: 0.4 } }, plainModels, {
      ...readBench({ state: 0, membrane: 0 }),
      conditions,
    });
    expect(deck.cards).toContain("Vbias_vb vb 0 0.4");
  });

  it("refuses a cell without a memristor", () => {
    expect(() => synapseProbes({ ...cell, memristor: null })).toThrow(coded("NETLIST_CELL_MEMRISTOR"));
    const topology = { ...cell.topology, memristor: null };
    expect(() => synapseProbes({ ...cell, topology })).toThrow(coded("NETLIST_CELL_MEMRISTOR"));
  });

  it.each([
    { at: 0, width: 1e-6 },
    { at: 2e-7, width: 1e-9 },
    { at: 2e-7, width: 2e-6 },
    { at: Number.NaN, width: 1e-6 },
  ])("refuses the spike %o, which does not fit the run", (pre) => {
    const bench = readBench({ state: 0, membrane: 0, width: 1e-6 });
    expect(() => build({ ...bench, pre })).toThrow(coded("NETLIST_SPIKE"));
  });

  it("refuses spikes so far apart that the run would be all rest", () => {
    for (const dt of [2, -2, Number.NaN]) {
      expect(() => pairBench({ state: 0, membrane: 0, dt })).toThrow(coded("NETLIST_SPIKE_TIMING"));
    }
  });
});
