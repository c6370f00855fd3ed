import { join } from "node:path";
import { createEngine } from "../../engine/index.ts";
import { formatQuantity } from "../../foundation/index.ts";
import {
  cellOf,
  characterizeNeuron,
  characterizeSynapse,
  characterizeTransistors,
  openOutput,
  openTable,
  type SizingTable,
} from "../../pipeline/index.ts";
import {
  type DeviceReport,
  deviceSummary,
  type NeuronReport,
  neuronSummary,
  type SynapseReport,
  synapseSummary,
} from "../../report/index.ts";
import { type Context, overridesOf } from "../context.ts";
import { CliError } from "../error.ts";
import { exit } from "../exit.ts";
import { extractedOf } from "../extracted.ts";
import { environmentOf, workersOf } from "../machine.ts";
import { readSizing } from "../read-sizing.ts";

type Element = "neuron" | "synapse" | "device";
type AnyReport = NeuronReport | SynapseReport | DeviceReport;

/** `memspice characterize neuron|synapse|device [sizing]`: curves and figures of one cell, or of all transistors, of a sizing table. */
export async function characterizeCell(
  context: Context,
  element: Element,
  { file, cells }: { readonly file: string | undefined; readonly cells: readonly string[] },
): Promise<number> {
  const { flags } = context;
  const extracted = extractedOf(cells);
  const { spec, name, path } = readSizing(file ?? "tirado-barron-x5", overridesOf(flags));
  const output = openOutput(flags.out ?? join("results", `${name}-${element}`), "characterize");
  const { engine: kind, jobs, timeout } = spec.solver;
  const engine = createEngine({ kind, workers: workersOf(jobs), timeoutSeconds: timeout });
  try {
    const environment = environmentOf(context, engine, path);
    const table = await openTable(spec, { ...environment, name, extracted });
    refuseOthers(table, element, Object.keys(extracted));
    const control = { signal: context.signal, onProgress: context.progress.show };
    const jobOf = {
      neuron: characterizeNeuron,
      synapse: characterizeSynapse,
      device: characterizeTransistors,
    }[element];
    const { report, files } = await jobOf(table, environment, control);
    context.progress.stop();
    output.commit(files);
    const summary = summaryOf(report);
    context.json({ ...summary, files: files.map(({ path }) => path).sort() });
    for (const { code, at, message } of report.warnings)
      process.stderr.write(`warning ${code} at ${at}: ${message}\n`);
    for (const line of linesOf(report)) if (!flags.json) context.say(line);
    context.say(`report: ${join(output.folder, "report.html")}`);
    return summary.status === "ok" ? exit.ok : exit.incomplete;
  } finally {
    output.discard();
    await engine.close();
  }
}

/** A cell that is not looked at would be left out without a word. @throws CliError CLI_USAGE */
function refuseOthers(table: SizingTable, element: Element, cells: readonly string[]): void {
  if (element === "device") return;
  const { name: looked } = cellOf(table, element);
  const other = cells.find((cell) => cell !== looked);
  if (other === undefined) return;
  throw new CliError("CLI_USAGE", `characterize ${element} looks at the cell ${looked}, not at ${other}`, {
    at: ["--cell", other],
    hint: `Give --cell ${looked}=file, or characterize the other cell. \`check\` takes all cells of a table.`,
  });
}

function summaryOf(report: AnyReport): { readonly status: "ok" | "failed" } {
  if (report.kind === "neuron") return neuronSummary(report);
  if (report.kind === "synapse") return synapseSummary(report);
  return deviceSummary(report);
}

const shown = (value: number | null | undefined, unit: Parameters<typeof formatQuantity>[1]) =>
  value === null || value === undefined ? "-" : formatQuantity(value, unit);

function extractedLine({ cell: { name, extracted } }: NeuronReport | SynapseReport): string[] {
  return extracted === null ? [] : [`extracted  ${name}: the devices are those of ${extracted.file}`];
}

/** What a designer wants to see at once; the report has the rest. */
function linesOf(report: AnyReport): string[] {
  const { models, process, temperatureC, supply } = report;
  const head = `models     ${process}, ${models.name}, ${models.corner}, ${temperatureC} C, ${formatQuantity(supply, "V")}`;
  if (report.kind === "neuron") {
    const points = report.byCurrent.map(({ iin, spikeRate, energyPerSpike, error }) => {
      const rest = error === null ? `${shown(energyPerSpike, "J")} a spike` : error.code;
      return `${shown(iin, "A").padEnd(10)} ${shown(spikeRate, "Hz").padEnd(10)} ${rest}`;
    });
    return [
      head,
      ...extractedLine(report),
      ...points,
      `at rest    ${shown(report.restCurrent, "A")} from the supply`,
    ];
  }
  if (report.kind === "synapse") {
    const reads = report.byConductance.map(({ g, readCurrent, mirrorGain, error }) => {
      const rest = error === null ? `mirror gain ${mirrorGain?.toPrecision(3)}` : error.code;
      return `${shown(g, "S").padEnd(10)} ${shown(readCurrent, "A").padEnd(10)} ${rest}`;
    });
    const { timing } = report;
    const only = (change: number | null | undefined) => shown(change, "S");
    return [
      head,
      ...extractedLine(report),
      ...reads,
      `pre only   ${only(timing?.preOnly?.change)}, post only ${only(timing?.postOnly?.change)} at ${shown(timing?.g, "S")}`,
    ];
  }
  return [
    head,
    ...report.transistors.map(({ device, w, l, m, figures }) => {
      const size = `${shown(w, "m")} / ${shown(l, "m")}${m > 1 ? ` x ${m}` : ""}`;
      const { thresholdConstantCurrent: vt, onCurrent, leakage } = figures;
      return `${device.padEnd(12)} ${size.padEnd(20)} Vt ${shown(vt, "V")}, on ${shown(onCurrent, "A")}, leakage ${shown(leakage, "A")}`;
    }),
    ...report.failures.map(({ device, error }) => `${device.padEnd(12)} ${error.code}: ${error.message}`),
  ];
}
