import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { netgenSetup } from "../../src/lvs/index.ts";
import { readProcess } from "../../src/pdk/index.ts";
import { chooseSetup } from "../../src/pipeline/index.ts";
import { requireTool } from "../tools.ts";
import { memspice, scratch } from "./memspice.ts";

const netgen = requireTool("netgen", "netgen-lvs");
const xschem = requireTool("xschem");
const place = scratch();
afterAll(place.remove);

const verify = async (args: readonly string[], variables: Record<string, string> = {}) => {
  const command = ["netlist", "tirado-barron-x5", "--verify", "--json", "--quiet", ...args];
  const { exitCode, stdout } = await memspice(place.folder, command, variables);
  return { exitCode, document: JSON.parse(stdout) };
};

describe.skipIf(!netgen.available || !xschem.available)(
  `memspice netlist --verify ${netgen.reason} ${xschem.reason}`,
  () => {
    it("proves every cell in every format equal to its netlist for layout", async () => {
      const { exitCode, document } = await verify(["--out", "all"]);
      expect(exitCode).toBe(0);
      const { status, setup, comparisons } = document.verify;
      expect({ status, setup }).toEqual({ status: "ok", setup: "memspice" });
      const pairs = comparisons.map(({ cell, between }: { cell: string; between: string[] }) =>
        [cell, ...between].join(" "),
      );
      expect(pairs).toEqual(
        ["neuron", "synapse"].flatMap((cell) =>
          ["sim", "cdl", "xschem"].map((format) => `${cell} ${format} lvs`),
        ),
      );
      for (const { differences, devices } of comparisons) {
        expect(differences).toEqual([]);
        expect(devices).toBeGreaterThan(6);
      }
      expect(JSON.parse(readFileSync(place.path("all", "netlists.json"), "utf8"))).toEqual(document);
    });

    it("proves a netlist that came back from layout, and finds a width in it that was not asked for", async () => {
      const layout = readFileSync(new URL("../../examples/neuron-extracted.spice", import.meta.url), "utf8");
      writeFileSync(place.path("drawn.spice"), layout);
      const args = ["--format", "lvs", "--layout", "neuron=drawn.spice", "--out", "layout"];
      const drawn = await verify(args);
      expect(drawn.document.verify.comparisons).toMatchObject([
        { cell: "neuron", between: ["layout", "lvs"], status: "ok", devices: 11 },
      ]);
      expect(drawn.exitCode).toBe(0);
      writeFileSync(place.path("drawn.spice"), layout.replace("w=5", "w=4.75"));
      const narrow = await verify(args);
      expect(narrow.exitCode).toBe(1);
      expect(narrow.document.verify.comparisons[0].differences[0].message).toContain(
        "w is 4.75 in layout and 5 in lvs",
      );
    });

    it("ends with 1 and with netgen's reason where they differ, and still writes them", async () => {
      const real = execFileSync("sh", ["-c", "command -v netgen-lvs"], { encoding: "utf8" }).trim();
      const disturbed = `sed -i 's/w=1 l/w=1.05 l/' 2_lvs.spice\nexec "${real}" "$@"`;
      const args = ["--format", "lvs,cdl", "--cell", "neuron", "--out", "disturbed"];
      const { exitCode, document } = await verify(args, { PATH: pathWith("netgen-lvs", disturbed) });
      expect(exitCode).toBe(1);
      expect(document.status).toBe("failed");
      const [comparison] = document.verify.comparisons;
      expect(comparison).toMatchObject({ cell: "neuron", between: ["cdl", "lvs"], status: "failed" });
      expect(comparison.differences).toContainEqual({
        kind: "property",
        message: "neuron: XM11 (sky130_fd_pr__pfet_01v8): w is 1 in cdl and 1.05 in lvs",
      });
      expect(readdirSync(place.path("disturbed", "lvs"))).toEqual(["neuron.spice"]);
    });
  },
);

it("a PDK's setup of netgen is taken where its root has one", () => {
  const process_ = readProcess("sky130");
  const own = { name: "memspice", text: netgenSetup(process_) };
  expect(chooseSetup(process_, undefined)).toEqual(own);
  expect(chooseSetup(process_, place.folder)).toEqual(own);
  for (const root of ["pdk", "pdk/sky130A"]) {
    const path = place.path(root, "libs.tech", "netgen", "sky130A_setup.tcl");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `# ${root}\n`);
    expect(chooseSetup(process_, place.path(root))).toEqual({ name: path, text: `# ${root}\n` });
  }
});

/** The PATH with a program of ours before all others. */
function pathWith(name: string, script: string): string {
  const folder = place.path(`bin-${script.length}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return `${folder}:${process.env.PATH}`;
}

describe("memspice netlist --verify", () => {
  it.each([
    ["has nothing to compare", ["--format", "lvs"], {}, "LVS_NOTHING_TO_COMPARE"],
    ["has the layout of a cell that is not there", ["--layout", "axon=none.yaml"], {}, "CLI_FILE"],
    ["leaves rails out of the ports", ["--globals"], {}, "CLI_USAGE"],
    ["has no netgen", ["--format", "lvs,cdl"], { PATH: "/nonexistent" }, "LVS_TOOL_MISSING"],
  ])(
    "that %s is refused with place and hint, and nothing is written",
    async (_what, args, variables, code) => {
      const { exitCode, document } = await verify([...args, "--out", "never"], variables);
      expect(document).toMatchObject({ status: "failed", error: { code } });
      expect(document.error.hint).not.toBe("");
      expect(exitCode).toBe(2);
    },
  );
});

it("a tool that hangs is stopped at the time limit, and nothing is written", async () => {
  const args = ["--format", "lvs,cdl", "--set", "solver.timeout=0.2", "--out", "never"];
  const { exitCode, document } = await verify(args, { PATH: pathWith("netgen-lvs", "exec sleep 60") });
  expect(document.error.code).toBe("LVS_TIMEOUT");
  expect(exitCode).toBe(3);
  expect(readdirSync(place.folder)).not.toContain("never");
});
