import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingPorts } from "../ports.ts";
import { readWritten } from "../read-written.ts";
import { runTool, type Tool } from "../tool.ts";
import { withMarks } from "./marks.ts";
import { type NetgenResult, readResult } from "./result.ts";

export const netgen: Tool = {
  name: "netgen",
  commands: ["netgen-lvs", "netgen"],
  install:
    "Install netgen for LVS (Debian: apt-get install netgen-lvs; it is not the mesh generator of that name).",
};

export interface Netlist {
  /** For messages and files: `lvs`. */
  readonly format: string;
  /** SPICE or CDL, with a `.subckt` of the cell; sizes in bare micrometres. */
  readonly text: string;
}

export interface CompareOptions {
  /** Tcl that tells netgen about devices. */
  readonly setup: string;
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Two netlists of one cell through netgen, in a temporary folder. Ports go by name, in any order.
 *
 * @throws LvsError LVS_TOOL_MISSING, LVS_TIMEOUT, LVS_RESULT; CANCELLED
 */
export async function compareNetlists(
  cell: string,
  netlists: readonly [Netlist, Netlist],
  { setup, timeoutSeconds, signal }: CompareOptions,
): Promise<NetgenResult> {
  const folder = await mkdtemp(join(tmpdir(), "memspice-lvs-"));
  try {
    const files = netlists.map(({ format }, i) => `${i + 1}_${format}.spice`);
    const missing = missingPorts(cell, netlists);
    for (const [i, { text }] of netlists.entries()) {
      const ports = missing.length === 0; // else the marks would differ too
      const marked = withMarks(withoutIncludes(text), cell, { ports });
      await writeFile(join(folder, files[i] as string), `* ${cell}\n${marked}`);
    }
    await writeFile(join(folder, "setup.tcl"), setup);
    const sides = files.map((file) => `${file} ${cell}`);
    const args = ["-batch", "lvs", ...sides, "setup.tcl", "result.out", "-json"];
    const log = await runTool(netgen, { args, cwd: folder, timeoutSeconds, signal });
    const json = await readWritten(join(folder, "result.json"));
    const [first, second] = netlists;
    const result = readResult(log, json, [first.format, second.format]);
    return { ...result, differences: [...missing, ...result.differences] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Cells that a netlist calls are black boxes, compared on their own. */
function withoutIncludes(text: string): string {
  return text.replace(/^[ \t]*\.include\b.*$/gim, "");
}
