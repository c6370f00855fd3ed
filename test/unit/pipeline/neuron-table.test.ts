import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readNeuronTable } from "../../../src/pipeline/neuron-table.ts";

const devices = Array.from({ length: 9 }, (_, k) => `W${k + 1}: { w: 1u, l: 0.5u }`).join(", ");
const folder = resolve("/designs");
const mine = resolve(folder, "mine.yaml");
const read = (path: string) => {
  if (path !== mine) throw new Error(`ENOENT: no such file, open '${path}'`);
  return `memspice: 1\nprocess: sky130\ncells: { body: { topology: lif-9t, devices: { ${devices} } } }\n`;
};
const place = { process: "sky130", folder, read };

const failure = (sizing: string, cell = "body", at: Parameters<typeof readNeuronTable>[1] = place) => {
  try {
    readNeuronTable({ sizing, cell }, at);
  } catch (error) {
    return error as { code: string; hint: string; problem: string; at: readonly string[] };
  }
  throw new Error("nothing was thrown");
};

describe("the sizing table of a run's neuron", () => {
  it("is a file beside the spec, named by its path", () => {
    const found = readNeuronTable({ sizing: "./mine.yaml", cell: "body" }, place);
    expect(found).toMatchObject({ sizing: mine, folder });
    expect(found.table.cells.body?.devices.W1).toMatchObject({ w: 1e-6, l: 0.5e-6 });
    expect(readNeuronTable({ sizing: found.sizing, cell: "body" }, { ...place, folder: "/" })).toEqual(found);
  });

  it("is a table of the project, named without dot and slash", () => {
    const found = readNeuronTable(
      { sizing: "tirado-barron-x5", cell: "neuron" },
      { process: "sky130", folder },
    );
    expect(found.sizing).toBe("tirado-barron-x5");
    expect(Object.keys(found.table.cells.neuron?.devices ?? {})).toHaveLength(9);
  });

  it("lists the tables where there is none of that name, and says where it looked for a file", () => {
    const named = failure("tirado", "neuron", { process: "sky130", folder });
    expect(named).toMatchObject({ code: "NEURON_TABLE", at: ["neuron", "sizing"] });
    expect(named.hint).toContain("tirado-barron-x5");
    const file = failure("./yours.yaml");
    expect(file.code).toBe("NEURON_TABLE");
    expect(file.problem).toContain(resolve(folder, "yours.yaml"));
  });

  it("must be for the process of the array", () => {
    const problem = "./mine.yaml is for sky130, the array for gf180";
    expect(failure("./mine.yaml", "body", { ...place, process: "gf180" })).toMatchObject({
      code: "NEURON_TABLE",
      problem,
    });
  });

  it("must hold the cell", () => {
    expect(failure("./mine.yaml", "neuron")).toMatchObject({ code: "NEURON_CELL", hint: "Its cells: body." });
  });
});
