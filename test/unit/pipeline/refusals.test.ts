import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";
import { readProcess } from "../../../src/pdk/index.ts";
import { buildNetwork } from "../../../src/pipeline/build-network.ts";
import type { Environment } from "../../../src/pipeline/environment.ts";
import { crosscheckNetwork, networkNetlists } from "../../../src/pipeline/index.ts";
import { linesOf } from "../../../src/pipeline/lines.ts";
import { parseRunSpec } from "../../../src/spec/index.ts";

const folder = mkdtempSync(join(tmpdir(), "memspice-refusals-"));
afterAll(() => rmSync(folder, { recursive: true }));
/** Without engine, cache or clock: whatever starts to work breaks. */
const environment = { folder } as Environment;
const spec = (...overrides: string[]) => parseRunSpec("", { overrides });
const hidden = "hidden-pos-r0-c0, hidden-pos-r0-c1, ..., hidden-neg-r12-c1";
const output = "output-pos-r0-c0, output-pos-r1-c0, output-neg-r0-c0, output-neg-r1-c0";

describe("before anything is trained, a cross-check", () => {
  const check = (choice: object, ...overrides: string[]) =>
    crosscheckNetwork(
      spec(...overrides),
      { tiles: [], images: [], native: null, ...choice },
      environment,
      {},
    );

  it("refuses a tile that there will not be, and shows how tiles are named", async () => {
    await expect(check({ tiles: ["output-pos-r1-c0", "hidden-pos-r13-c0"] })).rejects.toMatchObject({
      code: "CROSSCHECK_TILE",
      at: ["tile", "hidden-pos-r13-c0"],
      hint: `Tiles are layer, polarity, row and column: ${hidden}; ${output}.`,
    });
    const small = ["network.hidden=16", "array.tile=[784,16]"];
    await expect(check({ tiles: ["hidden-pos-r0-c1"] }, ...small)).rejects.toMatchObject({
      hint: expect.stringContaining("hidden-pos-r0-c0, hidden-neg-r0-c0; output-pos-r0-c0"),
    });
  });

  it("refuses an image that there will not be", async () => {
    await expect(check({ images: [10_000] })).rejects.toMatchObject({ code: "CROSSCHECK_IMAGE" });
  });

  it("looks for tiles in the weights that the spec names", async () => {
    await expect(check({ tiles: ["a"] }, "network.weights=/nowhere")).rejects.toMatchObject({
      code: "NETWORK_FILE_MISSING",
    });
  });
});

describe("before anything is trained, netlists", () => {
  const write = (choice: object, formats: readonly ("lvs" | "xschem")[] = ["lvs"]) =>
    networkNetlists(
      spec(),
      { cells: [], tiles: [], layers: [], formats, globals: false, ...choice },
      { environment, control: {} },
    );

  it("refuse tiles, layers and cells that there will not be", async () => {
    await expect(write({ tiles: ["hidden_pos_r13_c0"] })).rejects.toMatchObject({
      code: "TILE_UNKNOWN",
      hint: `There are: ${hidden}; ${output}.`.replaceAll("-", "_"),
    });
    await expect(write({ layers: ["middle"] })).rejects.toMatchObject({ code: "LAYER_UNKNOWN" });
    await expect(write({ cells: ["neuron"] })).rejects.toMatchObject({
      code: "CELL_UNKNOWN",
      hint: expect.stringContaining("cell_1t1r with --set array.cell.kind=1t1r"),
    });
  });

  it("refuse schematics of tiles", async () => {
    await expect(write({ tiles: ["hidden_pos_r0_c0"] }, ["xschem"])).rejects.toMatchObject({
      code: "NETLIST_SCHEMATIC_ARRAY",
      at: ["hidden_pos_r0_c0"],
    });
  });
});

describe("before anything is trained, a map of stuck cells", () => {
  const build = (line: string) => {
    writeFileSync(join(folder, "map.csv"), `layer,polarity,row,col,state\n${line}\n`);
    const own = spec("variability.stuckAt.map=map.csv");
    const process = readProcess(own.process);
    return buildNetwork({
      ...{ spec: own, process, lines: linesOf(process, own.array), random: createRandom(1), environment },
      stages: { run: () => Promise.reject(new Error("work has begun")), timings: {} },
      pool: { run: () => Promise.reject(new Error("work has begun")), close: () => Promise.resolve() },
    });
  };

  it.each([
    ["middle,pos,0,0,on", /no layer middle: hidden, output/],
    ["hidden,pos,784,0,on", /no cell \(784, 0\) in hidden, which is 784 x 128/],
    ["output,neg,0,10,off", /no cell \(0, 10\) in output, which is 128 x 10/],
  ])("is refused with %s", async (line, message) => {
    await expect(build(line)).rejects.toThrow(message);
    await expect(build(line)).rejects.toMatchObject({ code: "CROSSBAR_STUCK_MAP", at: ["map.csv:2"] });
  });

  it("is taken where its cells will be there", async () => {
    await expect(build("hidden,pos,783,127,on")).rejects.toThrow("work has begun");
  });
});
