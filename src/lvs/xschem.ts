import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LvsError } from "./error.ts";
import { readWritten } from "./read-written.ts";
import { runTool, type Tool } from "./tool.ts";

export const xschem: Tool = {
  name: "Xschem",
  commands: ["xschem"],
  install: "Install Xschem (Debian: apt-get install xschem), or leave xschem out of --format.",
};

export interface SchematicFiles {
  /** Name of the cell: `<cell>.sch` and `<cell>.sym` are among the files. */
  readonly cell: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Folders of symbols among the files, searched in this order before Xschem's own. */
  readonly libraries: readonly string[];
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The netlist that Xschem writes of a cell: of a drawing that holds the cell's symbol once, so that symbol and schematic are both read.
 *
 * @throws LvsError LVS_TOOL_MISSING, LVS_TIMEOUT, LVS_SCHEMATIC; CANCELLED
 */
export async function netlistOfSchematic(options: SchematicFiles): Promise<string> {
  const { cell, files, libraries, timeoutSeconds, signal } = options;
  const folder = await mkdtemp(join(tmpdir(), "memspice-xschem-"));
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const paths = [folder, ...libraries.map((path) => join(folder, path)), "$XSCHEM_SHAREDIR/xschem_library"];
    await writeFile(
      join(folder, "rc"),
      `set XSCHEM_LIBRARY_PATH "${paths.join(":")}"\nset netlist_dir "${folder}"\n`,
    );
    await writeFile(join(folder, `${topName}.sch`), `${emptyHead}C {${cell}.sym} 0 0 0 0 {name=x1}\n`);
    const args = ["-n", "-s", "-r", "-x", "-q", "--rcfile", "rc", `${topName}.sch`];
    const log = await runTool(xschem, { args, cwd: folder, timeoutSeconds, signal });
    const text = await readWritten(join(folder, `${topName}.spice`));
    if (new RegExp(`^\\.subckt\\s+${cell}\\b`, "im").test(text)) return text;
    throw new LvsError(
      "LVS_SCHEMATIC",
      `Xschem wrote no netlist of it: ${log.trim().split("\n").at(-1) || "it said nothing"}`,
      {
        at: [`${cell}.sch`],
        hint: "Open the schematic in Xschem and look for symbols that it does not find.",
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const topName = "memspice_top";
const emptyHead = "v {xschem version=2.8.1 file_version=1.1}\nG {}\nV {}\nS {}\nE {}\n";
