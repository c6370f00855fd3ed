import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { vi } from "vitest";
import { runProgram } from "../../src/cli/program.ts";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** A folder of its own for one test file, and how to take it away. */
export function scratch(): { readonly folder: string; path(...parts: string[]): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "memspice-test-"));
  return {
    folder,
    path: (...parts) => join(folder, ...parts),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The command line as a process, standing in `cwd`; never throws for an exit code. */
export function memspice(
  cwd: string,
  args: readonly string[],
  environment: Record<string, string> = {},
  timeout = 120_000,
) {
  return execa(process.execPath, [main, ...args], {
    cwd,
    reject: false,
    env: { MEMSPICE_CACHE: join(cwd, "cache"), ...environment },
    stripFinalNewline: false,
    timeout,
  });
}

/** The same in this process, which saves starting one: for what ends before the work begins. */
export async function memspiceHere(cwd: string, args: readonly string[]) {
  const printed = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    }),
  );
  const before = process.cwd();
  vi.stubEnv("MEMSPICE_CACHE", join(cwd, "cache"));
  process.chdir(cwd);
  try {
    return { exitCode: await runProgram(args), ...printed };
  } finally {
    process.chdir(before);
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

/** A run of a few seconds through every stage. */
export const tiny = [
  "dataset.train=3000",
  "dataset.test=100",
  "network.hidden=16",
  "network.epochs=1",
  "characterization.pulses.count=65",
  "characterization.pulses.width=16m",
  "array.tile=[196,16]",
  "crosscheck.tiles=1",
  "crosscheck.inputs=1",
  "crosscheck.images=1",
].flatMap((override) => ["--set", override]);
