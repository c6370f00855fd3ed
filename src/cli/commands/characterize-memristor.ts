import { join } from "node:path";
import { createEngine } from "../../engine/index.ts";
import { formatQuantity } from "../../foundation/index.ts";
import { characterizeDevice, memristorSummary, openOutput } from "../../pipeline/index.ts";
import type { OneTransistorStudy } from "../../report/index.ts";
import { parseRunSpec } from "../../spec/index.ts";
import { type Context, overridesOf } from "../context.ts";
import { exit } from "../exit.ts";
import { environmentOf, workersOf } from "../machine.ts";
import { readBeside, readText } from "../read.ts";

/** `memspice characterize memristor [file]`: curves and figures of the device of a run spec. */
export async function characterizeMemristor(
  context: Context,
  file: string | undefined,
  model: string | undefined,
): Promise<number> {
  const { flags } = context;
  const spec = parseRunSpec(file === undefined ? "" : readText(file), {
    file: file ?? "flags",
    read: readBeside(file),
    overrides: [...(model === undefined ? [] : [`device.model=${model}`]), ...overridesOf(flags)],
  });
  const output = openOutput(flags.out ?? join("results", `${spec.name}-memristor`), "characterize");
  const { engine: kind, jobs, timeout } = spec.solver;
  const engine = createEngine({ kind, workers: workersOf(jobs), timeoutSeconds: timeout });
  try {
    const control = { signal: context.signal, onProgress: context.progress.show };
    const { report, files } = await characterizeDevice(spec, environmentOf(context, engine, file), control);
    context.progress.stop();
    output.commit(files);
    context.json(memristorSummary(report));
    for (const { code, at, message } of report.warnings)
      process.stderr.write(`warning ${code} at ${at}: ${message}\n`);
    if (!flags.json) {
      const { hysteresis, memristor, pulses, readDisturb } = report;
      const { potentiation } = pulses;
      const siemens = (g: number | undefined) => formatQuantity(g ?? NaN, "S");
      context.say(
        `model         ${memristor.model}, ${report.provenance.engine.name} ${report.provenance.engine.version}`,
      );
      context.say(
        `hysteresis    |i| at v = 0 is ${hysteresis.pinch.toExponential(1)} of the peak, lobe ${hysteresis.lobeArea.toExponential(3)} W`,
      );
      context.say(
        `potentiation  ${siemens(potentiation[0])} to ${siemens(potentiation[memristor.pulses])} in ${memristor.pulses} pulses`,
      );
      context.say(
        `window        ${siemens(memristor.gMin)} to ${siemens(memristor.gMax)}, ${memristor.levels} levels`,
      );
      const { study } = report;
      if (study !== null) {
        const { pinched, shrinking, singleValued } = study.fingerprints;
        const word = (held: boolean) => (held ? "yes" : "no");
        context.say(
          `fingerprints  pinched ${word(pinched.held)}, lobes shrink ${word(shrinking.held)}, one line at the top ${word(singleValued.held)}`,
        );
        context.say(
          `equations     SPICE is within ${study.agreement.toExponential(1)} of them in state${study.volatile ? "; volatile" : ""}`,
        );
      }
      if (report.oneTransistor !== null) context.say(`1T1R          ${cellLine(report.oneTransistor)}`);
      context.say(
        `read disturb  ${readDisturb.relativeChange.toExponential(2)} of G after ${readDisturb.reads} reads`,
      );
    }
    context.say(`report: ${join(output.folder, "report.html")}`);
    return exit.ok;
  } finally {
    output.discard();
    await engine.close();
  }
}

/** What each kind of pulse reached last. */
function cellLine({ transistor, formed, pulses }: OneTransistorStudy): string {
  const reached = (["form", "reset", "set"] as const).map((name) => {
    const last = pulses.findLast((pulse) => pulse.name === name);
    return `${name.toUpperCase()} ${formatQuantity(last?.after ?? NaN, "S")}`;
  });
  return `${transistor.device}: ${formed ? "" : "not formed; "}${reached.join(", ")}`;
}
