import { describe, expect, it } from "vitest";
import {
  cellLayout,
  type LayoutView,
  parseTopology,
  schematicFiles,
  selectedCellLayout,
  sizeCell,
} from "../../../src/netlist/index.ts";
import { readProcess } from "../../../src/pdk/index.ts";
import { deviceSchema } from "../../../src/spec/index.ts";
import { cellSpec, neuronCell } from "./neuron-cell.ts";
import { readDrawing, wiresThrough } from "./schematic-drawing.ts";
import { longSizes, synapseCell } from "./synapse-cell.ts";

const process = readProcess("sky130");

const inverters = Array.from(
  { length: 9 },
  (_, i) => `XW${i + 1} vout mem ${i % 2 ? "vdd vdd p" : "gnd gnd n"}fet`,
);
const own = parseTopology(
  [".subckt mine mem vout vb vdd gnd", ...inverters, "C1 vb gnd 100f", ".ends"].join("\n"),
  "mine.sp",
  {
    kind: "neuron",
    devices: inverters.map((_, i) => `W${i + 1}`),
  },
);
const ownCell = sizeCell(
  "mine",
  cellSpec({
    ...{ topology: "./mine.sp", parameters: { vb: 0.5 } },
    devices: Object.fromEntries(inverters.map((_, i) => [`W${i + 1}`, { w: "1u", l: "0.5u", m: 2 }])),
  }),
  { process, topology: own },
);

const reram = deviceSchema.parse({ model: "sky130-reram" });
const select = { device: "nfet_g5v0d10v5", w: 1e-6, l: 0.5e-6 };
const cells = [
  ["the neuron of nine transistors", cellLayout(neuronCell(), process), "lif-9t"],
  ["the synapse of six transistors", cellLayout(synapseCell(longSizes), process), "bridge-6t1r"],
  ["the 1T1R cell", selectedCellLayout(reram, select, process), "cell_1t1r"],
  ["a topology of a user's", cellLayout(ownCell, process), "mine"],
] as const;

describe.each(cells)("the schematic of %s", (_name, view, drawingName) => {
  const files = schematicFiles(view, process, drawingName);
  const drawing = readDrawing(files);

  it("is the circuit of the netlist for layout: every pin of every device is on its net", () => {
    const drawn = Object.fromEntries(drawing.devices.map(({ name, nets }) => [name, nets]));
    const asked = Object.fromEntries([...view.calls()].map(({ name, nodes }) => [name, nodes]));
    expect(drawn).toEqual(asked);
  });

  it("has no two symbols on each other, and no wire through a symbol", () => {
    expect(wiresThrough(drawing)).toEqual([]);
    for (const [i, { box: a }] of drawing.devices.entries()) {
      for (const { box: b } of drawing.devices.slice(i + 1)) {
        expect(a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1]).toBe(true);
      }
    }
  });

  it("has the supply above and ground below, what comes in left of what goes out", () => {
    const at = (name: string) => drawing.ports[name] as readonly [number, number];
    expect(Object.keys(drawing.ports).sort()).toEqual(view.ports.map(({ name }) => name).sort());
    for (const { name, direction } of view.ports) {
      if (direction !== "out")
        expect(at(name)[0]).toBe(Math.min(...Object.values(drawing.ports).map(([x]) => x)));
      else for (const { box } of drawing.devices) expect(at(name)[0]).toBeGreaterThan(box[2]);
    }
    const heights = Object.values(drawing.ports).map(([, y]) => y);
    expect(at("gnd")[1]).toBe(Math.max(...heights));
    if ("vdd" in drawing.ports) expect(at("vdd")[1]).toBe(Math.min(...heights));
  });

  it("is on the grid, in plain ASCII, and has a symbol with the ports in their order", () => {
    for (const [x, y] of drawing.points) expect([x % 10, y % 10].map(Math.abs)).toEqual([0, 0]);
    for (const { text } of files) expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    const symbol = files.find(({ path }) => path === `${view.name}.sym`)?.text ?? "";
    const pins = [...symbol.matchAll(/^B 5 .*\{name=(\w+)/gm)].map(([, pin]) => pin);
    expect(pins).toEqual(view.ports.map(({ name }) => name));
  });
});

it("has p-channel transistors above n-channel ones in a topology of a user's", () => {
  const files = schematicFiles(cellLayout(ownCell, process), process, own.name);
  const { devices } = readDrawing(files);
  const tops = (kind: string) => devices.filter(({ file }) => file.includes(kind)).map(({ box }) => box[1]);
  expect(Math.max(...tops("pfet"))).toBeLessThan(Math.min(...tops("nfet")));
});

describe("a cell that cannot be drawn", () => {
  const view = (more: Partial<LayoutView>): LayoutView => ({
    ...{ name: "cell", ports: [], comments: [], includes: [], calls: () => [] },
    ...more,
  });
  const call = {
    name: "XM1",
    nodes: ["d", "g", "s", "b"],
    callee: "gf_nmos",
    parameters: { w: 1, l: 1, m: 1 },
  };

  it("has a device that no symbol is known of", () => {
    expect(() => schematicFiles(view({ calls: () => [call] }), process, "none")).toThrow(
      /NETLIST_SCHEMATIC_SYMBOL at cell \/ XM1: gf_nmos has no symbol.*\n.*leave xschem out/,
    );
  });

  it("is a tile", () => {
    const calls = Array.from({ length: 101 }, (_, i) => ({ ...call, name: `XR${i}`, nodes: ["a", "b"] }));
    expect(() => schematicFiles(view({ calls: () => calls }), process, "none")).toThrow(
      /NETLIST_SCHEMATIC_SIZE at cell:/,
    );
  });
});
