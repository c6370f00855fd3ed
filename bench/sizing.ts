import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine } from "memspice/engine";
import { buildNeuronDeck } from "memspice/netlist";
import { openCache, openTable } from "memspice/pipeline";
import { parseSizingSpec } from "memspice/spec";
import type { BenchTable } from "./table.ts";

const pdkRoot = process.env.PDK_ROOT;

/** Sizing tables as a user checks them, each in a process of its own, and 10 us of the neuron. Corners need PDK_ROOT; without it they are left out. */
export async function run(): Promise<readonly BenchTable[]> {
  const folder = mkdtempSync(join(tmpdir(), "memspice-bench-"));
  try {
    const mismatch = ["--set", "conditions={}", "--set", "mismatch.samples=200"];
    const oneCurrent = ["--set", "limits=[{cell: neuron, measure: spikeRate, at: {iin: 100n}, min: 1}]"];
    const rows = [
      await command(folder, "published table, first time", ["check", "tirado-barron"]),
      await command(folder, "published table", ["check", "tirado-barron"]),
      await command(folder, "x5 and its limits", ["check", "tirado-barron-x5"]),
      await command(folder, "200 mismatch samples, one current", [
        ...["check", "examples/neuron-sheet.yaml"],
        ...mismatch,
        ...oneCurrent,
      ]),
      ...(pdkRoot === undefined
        ? []
        : [
            await command(folder, "5 corners x 3 temperatures x 3 supplies x 3 currents", [
              ...["check", "examples/neuron-sheet.yaml", "--pdk-root", pdkRoot],
            ]),
          ]),
    ];
    return [
      { name: "commands", rows },
      { name: "10 us of the neuron, one worker", rows: [await tenMicroseconds(folder)] },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function command(folder: string, what: string, args: readonly string[]) {
  const { PDK_ROOT: _, ...environment } = process.env;
  const start = performance.now();
  const child = spawn(
    process.execPath,
    ["dist/cli/main.js", ...args, "--quiet", "--out", join(folder, "out")],
    { env: { ...environment, MEMSPICE_CACHE: join(folder, "cache") }, stdio: "ignore" },
  );
  const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  return { what, seconds: (performance.now() - start) / 1000, exit: String(code) };
}

async function tenMicroseconds(folder: string) {
  const engine = createEngine({ workers: 1 });
  try {
    await engine.identity(); // the start does not count
    const spec = parseSizingSpec(readFileSync("pdk/sizing/tirado-barron-x5.yaml", "utf8"));
    const table = await openTable(spec, {
      ...{ name: "x5", folder: "pdk/sizing", pdkRoot, cache: openCache(join(folder, "cache")) },
    });
    const [{ corner, supply, temperatureC }] = table.points;
    const models = await table.library.corner(corner);
    const cell = table.cells.find(({ topology }) => topology.kind === "neuron");
    if (cell === undefined) throw new Error("no neuron in the table");
    const bench = { iin: 100e-9, stop: 10e-6, conditions: { supply, temperatureC, mismatch: null } };
    let seconds = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3; i++) {
      const start = performance.now();
      await engine.run(buildNeuronDeck(cell, models, bench));
      seconds = Math.min(seconds, (performance.now() - start) / 1000);
    }
    return { models: `${models.name}, ${models.corner}`, seconds };
  } finally {
    await engine.close();
  }
}
