import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { findWeight } from "../../src/report/index.ts";
import { weightManifestSchema } from "../../src/spec/index.ts";
import { readCards } from "../../src/spice/index.ts";
import { memspice, scratch, tiny } from "./memspice.ts";

const place = scratch();
afterAll(place.remove);

type Listed = { path: string; format: string; cell: string | null; sha256: string; specHash: string };
const json = (stdout: string) =>
  JSON.parse(stdout) as { status: string; files: Listed[]; error?: Record<string, string> };
const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** The command line in this process, which saves starting one: exit code and what it prints. */
async function here(args: readonly string[]) {
  const printed = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    }),
  );
  vi.stubEnv("MEMSPICE_CACHE", place.path("cache"));
  try {
    return { exitCode: await runProgram(args), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

describe("memspice netlist <sizing>", () => {
  it("writes all formats of all cells, and lists them with their hashes; a second time the same", async () => {
    const args = ["netlist", "tirado-barron-x5", "--json", "--quiet", "--out"];
    const { exitCode, stdout } = await memspice(place.folder, [...args, "cells"]);
    expect(exitCode).toBe(0);
    const { status, files } = json(stdout);
    expect(status).toBe("ok");
    expect(files.map(({ path }) => path).sort()).toEqual(
      [
        ...["lvs/neuron.spice", "lvs/synapse.spice", "cdl/neuron.cdl", "cdl/synapse.cdl", "xschem/xschemrc"],
        ...["neuron.sch", "neuron.sym", "synapse.sch", "synapse.sym", "memspice/memristor.sym"].map(
          (path) => `xschem/${path}`,
        ),
        ...["nfet_01v8", "pfet_01v8", "cap_mim_m3_1"].map(
          (name) => `xschem/stand-in/sky130_fd_pr/${name}.sym`,
        ),
        ...["neuron", "synapse"].flatMap((name) =>
          ["", "_bench", "_models"].map((part) => `sim/${name}${part}.sp`),
        ),
      ].sort(),
    );
    for (const { path, sha256: hash } of files) expect(sha256(place.path("cells", path))).toBe(hash);
    const again = await here([...args, place.path("cells-again")]);
    expect(json(again.stdout).files).toEqual(files);
  });

  it("writes one format of one cell where asked, and leaves all else as it was, and in the list", async () => {
    const args = ["netlist", "tirado-barron-x5", "--json", "--out", place.path("cells-again")];
    const before = JSON.parse(readFileSync(place.path("cells-again/netlists.json"), "utf8"))
      .files as Listed[];
    writeFileSync(place.path("cells-again/xschem/neuron.sch"), "drawn by hand");
    const { stdout } = await here([...args, "--format", "LVS", "--cell", "synapse"]);
    const { files } = json(stdout);
    expect(files[0]?.path).toBe("lvs/synapse.spice");
    const sorted = (all: readonly Listed[]) => all.map(({ path }) => path).sort();
    expect(sorted(files)).toEqual(sorted(before));
    expect(new Set(files.map(({ specHash }) => specHash)).size).toBe(1);
    expect(readFileSync(place.path("cells-again/xschem/neuron.sch"), "utf8")).toBe("drawn by hand");
    expect(existsSync(place.path("cells-again/sim/neuron.sp"))).toBe(true);
  });

  it("never writes over a schematic that was edited, nor over a netlist of the designer's own", async () => {
    const args = ["netlist", "tirado-barron-x5", "--json", "--out"];
    const edited = await here([...args, place.path("cells-again")]);
    expect(edited.exitCode).toBe(2);
    expect(json(edited.stdout).error).toMatchObject({
      code: "OUTPUT_OCCUPIED",
      message: expect.stringMatching(/: xschem\/neuron\.sch$/),
    });
    mkdirSync(place.path("own/lvs"), { recursive: true });
    writeFileSync(place.path("own/lvs/neuron.spice"), "* mine");
    const own = await here([...args, place.path("own"), "--format", "lvs"]);
    expect(own.exitCode).toBe(2);
    expect(readdirSync(place.path("own"), { recursive: true }).sort()).toEqual(["lvs", "lvs/neuron.spice"]);
    expect(readFileSync(place.path("own/lvs/neuron.spice"), "utf8")).toBe("* mine");
  });

  it("warns of sizes that cannot be made, and ends with 1", async () => {
    const args = ["netlist", "tirado-barron", "--format", "lvs,cdl", "--out", place.path("illegal")];
    const { exitCode, stderr } = await here(args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("warning PDK_SIZE_OUT_OF_RANGE at cells / neuron / W1");
  });

  it.each([
    [["tirado-barron-x5", "--format", "gds"], "CLI_USAGE", /sim, lvs, cdl/],
    [["tirado-barron-x5", "--cell", "neuron=a.spice"], "CLI_USAGE", /--layout neuron=a\.spice/],
    [["tirado-barron-x5", "--cell", "axon"], "CELL_UNKNOWN", /neuron, synapse/],
    [["tirado-barron-x5", "--tile", "hidden_pos_r0_c0"], "CLI_USAGE", /run spec/],
    [[place.path("two.yaml"), "--format", "lvs"], "NETLIST_NAME_DUPLICATE", /rename/],
    [[place.path("resistor.yaml"), "--format", "lvs"], "NETLIST_LAYOUT_DEVICE", /--format sim/],
    [["none.yaml"], "CLI_FILE", /tirado-barron-x5/],
  ])("refuses %j: %s", async (args, code, hint) => {
    const cell = "{ topology: ./leaky.sp, kind: neuron, devices: { W1: { w: 1u, l: 0.5u } } }";
    const table = (cells: string) => `memspice: 1\nprocess: sky130\ncells: { ${cells} }\n`;
    const leaky = [
      ".subckt leaky mem vout vdd gnd",
      "XW1 vout mem gnd gnd nfet",
      "Rleak mem gnd 1g",
      ".ends",
    ];
    writeFileSync(place.path("leaky.sp"), leaky.join("\n"));
    writeFileSync(place.path("two.yaml"), table(`my-cell: ${cell}, my_cell: ${cell}`));
    writeFileSync(place.path("resistor.yaml"), table(`own: ${cell}`));
    const { exitCode, stdout } = await here(["netlist", ...args, "--json", "--out", place.path("refused")]);
    expect(exitCode).toBe(2);
    const { status, error } = json(stdout);
    expect(status).toBe("failed");
    expect(error?.code).toBe(code);
    expect(error?.hint).toMatch(hint);
    expect(readdirSync(place.folder)).not.toContain("refused");
  });
});

describe("--cell name=file", () => {
  const extracted = fileURLToPath(new URL("../../examples/neuron-extracted.spice", import.meta.url));

  it("takes an extracted cell in place of the table's, and says so", async () => {
    const args = [
      "check",
      "tirado-barron-x5",
      "--set",
      "limits=[]",
      "--cell",
      `neuron=${extracted}`,
      "--out",
      place.path("sheet"),
    ];
    const { exitCode, stdout } = await here(args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Extracted neuron: the devices are those of neuron-extracted.spice");
    const { cells, devices } = JSON.parse(readFileSync(place.path("sheet/summary.json"), "utf8"));
    expect(cells[0].extracted).toMatchObject({ file: "neuron-extracted.spice", sha256: sha256(extracted) });
    expect(devices.map(({ name }: { name: string }) => name).slice(0, 2)).toEqual(["X0", "X1"]);
    expect(readFileSync(place.path("sheet/report.html"), "utf8")).toContain("Extracted from its layout");
  });

  it.each([
    [["check", "tirado-barron-x5", "--cell", "neuron"], "CLI_USAGE"],
    [["check", "tirado-barron-x5", "--cell", `axon=${extracted}`], "CELL_UNKNOWN"],
    [
      ["characterize", "synapse", "tirado-barron-x5", "--cell", `synapse=${extracted}`],
      "NETLIST_EXTRACTED_CELL",
    ],
    [["characterize", "neuron", "--cell", "neuron=nothing.spice"], "DECK_UNREADABLE"],
    [["characterize", "synapse", "tirado-barron-x5", "--cell", `neuron=${extracted}`], "CLI_USAGE"],
    [["crosscheck", "--cell", `cell_1t1r=${extracted}`], "CELL_UNKNOWN"],
    [
      ["crosscheck", "--cell", `cell_1t1r=${extracted}`, "--set", "array.cell.kind=1t1r"],
      "NETLIST_EXTRACTED_CELL",
    ],
    [["characterize", "memristor", "--cell", `neuron=${extracted}`], "CLI_USAGE"],
  ])("refuses %j: %s", async (args, code) => {
    const { exitCode, stdout } = await here([...args, "--json", "--out", place.path("refused")]);
    expect(exitCode).toBe(2);
    expect(json(stdout).error?.code).toBe(code);
  });
});

describe("memspice netlist <run spec>", () => {
  let files: readonly Listed[];
  beforeAll(async () => {
    writeFileSync(place.path("network.yaml"), "memspice: 1\n");
    const args = ["netlist", "network.yaml", ...tiny, "--json", "--quiet", "--out", "network"];
    const { exitCode, stdout, stderr } = await memspice(place.folder, args);
    expect(stderr).toBe("netlists: network\n");
    expect(exitCode).toBe(0);
    files = json(stdout).files;
  });

  it("writes every tile and every layer in every format, and lists of the weights", () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toContain("lvs/hidden.spice");
    expect(paths).toContain("cdl/output_neg_r0_c0.cdl");
    expect(paths).toContain("sim/hidden_pos_r3_c0_bench.sp");
    expect(files.find(({ path }) => path === "manifest.json")).toMatchObject({
      format: "manifest",
      cell: null,
    });
    for (const { path, sha256: hash } of files) expect(sha256(place.path("network", path))).toBe(hash);
  });

  it("has every memristor of the manifest in the netlist that its path names", () => {
    const manifest = weightManifestSchema.parse(
      JSON.parse(readFileSync(place.path("network/manifest.json"), "utf8")),
    );
    const layer = readFileSync(place.path("network/lvs/hidden.spice"), "utf8");
    const calls = readCards(layer).map(({ text }) => text.split(" "));
    const instances = new Map(calls.map((words) => [words[0], words.at(-1)]));
    const weights = manifest.layers[0]?.weights ?? [];
    expect(weights).toHaveLength(784 * 16);
    const tiles = new Map<string, string>();
    for (const { pos, neg } of weights.filter((_, k) => k % 97 === 0)) {
      for (const { path } of [pos, neg]) {
        const [, instance, device] = path.split("/");
        const file = `network/lvs/${instances.get(instance as string)}.spice`;
        const text = tiles.get(file) ?? readFileSync(place.path(file), "utf8");
        tiles.set(file, text);
        expect(text).toContain(`\n${device} wl`);
        expect(findWeight(manifest, path)).not.toBeNull();
      }
    }
  });
});
