import { describe, expect, it } from "vitest";
import {
  biasPorts,
  builtInTopologies,
  cellPorts,
  emitCell,
  emitCellInstance,
  membraneCapacitance,
  openTopology,
  sizeCell,
} from "../../../src/netlist/index.ts";
import { bridge, cellSpec, lif, neuronCell, neuronSpec, smallProcess } from "./neuron-cell.ts";
import { plainModels } from "./plain-models.ts";

const size = { w: "1u", l: "0.5u" };
const options = { process: smallProcess, topology: lif };
const sized = (more: object) => () => sizeCell("neuron", neuronSpec(more), options);
const withDevice = (name: string, device: object) =>
  sized({ devices: { ...neuronSpec().devices, [name]: device } });

describe.each(builtInTopologies)("the topology $name", (topology) => {
  it("has the ports of its kind, a parameter for every bias, and devices and instances of one name each", () => {
    for (const port of Object.keys(cellPorts[topology.kind])) expect(topology.ports).toContain(port);
    for (const port of biasPorts(topology.kind, topology.ports))
      expect(topology.parameters).toHaveProperty(port);
    for (const key of ["name", "instance"] as const) {
      const names = topology.transistors.map((place) => place[key]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("ties bulks to the rails, and every node inside to two terminals or more, one of them no gate", () => {
    const terminals = new Map<string, string[]>();
    const touch = (node: string, by: string) => terminals.set(node, [...(terminals.get(node) ?? []), by]);
    for (const { nodes, polarity } of topology.transistors) {
      const [drain, gate, source, bulk] = nodes;
      expect(bulk).toBe(polarity === "n" ? "gnd" : "vdd");
      touch(drain, "channel");
      touch(source, "channel");
      touch(gate, "gate");
    }
    for (const node of topology.memristor ?? []) touch(node, "memristor");
    for (const [node, by] of terminals) {
      if (topology.ports.includes(node)) continue;
      expect(by.length, node).toBeGreaterThan(1);
      expect(
        by.some((one) => one !== "gate"),
        node,
      ).toBe(true);
    }
  });
});

describe("published names", () => {
  it("of the neuron mean the transistors of the reference, in its order", () => {
    const instances = lif.transistors.map(
      ({ name, instance, polarity }) => `${name} ${instance} ${polarity}`,
    );
    expect(instances).toEqual(
      "W1 M11 p,W2 M12 n,W3 M13 n,W4 M14 n,W5 M6 n,W6 M7 n,W7 M8 p,W8 M9 n,W9 M10 p".split(","),
    );
  });

  it("of the synapse are mirror, pre-gated and post-gated, and said to be assumed", () => {
    const gates = bridge.transistors.map(({ name, instance, nodes }) => `${name} ${instance} ${nodes[1]}`);
    expect(gates).toEqual("W1 M5 vi,W2 M6 vi,W3 M1 vpre,W4 M2 vpos,W5 M4 vpre,W6 M3 vpos".split(","));
    expect(bridge.notes.join(" ")).toMatch(/ASSUMED/);
    expect(bridge.memristor).toEqual(["b", "a"]);
  });
});

describe("a sized cell", () => {
  it("takes standard transistors by polarity, its own where named, and values of the topology unless the table has others", () => {
    const cell = withDevice("W1", { ...size, model: "pfet_01v8_hvt", m: 2, nf: 1 })();
    expect(cell.transistors.map(({ device }) => device)).toEqual([
      "pfet_01v8_hvt",
      ...["n", "n", "n", "n", "n", "p", "n", "p"].map((polarity) => `${polarity}fet_01v8`),
    ]);
    expect(cell.parameters).toEqual({ cm: 200e-15, crefr: 20e-15, vb: 0.5 });
    expect(neuronCell({ cm: "0.1p", vb: "450 mV" }).parameters).toEqual({
      cm: 1e-13,
      crefr: 20e-15,
      vb: 0.45,
    });
    expect(cell.memristor).toBeNull();
    expect(membraneCapacitance(cell)).toBe(200e-15);
  });

  it("writes fingers as devices in parallel, and keeps what is drawn", () => {
    const cell = withDevice("W3", { w: "1.5u", l: "0.15u", nf: 3, m: 2 })();
    const w3 = cell.transistors.find(({ name }) => name === "W3");
    expect(w3).toMatchObject({ instance: "M13", w: 5e-7, l: 1.5e-7, m: 6 });
    expect(w3?.drawn).toEqual({
      cell: "neuron",
      name: "W3",
      device: "nfet_01v8",
      w: 1.5e-6,
      l: 1.5e-7,
      m: 2,
      nf: 3,
    });
    const text = emitCell(cell, plainModels).join("\n");
    expect(text).toContain("XM13 ns vb gnd gnd nfet_01v8 w=5e-7 l=1.5e-7 m=6");
    expect(text).toContain("1.5 um / 0.15 um in 3 fingers x 2");
  });

  it("is emitted with its parameters on the first line, and without the biases, which are ports", () => {
    const cards = emitCell(neuronCell({ cm: "0.1p" }), plainModels);
    expect(cards).toContain(".subckt neuron mem vout vb vdd gnd cm=1e-13 crefr=2e-14");
    expect(cards).toContain("Cm mem gnd {cm}");
    expect(cards.at(-1)).toBe(".ends neuron");
  });

  it("has its memristor inside, behind an ammeter, in the state that is asked for", () => {
    const devices = Object.fromEntries(bridge.transistors.map(({ name }) => [name, size]));
    const spec = cellSpec({ topology: bridge.name, devices, memristor: { initialState: 0.25 } });
    const synapse = sizeCell("synapse", spec, { process: smallProcess, topology: bridge });
    expect(emitCell(synapse, plainModels)).toContain("vmem b mem_te 0");
    expect(emitCell(synapse, plainModels).join("\n")).toMatch(
      /Xmem mem_te a mem_state memristor_hp .*x0=0.25/,
    );
    expect(emitCell(synapse, plainModels, { state: 0.75 }).join("\n")).toMatch(/x0=0.75/);
  });
});

describe("a table that does not fit its topology", () => {
  const { W3, ...eight } = neuronSpec().devices;
  it.each([
    [
      "lacks a device",
      sized({ devices: eight }),
      "NETLIST_CELL_DEVICE_MISSING at cells / neuron / devices / W3",
      "W1, W2, W3",
    ],
    [
      "has one too many",
      withDevice("W10", size),
      "NETLIST_CELL_DEVICE_UNKNOWN at cells / neuron / devices / W10",
      "W8, W9",
    ],
    [
      "misspells one",
      sized({ devices: { ...eight, w3: W3 } }),
      "NETLIST_CELL_DEVICE_UNKNOWN at cells / neuron / devices / w3",
      "lacks W3",
    ],
    [
      "names a transistor that the process has not",
      withDevice("W3", { ...size, model: "nfet_3v3" }),
      "NETLIST_CELL_MODEL_UNKNOWN at cells / neuron / devices / W3 / model",
      "nfet_01v8",
    ],
    [
      "names one of the other polarity",
      withDevice("W3", { ...size, model: "pfet_01v8" }),
      "NETLIST_CELL_POLARITY at cells / neuron / devices / W3 / model",
      "nfet_01v8",
    ],
    [
      "has an unknown parameter",
      sized({ parameters: { cmem: "1p" } }),
      "NETLIST_CELL_PARAMETER_UNKNOWN at cells / neuron / parameters / cmem",
      "cm, crefr, vb",
    ],
    [
      "gives a parameter in another unit",
      sized({ parameters: { cm: "1 pV" } }),
      "NETLIST_CELL_PARAMETER_VALUE at cells / neuron / parameters / cm",
      "pF|1.5 k",
    ],
  ])("%s", (_, size, message, hint) => {
    expect(size).toThrow(message);
    expect(size).toThrow(new RegExp(hint));
  });

  it("names all devices that are missing at once", () => {
    expect(sized({ devices: { W1: size } })).toThrow("no size for W2, W3, W4, W5, W6, W7, W8, W9");
  });

  it("asks for a bias that its topology has no value for", () => {
    const topology = {
      ...lif,
      parameters: { ...lif.parameters, vb: { unit: "V", value: null, meaning: "bias" } },
    } as const;
    expect(() => sizeCell("neuron", neuronSpec(), { process: smallProcess, topology })).toThrow(
      "NETLIST_CELL_PARAMETER_MISSING at cells / neuron / parameters / vb",
    );
  });
});

describe("the topology of a cell", () => {
  const open = (spec: object) => openTopology("neuron", { ...neuronSpec(), ...spec }, { folder: "." });

  it("is found by name", async () => {
    expect(await open({})).toBe(lif);
  });

  it("that is not built in is told so, with those that are", async () => {
    await expect(open({ topology: "lif-10t" })).rejects.toThrow(
      /NETLIST_CELL_TOPOLOGY_UNKNOWN at cells \/ neuron \/ topology.*\n.*lif-9t, bridge-6t1r/,
    );
  });

  it("is of one kind", async () => {
    await expect(open({ kind: "synapse" })).rejects.toThrow(
      "NETLIST_CELL_KIND at cells / neuron / kind: lif-9t is a neuron",
    );
  });
});

describe("a cell in a circuit", () => {
  it("must have every port tied", () => {
    const nodes = { mem: "mem", vout: "out", vdd: "vdd", gnd: "0" };
    expect(() => emitCellInstance(neuronCell(), "cell", nodes)).toThrow("NETLIST_CELL_PORT");
    expect(emitCellInstance(neuronCell(), "cell", { ...nodes, vb: "bias" })).toBe(
      "Xcell mem out bias vdd 0 neuron",
    );
  });
});
