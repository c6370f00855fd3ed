import {
  type NeuronPoint,
  type NeuronReport,
  neuronCsvFiles,
  neuronSummary,
  type PeriodFit,
  renderNeuronReport,
} from "../../report/index.ts";
import { type NeuronOutcome, type NeuronRestOutcome, runNeuron, runNeuronRest } from "../cell/neuron.ts";
import { fitRates, type NeuronPoint as MeasuredPoint, runNeuronPoints } from "../cell/neuron-points.ts";
import { geometricSeries } from "../cell/series.ts";
import type { Environment, Outcome } from "../environment.ts";
import { foldWarnings } from "../fold-warnings.ts";
import type { Control } from "../progress.ts";
import { withoutVectors } from "../simulate.ts";
import type { SizingTable } from "../sizing/table.ts";
import { assertModelled, cellOf, cellPart, openFrame, outcomeOf } from "./frame.ts";

/** Where a neuron is run: membrane current [A], refractory bias [V]; null: the cell's own. */
interface Place {
  readonly iin: number;
  readonly vb: number | null;
}

/** The job of `characterize neuron`. @throws MemspiceError of the room that failed; CANCELLED. A run that fails is a point that says so. */
export async function characterizeNeuron(
  table: SizingTable,
  environment: Environment,
  control: Control,
): Promise<Outcome<NeuronReport>> {
  const cell = cellOf(table, "neuron");
  await assertModelled(table, cell);
  const { currents, bias, shown } = table.spec.characterization.neuron;
  const frame = await openFrame(table, environment, { control, stageCount: 3 });
  const { engine, models, conditions, signal, stages } = frame;
  const own = cell.topology.ports.includes("vb") ? (cell.parameters.vb ?? null) : null;
  const job = { engine, cell, models, conditions, signal };
  const driven = ({ iin, vb }: Place) => ({ iin, ...(vb !== null && { vb }) });

  const byCurrent = await stages.run("currents", "rate against current", (report) =>
    runNeuronPoints(
      job,
      geometricSeries(currents).map((iin) => driven({ iin, vb: own })),
      report,
    ),
  );
  const biases = own === null ? [] : bias.values.map((vb) => ({ iin: bias.iin, vb }));
  const byBias = await stages.run("bias", "refractory time against bias", (report) =>
    runNeuronPoints(job, biases, report),
  );
  const { rest, wave } = await stages.run("waveform", "rest and waveform", async () => ({
    rest: await runNeuronRest(job),
    wave: await runNeuron({ ...job, ...driven({ iin: shown, vb: own }) }),
  }));
  const outcomes = [...byCurrent, ...byBias].map(({ outcome }) => outcome);
  frame.ran.push(...[...outcomes, rest, wave].flatMap(({ simulated }) => simulated).map(withoutVectors));
  const common = await cellPart(frame, cell);
  const told = [...outcomes, wave].flatMap((one) => (one.status === "ok" ? one.warnings : []));
  const report: NeuronReport = {
    ...common,
    warnings: [...common.warnings, ...foldWarnings(told)],
    failures: [failureOf("rest", rest), failureOf("waveform", wave)].filter((one) => one !== null),
    kind: "neuron",
    byCurrent: byCurrent.map(pointOf),
    byBias: byBias.map(pointOf),
    rheobase: rheobaseOf(byCurrent.map(pointOf)),
    fit: fitOf(byCurrent),
    restCurrent: rest.status === "ok" ? rest.measures.restCurrent : null,
    waveform: waveformOf(wave, { iin: shown, vb: own }),
  };
  return outcomeOf(frame, report, {
    html: renderNeuronReport(report),
    summary: neuronSummary(report),
    csv: neuronCsvFiles(report),
  });
}

function failureOf(
  bench: string,
  outcome: NeuronOutcome | NeuronRestOutcome,
): NeuronReport["failures"][number] | null {
  if (outcome.status === "ok") return null;
  const { code, message } = outcome.error;
  return { bench, error: { code, message } };
}

const nothing = {
  spikeRate: null,
  threshold: null,
  spikeWidth: null,
  refractoryTime: null,
  energyPerSpike: null,
  supplyCurrent: null,
} as const;

function pointOf({ iin, vb, outcome }: MeasuredPoint): NeuronPoint {
  const place = { iin, vb: vb ?? null };
  if (outcome.status === "failed") {
    const { code, message } = outcome.error;
    return { ...place, ...nothing, error: { code, message } };
  }
  const { spikeRate, threshold, spikeWidth, refractoryTime, energyPerSpike, supplyCurrent } =
    outcome.measures;
  return {
    ...place,
    ...{ spikeRate, threshold, spikeWidth, refractoryTime, energyPerSpike, supplyCurrent, error: null },
  };
}

/** The two neighbouring currents between which it begins to fire; null where it fires, or is silent, at all of them. */
function rheobaseOf(points: readonly NeuronPoint[]): NeuronReport["rheobase"] {
  const first = points.findIndex(({ spikeRate }) => spikeRate !== null && spikeRate > 0);
  const [silent, fires] = [points[first - 1], points[first]];
  if (silent?.spikeRate !== 0 || fires === undefined) return null;
  return { silent: silent.iin, fires: fires.iin };
}

function fitOf(points: readonly MeasuredPoint[]): PeriodFit | null {
  const fit = fitRates(points);
  if (fit === null) return null;
  const { charge, refractory, capacitance, points: count, maxRelativeError } = fit;
  return { charge, refractoryTime: refractory, capacitance, points: count, maxRelativeError };
}

function waveformOf(outcome: NeuronOutcome, place: Place): NeuronReport["waveform"] {
  if (outcome.status === "failed") return null;
  const { time, membrane, output, current } = outcome.trace;
  return { ...place, time, membrane, output, supplyCurrent: current };
}
