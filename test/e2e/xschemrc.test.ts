import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cellLayout, schematicFiles } from "../../src/netlist/index.ts";
import { readProcess } from "../../src/pdk/index.ts";
import { requireTool } from "../tools.ts";
import { neuronCell } from "../unit/netlist/neuron-cell.ts";
import { scratch } from "./memspice.ts";

const xschem = requireTool("xschem");
const process_ = readProcess("sky130");
const files = schematicFiles(cellLayout(neuronCell(), process_), process_, "lif-9t");
const place = scratch();
afterAll(place.remove);

function write(path: string, text: string): void {
  mkdirSync(dirname(place.path(path)), { recursive: true });
  writeFileSync(place.path(path), text);
}

/** Xschem in batch with the start-up file that was written. */
async function netlist(variables: Record<string, string>): Promise<string> {
  await execa("xschem", ["-n", "-s", "-r", "-x", "-q", "--rcfile", "xschemrc", "neuron.sch"], {
    ...{ cwd: place.path("xschem"), stdin: "ignore", timeout: 60_000 },
    env: variables,
  });
  return readFileSync(place.path("xschem/neuron.spice"), "latin1");
}

describe.skipIf(!xschem.available)(`a schematic opens where it was written ${xschem.reason}`, () => {
  beforeAll(() => {
    for (const { path, text } of files) write(`xschem/${path}`, text);
    for (const { path, text } of files.filter((file) => file.path.startsWith("stand-in/"))) {
      const symbol = path.replace("stand-in/", "pdk/sky130A/libs.tech/xschem/");
      write(symbol, text.replace('format="X@name', 'format="XPDK@name'));
    }
  });

  it("with our stand-ins where there is no PDK", async () => {
    expect(await netlist({ PDK_ROOT: place.path("nothing") })).toMatch(/^XM11 rc n1 vdd vdd /m);
  });

  it("with the symbols of the PDK where there is one", async () => {
    for (const root of ["pdk", "pdk/sky130A"]) {
      expect(await netlist({ PDK_ROOT: place.path(root) })).toMatch(/^XPDKM11 rc n1 vdd vdd /m);
    }
  });
});
