import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { EngineError } from "../error.ts";
import type { RunRecord } from "../failure.ts";
import type { EngineIdentity } from "../simulation.ts";
import { deckFileName, type Job, type Seat, type Simulator } from "../simulator.ts";

const rawFileName = "memspice-run.raw";
/** A log beyond this is a simulator that runs wild [bytes]. */
const maxLog = 64e6;

/** ngspice as a process a run, in a temporary folder of its own. @param command the program, found on the PATH */
export function createNativeSimulator(command = "ngspice"): Simulator {
  let known: Promise<EngineIdentity> | undefined;
  const seat: Seat = { run: (job, signal) => runProcess(command, job, signal) };
  const identity = () => {
    known ??= identify(command);
    return known;
  };
  return {
    hasKlu: false,
    hasBuiltInFiles: false,
    sandboxed: false,
    identity,
    async takeSeat() {
      await identity(); // says that ngspice is missing, before a deck fails for it
      return seat;
    },
    returnSeat: () => undefined,
    close: async () => undefined,
  };
}

async function runProcess(command: string, { text, files }: Job, signal: AbortSignal): Promise<RunRecord> {
  const folder = await mkdtemp(join(tmpdir(), "memspice-"));
  try {
    for (const file of [{ path: deckFileName, text }, ...files]) {
      const path = join(folder, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, file.text);
    }
    const { all, exitCode } = await execa(command, ["-b", "-n", "-r", rawFileName, deckFileName], {
      cwd: folder,
      // Decks run side by side, a process each: threads inside them only get in each other's way.
      env: { OMP_NUM_THREADS: "1" },
      cancelSignal: signal,
      killSignal: "SIGKILL",
      reject: false,
      stdin: "ignore",
      all: true,
      maxBuffer: maxLog,
      encoding: "latin1",
    });
    signal.throwIfAborted();
    const raw = await readFile(join(folder, rawFileName)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    return { log: all, raw, exited: exitCode !== 0 || raw === null };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function identify(command: string): Promise<EngineIdentity> {
  const {
    failed,
    stdout = "",
    cause,
  } = await execa(command, ["--version"], { reject: false, stdin: "ignore" });
  const ngspice = /ngspice-([\d.]+)/.exec(stdout)?.[1];
  if (failed || ngspice === undefined) {
    throw new EngineError("ENGINE_NATIVE_MISSING", `"${command}" does not run on this machine`, {
      hint: "Install ngspice (Debian: apt-get install ngspice), or use the WASM engine.",
      cause,
    });
  }
  return { name: "ngspice", version: ngspice, ngspice };
}
