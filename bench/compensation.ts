import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchOptions, BenchTable } from "./table.ts";

const tiles = [
  [32, 32],
  [64, 64],
  [128, 128],
  [784, 128],
] as const;

/** `examples/wire-2ohm.yaml`, the whole run with training, in four sizes of tile: accuracy by stage, and time. */
export async function run({ long }: BenchOptions): Promise<readonly BenchTable[]> {
  const rows = (long ? tiles : tiles.slice(1, 2)).map(job);
  return [{ name: "won back from wires of 2 ohm a segment [%]", rows }];
}

function job(tile: readonly [number, number]) {
  const folder = mkdtempSync(join(tmpdir(), "memspice-bench-"));
  const settings = [`array.tile=[${tile}]`, "crosscheck.tiles=0", "crosscheck.images=0"];
  const flags = settings.flatMap((setting) => ["--set", setting]);
  const start = performance.now();
  const { status } = spawnSync(
    process.execPath,
    ["dist/cli/main.js", "run", "examples/wire-2ohm.yaml", ...flags, "--quiet", "--out", join(folder, "out")],
    { env: { ...process.env, MEMSPICE_CACHE: join(folder, "cache") }, stdio: "ignore" },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`the run ended with ${status}`);
  const summary = JSON.parse(readFileSync(join(folder, "out", "summary.json"), "utf8")) as {
    readonly waterfall: readonly { readonly stage: string; readonly accuracy: number }[];
  };
  rmSync(folder, { recursive: true });
  const percent = (name: string) =>
    (summary.waterfall.find(({ stage }) => stage === name)?.accuracy ?? Number.NaN) * 100;
  const stages = ["ideal", "programmed", "wire", "gain", "conductances", "retrained"];
  return {
    tile: tile.join(" x "),
    ...Object.fromEntries(stages.map((name) => [name, percent(name).toFixed(2)])),
    "run [s]": seconds,
  };
}
