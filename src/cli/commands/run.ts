import { join } from "node:path";
import { createEngine } from "../../engine/index.ts";
import { openOutput, runNetwork } from "../../pipeline/index.ts";
import { formatRunTable } from "../../report/index.ts";
import { parseRunSpec } from "../../spec/index.ts";
import { type Context, overridesOf } from "../context.ts";
import { exit } from "../exit.ts";
import { environmentOf, workersOf } from "../machine.ts";
import { readBeside, readText } from "../read.ts";

/** A run of under a minute: the same chain on fewer images, epochs, tiles and designs. */
const quick = [
  "name=mnist-quick",
  "dataset.train=10000",
  "dataset.test=2000",
  "network.epochs=2",
  "array.compare=false",
  "crosscheck.tiles=1",
  "crosscheck.inputs=1",
  "crosscheck.images=1",
];

/** `memspice run`: the whole chain, then the table and the path of the report. */
export async function run(context: Context, file: string | undefined, isQuick: boolean): Promise<number> {
  const { flags } = context;
  const spec = parseRunSpec(file === undefined ? "" : readText(file), {
    file: file ?? "flags",
    read: readBeside(file),
    overrides: [...(isQuick ? quick : []), ...overridesOf(flags)],
  });
  const output = openOutput(flags.out ?? join("results", spec.name), "run");
  const engine = createEngine({
    kind: spec.solver.engine,
    workers: workersOf(spec.solver.jobs),
    timeoutSeconds: spec.solver.timeout,
  });
  try {
    const { report, files } = await runNetwork(spec, environmentOf(context, engine, file), {
      signal: context.signal,
      onProgress: context.progress.show,
    });
    context.progress.stop();
    output.commit(files);
    const { summary } = report;
    context.json(summary);
    if (!flags.json) context.say(formatRunTable(summary));
    for (const { code, at, message } of summary.warnings)
      process.stderr.write(`warning ${code} at ${at}: ${message}\n`);
    context.say(`report: ${join(output.folder, "report.html")}`);
    return summary.status === "ok" ? exit.ok : exit.missed;
  } finally {
    output.discard();
    await engine.close();
  }
}
