import { join } from "node:path";
import { createEngine } from "../../engine/index.ts";
import { checkSizing, judge, openOutput, openTable } from "../../pipeline/index.ts";
import { formatSizingTable, type SizingSummary } from "../../report/index.ts";
import { type Context, overridesOf } from "../context.ts";
import { exit } from "../exit.ts";
import { extractedOf } from "../extracted.ts";
import { environmentOf, workersOf } from "../machine.ts";
import { readSizing } from "../read-sizing.ts";

/** `memspice check <sizing>`: is every size legal, modelled and within its limits? */
export async function check(context: Context, file: string, cells: readonly string[]): Promise<number> {
  const { flags } = context;
  const extracted = extractedOf(cells);
  const { spec, name, path } = readSizing(file, overridesOf(flags));
  const output = openOutput(flags.out ?? join("results", name), "check");
  const { engine: kind, jobs, timeout } = spec.solver;
  const engine = createEngine({ kind, workers: workersOf(jobs), timeoutSeconds: timeout });
  try {
    const environment = environmentOf(context, engine, path);
    const table = await openTable(spec, { ...environment, name, extracted });
    const control = { signal: context.signal, onProgress: context.progress.show };
    const { report, files } = await checkSizing(table, environment, control);
    context.progress.stop();
    output.commit(files);
    context.json(report.summary);
    for (const { code, at, message } of report.summary.warnings)
      process.stderr.write(`warning ${code} at ${at}: ${message}\n`);
    if (!flags.json) context.say(formatSizingTable(report.summary));
    context.say(`report: ${join(output.folder, "report.html")}`);
    return exitOf(report.summary, spec.mismatch.leastYield);
  } finally {
    output.discard();
    await engine.close();
  }
}

/** A size or a limit that is missed weighs more than a run that failed: the table is wrong whatever that run would have said. */
function exitOf(summary: SizingSummary, leastYield: number): number {
  const { illegal, missed, failed } = judge(summary, leastYield);
  if (illegal + missed > 0) return exit.missed;
  return failed > 0 ? exit.incomplete : exit.ok;
}
