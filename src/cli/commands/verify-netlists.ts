import { readProcess } from "../../pdk/index.ts";
import {
  chooseSetup,
  type Netlists,
  type Proof,
  type VerifyOptions,
  verifyNetlists,
} from "../../pipeline/index.ts";
import type { RunSpec, SizingSpec } from "../../spec/index.ts";
import { type Context, pdkRootOf } from "../context.ts";
import { CliError } from "../error.ts";
import { extractedOf } from "../extracted.ts";
import { workersOf } from "../machine.ts";
import { readText } from "../read.ts";

export interface ToVerify {
  readonly spec: RunSpec | SizingSpec;
  readonly layouts: NonNullable<VerifyOptions["layouts"]>;
}

/** What `--layout name=file` flags name. @throws CliError CLI_USAGE, CLI_FILE */
export function readLayouts(flags: readonly string[]): ToVerify["layouts"] {
  const files = Object.entries(extractedOf(flags, "--layout"));
  const hint = "Give the netlist that was extracted from the layout of this cell.";
  return Object.fromEntries(files.map(([cell, file]) => [cell, { file, text: readText(file, hint) }]));
}

/** @throws CliError CLI_USAGE */
function assertWritten(cells: readonly string[], files: Netlists["files"]): void {
  const known = files.flatMap(({ cell, format }) => (format === "lvs" && cell !== null ? [cell] : []));
  const strange = cells.find((cell) => !known.includes(cell));
  if (strange === undefined) return;
  throw new CliError("CLI_USAGE", `there is no netlist for layout of "${strange}" to compare with`, {
    at: ["--layout"],
    hint: known.length === 0 ? "Ask for --format lvs." : `There are: ${known.slice(0, 10).join(", ")}.`,
  });
}

/** `--verify`: the netlists of a command, proved equal by netgen. @throws CliError CLI_USAGE; LvsError; CANCELLED */
export async function verify(
  { files }: Netlists,
  { spec, layouts }: ToVerify,
  context: Context,
): Promise<Proof> {
  assertWritten(Object.keys(layouts), files);
  const process = readProcess(spec.process);
  const at = { stage: "verify", title: "compare netlists with netgen", index: 1, of: 1 };
  return verifyNetlists(files, {
    process,
    device: "device" in spec ? spec.device : null,
    layouts,
    setup: chooseSetup(process, pdkRootOf(context)),
    jobs: workersOf(spec.solver.jobs),
    timeoutSeconds: spec.solver.timeout,
    now: context.now,
    signal: context.signal,
    report: (done, total) => context.progress.show({ ...at, done, total }),
  });
}

/** One line a comparison, and one for each difference; `quiet`: of what is equal one line a layer, or a cell beside them. */
export function proofLines({ comparisons, netgen, setup }: Proof, { quiet = false } = {}): string[] {
  const equal = comparisons.filter(({ status }) => status === "ok");
  const told = quiet ? comparisons.filter(({ status }) => status !== "ok") : comparisons;
  const lines = told.flatMap(({ cell, between: [one, other], status, first, devices, nets, differences }) => [
    `${status === "ok" ? "equal    " : "DIFFERENT"} ${cell}: ${one} and ${other}, ${both(first.devices, devices)} devices, ${both(first.nets, nets)} nets`,
    ...differences.map(({ message }) => `          ${message}`),
  ]);
  return [...(quiet ? equalLines(equal) : []), ...lines, `compared by netgen ${netgen}, set up by ${setup}`];
}

/** What is equal, counted by layer: a tile is of the layer that its name begins with. */
function equalLines(equal: Proof["comparisons"]): string[] {
  const counts = new Map<string, number>();
  for (const { cell } of equal) {
    const layer = cell.replace(/_(pos|neg)_r\d+_c\d+$/, "");
    counts.set(layer, (counts.get(layer) ?? 0) + 1);
  }
  return [...counts].map(
    ([layer, count]) => `equal     ${layer}: ${count} comparison${count === 1 ? "" : "s"}`,
  );
}

function both(here: number, there: number): string {
  return here === there ? String(here) : `${here} and ${there}`;
}
