import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchTable } from "./table.ts";

/** The main job and its quick form as a user starts them, with an empty cache: wall-clock time and most resident memory. */
export async function run(): Promise<readonly BenchTable[]> {
  return [{ name: "main job, empty cache", rows: [await job(["--quick"]), await job([])] }];
}

async function job(flags: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "memspice-bench-"));
  const start = performance.now();
  const main = join(process.cwd(), "dist/cli/main.js");
  const child = spawn(process.execPath, [main, "run", ...flags, "--quiet", "--out", join(folder, "out")], {
    env: { ...process.env, MEMSPICE_CACHE: join(folder, "cache") },
    stdio: "ignore",
  });
  let peak = 0;
  const watch = setInterval(() => {
    const status = readStatus(child.pid);
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
  }, 200);
  const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  clearInterval(watch);
  const seconds = (performance.now() - start) / 1000;
  rmSync(folder, { recursive: true });
  if (code !== 0) throw new Error(`the run ended with ${code}`);
  return {
    command: ["run", ...flags].join(" "),
    seconds,
    peakMB: peak === 0 ? "no /proc here" : peak / 1024,
  };
}

function readStatus(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return ""; // it has just ended, or there is no /proc
    throw error;
  }
}
