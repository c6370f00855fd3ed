import { join } from "node:path";
import { createEngine } from "../../engine/index.ts";
import { crosscheckNetwork, judgeCrosscheck, openOutput } from "../../pipeline/index.ts";
import { type CrosscheckSummary, formatCrosscheckTable } from "../../report/index.ts";
import { parseRunSpec } from "../../spec/index.ts";
import { type Context, overridesOf } from "../context.ts";
import { CliError } from "../error.ts";
import { exit } from "../exit.ts";
import { extractedOf } from "../extracted.ts";
import { environmentOf, workersOf } from "../machine.ts";
import { readBeside, readText } from "../read.ts";

/** Flags of `crosscheck`, as commander hands them over. */
export interface CrosscheckFlags {
  readonly tile: readonly string[];
  readonly image: readonly string[];
  readonly compareEngines: boolean;
  readonly cell: readonly string[];
}

/** `memspice crosscheck [spec]`: SPICE against the solver against ideal arithmetic, by tile and by network. */
export async function crosscheck(
  context: Context,
  file: string | undefined,
  asked: CrosscheckFlags,
): Promise<number> {
  const { flags } = context;
  const spec = parseRunSpec(file === undefined ? "" : readText(file), {
    file: file ?? "flags",
    read: readBeside(file),
    overrides: overridesOf(flags),
  });
  const { engine: kind, jobs, timeout } = spec.solver;
  if (asked.compareEngines && kind !== "wasm") {
    throw new CliError("CLI_USAGE", `--compare-engines runs wasm and native, and the engine is ${kind}`, {
      hint: "Leave --engine out.",
    });
  }
  const images = asked.image.map(imageNumber);
  const extracted = extractedOf(asked.cell);
  const output = openOutput(flags.out ?? join("results", `${spec.name}-crosscheck`), "crosscheck");
  const pool = { workers: workersOf(jobs), timeoutSeconds: timeout };
  const engine = createEngine({ ...pool, kind });
  const native = asked.compareEngines ? createEngine({ ...pool, kind: "native" }) : null;
  try {
    const choice = { tiles: asked.tile, images, native, extracted };
    const control = { signal: context.signal, onProgress: context.progress.show };
    const { report, files } = await crosscheckNetwork(
      spec,
      choice,
      environmentOf(context, engine, file),
      control,
    );
    context.progress.stop();
    output.commit(files);
    const { summary } = report;
    context.json(summary);
    if (!flags.json) context.say(formatCrosscheckTable(summary));
    for (const { code, at, message } of summary.warnings)
      process.stderr.write(`warning ${code} at ${at}: ${message}\n`);
    context.say(`report: ${join(output.folder, "report.html")}`);
    return exitOf(summary);
  } finally {
    output.discard();
    await Promise.all([engine.close(), native?.close()]);
  }
}

/** A comparison that does not hold weighs more than one that a simulator gave no answer to. */
function exitOf(summary: CrosscheckSummary): number {
  const { missed, failed } = judgeCrosscheck(summary);
  if (missed > 0) return exit.missed;
  return failed > 0 ? exit.incomplete : exit.ok;
}

function imageNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new CliError("CLI_USAGE", `--image takes the number of a test image, got "${text}"`, {
    hint: "Test images are numbered from 0: --image 17.",
  });
}
