import { readFileSync } from "node:fs";
import type { DeckFile } from "../../spice/index.ts";
import type { EngineIdentity } from "../simulation.ts";
import { deckFileName } from "../simulator.ts";
import type { RunRequest } from "./protocol.ts";

/** The part of the Emscripten file system that is used here. */
interface FileSystem {
  writeFile(path: string, data: string | Uint8Array): void;
  readFile(path: string): Uint8Array<ArrayBuffer>;
  readdir(path: string): string[];
  stat(path: string): { mode: number };
  isDir(mode: number): boolean;
  analyzePath(path: string): { exists: boolean };
  mkdirTree(path: string): void;
  rmdir(path: string): void;
  unlink(path: string): void;
}

/** What the library does that its types do not say: `commandList` is what it feeds to ngspice at every run. */
interface Instance {
  start(): Promise<void>;
  runSim(): Promise<unknown>;
  getInfo(): string;
  getInitInfo(): string;
  __getSpiceModuleForTests(): object | null;
  commandList: string[];
}

export interface Library {
  readonly identity: EngineIdentity;
  run(
    request: Pick<RunRequest, "text" | "files">,
  ): Promise<{ log: string; raw: Uint8Array<ArrayBuffer> | null }>;
  /** The text of a file in the root of the engine's file system; null where there is none. */
  read(name: string): string | null;
  log(): string;
}

const folder = "/run";
const rawFile = "/run.raw";

/**
 * What ngspice is told at every run. `remcirc` at the end frees the circuit: without it 5 MB a run stay behind with the SKY130 models; and
 * with no circuit left, a deck that does not load cannot answer with the one before it. Files are found beside the deck, then
 * among those inside the engine.
 */
const commands = [
  " ",
  `set sourcepath = ( ${folder} / )`,
  `source ${folder}/${deckFileName}`,
  "destroy all",
  "run",
  `write ${rawFile}`,
  "destroy all",
  "remcirc",
];

/** The library reads, twice, a file of this name after a run: it gets this one, and ours is read here, once. */
const decoy =
  "Title: none\nDate: none\nPlotname: Operating Point\nFlags: real\nNo. Variables: 1\nNo. Points: 1\nVariables:\n\t0\tv(a)\tvoltage\nBinary:\n\0\0\0\0\0\0\0\0";

/**
 * Starts eecircuit-engine in this thread. One a thread, one run at a time.
 *
 * @param onErrorLine is called with every line that ngspice writes to stderr, while it runs
 */
export async function startLibrary(onErrorLine: (line: string) => void): Promise<Library> {
  const quiet = () => undefined;
  // The library prints; nothing of it may reach the caller's streams.
  Object.assign(globalThis, {
    console: {
      log: quiet,
      info: quiet,
      warn: quiet,
      debug: quiet,
      error: (line: unknown) => onErrorLine(String(line)),
    },
  });
  const { Simulation } = await import("eecircuit-engine");
  const instance = new Simulation() as unknown as Instance;
  await instance.start();
  const { FS: fs } = instance.__getSpiceModuleForTests() as { FS?: FileSystem };
  if (fs === undefined || !Array.isArray(instance.commandList)) {
    throw new Error(
      "this version of eecircuit-engine has another inside than the one memspice knows (1.8.0)",
    );
  }
  instance.commandList = commands;
  fs.writeFile("/out.raw", decoy);
  return {
    identity: identify(instance.getInitInfo()),
    log: () => instance.getInfo(),
    async run({ text, files }) {
      remove(fs, rawFile);
      remove(fs, folder);
      place(fs, [{ path: deckFileName, text }, ...files]);
      await instance.runSim();
      const raw = fs.analyzePath(rawFile).exists ? fs.readFile(rawFile) : null;
      remove(fs, rawFile);
      remove(fs, folder);
      return { log: instance.getInfo(), raw };
    },
    read: (name) =>
      fs.analyzePath(`/${name}`).exists ? Buffer.from(fs.readFile(`/${name}`)).toString("utf8") : null,
  };
}

function identify(banner: string): EngineIdentity {
  const manifest = new URL("../package.json", import.meta.resolve("eecircuit-engine"));
  const { name, version } = JSON.parse(readFileSync(manifest, "utf8")) as { name: string; version: string };
  return { name, version, ngspice: /ngspice-([\d.]+)/.exec(banner)?.[1] ?? "unknown" };
}

function place(fs: FileSystem, files: readonly DeckFile[]): void {
  for (const { path, text } of files) {
    const full = `${folder}/${path}`;
    fs.mkdirTree(full.slice(0, full.lastIndexOf("/")));
    fs.writeFile(full, text);
  }
}

function remove(fs: FileSystem, path: string): void {
  if (!fs.analyzePath(path).exists) return;
  if (!fs.isDir(fs.stat(path).mode)) {
    fs.unlink(path);
    return;
  }
  for (const name of fs.readdir(path)) if (name !== "." && name !== "..") remove(fs, `${path}/${name}`);
  fs.rmdir(path);
}
