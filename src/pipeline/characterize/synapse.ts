import { conductanceRange } from "../../device/index.ts";
import { conductanceVoltage, restingMembrane, type SizedCell } from "../../netlist/index.ts";
import {
  type ConductanceChange,
  renderSynapseReport,
  type SynapseReadPoint,
  type SynapseReport,
  synapseCsvFiles,
  synapseSummary,
} from "../../report/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { geometricSeries } from "../cell/series.ts";
import { pairSynapse, readSynapse } from "../cell/synapse.ts";
import type { Environment, Outcome } from "../environment.ts";
import { inParallel } from "../in-parallel.ts";
import type { Control } from "../progress.ts";
import { withoutVectors } from "../simulate.ts";
import type { SizingTable } from "../sizing/table.ts";
import { assertModelled, cellOf, cellPart, type Frame, openFrame, outcomeOf } from "./frame.ts";

/** The job of `characterize synapse`. @throws MemspiceError of the room that failed; CANCELLED. A run that fails is a point that says so. */
export async function characterizeSynapse(
  table: SizingTable,
  environment: Environment,
  control: Control,
): Promise<Outcome<SynapseReport>> {
  const cell = cellOf(table, "synapse");
  await assertModelled(table, cell);
  const memristor = cell.memristor as DeviceSpec;
  const frame = await openFrame(table, environment, { control, stageCount: 2 });
  const { stages, conditions } = frame;
  const byConductance = await stages.run("reads", "reads against conductance", (report) =>
    measureReads(frame, cell, report),
  );
  const { timing, waveform } = await stages.run("spikes", "pairs of spikes", (report) =>
    measurePairs(frame, cell, report),
  );
  const report: SynapseReport = {
    ...(await cellPart(frame, cell)),
    ...{ kind: "synapse", memristor: memristor.model, membraneVoltage: restingMembrane(conditions.supply) },
    ...{ byConductance, timing, waveform },
  };
  return outcomeOf(frame, report, {
    html: renderSynapseReport(report),
    summary: synapseSummary(report),
    csv: synapseCsvFiles(report),
  });
}

type Report = (done: number, total: number) => void;

function rangeOf({ memristor }: SizedCell): { readonly min: number; readonly max: number } {
  const [min, max] = conductanceRange(memristor as DeviceSpec, conductanceVoltage);
  return { min, max };
}

async function measureReads(frame: Frame, cell: SizedCell, report: Report): Promise<SynapseReadPoint[]> {
  const { engine, models, conditions, signal, table } = frame;
  const { conductances, points } = table.spec.characterization.synapse;
  const { min, max } = conductances ?? rangeOf(cell);
  // Three digits may round an end out of the range.
  const series = geometricSeries({ min, max, points }).map((g) => Math.min(Math.max(g, min), max));
  let done = 0;
  const found = await inParallel(series, engine.workers, async (g): Promise<SynapseReadPoint> => {
    const outcome = await readSynapse({ engine, cell, models, conditions, signal, g });
    frame.ran.push(...outcome.simulated.map(withoutVectors));
    done += 1;
    report(done, series.length);
    if (outcome.status === "failed") {
      const { code, message } = outcome.error;
      return { g, readCurrent: null, mirrorGain: null, deviceVoltage: null, error: { code, message } };
    }
    const { readCurrent, mirrorGain, deviceVoltage } = outcome.measures;
    return { g, readCurrent, mirrorGain, deviceVoltage, error: null };
  });
  return found;
}

async function measurePairs(
  frame: Frame,
  cell: SizedCell,
  report: Report,
): Promise<Pick<SynapseReport, "timing" | "waveform">> {
  const { engine, models, conditions, signal, table } = frame;
  const { g: asked, preWidth, postWidth, dt: times } = table.spec.characterization.synapse.spikes;
  const { min, max } = rangeOf(cell);
  const g = asked ?? Number(Math.sqrt(min * max).toPrecision(3));
  const sorted = [...times].sort((a, b) => a - b);
  // The pair whose spikes just do not meet shows both.
  const shown = sorted.find((dt) => dt >= preWidth) ?? sorted.at(-1);
  let waveform: SynapseReport["waveform"] = null;
  let done = 0;
  const experiments: readonly (number | "pre" | "post")[] = [...sorted, "pre", "post"];
  const changes = await inParallel(experiments, engine.workers, async (dt): Promise<ConductanceChange> => {
    const outcome = await pairSynapse({
      ...{ engine, cell, models, conditions, signal, g, dt, preWidth, postWidth },
    });
    frame.ran.push(...outcome.simulated.map(withoutVectors));
    done += 1;
    report(done, experiments.length);
    if (outcome.status === "failed") {
      const { code, message } = outcome.error;
      return { change: null, error: { code, message } };
    }
    if (dt === shown && typeof dt === "number") {
      const { time, pre, post, voltage, readCurrent, conductance } = outcome.trace;
      waveform = { dt, time, pre, post, deviceVoltage: voltage, readCurrent, conductance };
    }
    return { change: outcome.measures.conductanceChange, error: null };
  });
  const [preOnly = null, postOnly = null] = changes.slice(sorted.length);
  const pairs = sorted.map((dt, i) => ({ dt, ...(changes[i] as ConductanceChange) }));
  return { timing: { g, preWidth, postWidth, pairs, preOnly, postOnly }, waveform };
}
