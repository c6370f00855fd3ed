import { fitNeuron, fittedPeriod } from "../../measurement/index.ts";
import {
  type NeuronPoint,
  type NeuronReport,
  neuronCsvFiles,
  neuronSummary,
  type PeriodFit,
  renderNeuronReport,
} from "../../report/index.ts";
import { type NeuronOutcome, runNeuron, runNeuronRest } from "../cell/neuron.ts";
import { geometricSeries } from "../cell/series.ts";
import type { Environment, Outcome } from "../environment.ts";
import type { Control } from "../progress.ts";
import { withoutVectors } from "../simulate.ts";
import { inParallel } from "../sizing/in-parallel.ts";
import type { SizingTable } from "../sizing/table.ts";
import { cellOf, cellPart, type Frame, openFrame, outcomeOf } from "./frame.ts";

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
  const { currents, bias, shown } = table.spec.characterization.neuron;
  const frame = await openFrame(table, environment, { control, stageCount: 3 });
  const { engine, models, conditions, signal, stages } = frame;
  const own = cell.topology.ports.includes("vb") ? (cell.parameters.vb ?? null) : null;
  const run = ({ iin, vb }: Place) =>
    runNeuron({ engine, cell, models, conditions, signal, iin, ...(vb !== null && { vb }) });

  const byCurrent = await stages.run("currents", "rate against current", (report) =>
    measure(
      frame,
      geometricSeries(currents).map((iin) => ({ iin, vb: own })),
      { run, report },
    ),
  );
  const biases = own === null ? [] : bias.values.map((vb) => ({ iin: bias.iin, vb }));
  const byBias = await stages.run("bias", "refractory time against bias", (report) =>
    measure(frame, biases, { run, report }),
  );
  const { rest, wave } = await stages.run("waveform", "rest and waveform", async () => {
    const atRest = await runNeuronRest({ engine, cell, models, conditions, signal });
    const spiking = await run({ iin: shown, vb: own });
    frame.ran.push(...[...atRest.simulated, ...spiking.simulated].map(withoutVectors));
    return { rest: atRest, wave: spiking };
  });
  const report: NeuronReport = {
    ...(await cellPart(frame, cell)),
    kind: "neuron",
    byCurrent,
    byBias,
    rheobase: rheobaseOf(byCurrent),
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

interface Bench {
  readonly run: (place: Place) => Promise<NeuronOutcome>;
  readonly report: (done: number, total: number) => void;
}

async function measure(
  frame: Frame,
  places: readonly Place[],
  { run, report }: Bench,
): Promise<NeuronPoint[]> {
  let done = 0;
  const found = await inParallel(places, frame.engine.workers, async (place) => {
    const outcome = await run(place);
    done += 1;
    report(done, places.length);
    return { point: pointOf(place, outcome), ran: outcome.simulated.map(withoutVectors) };
  });
  frame.ran.push(...found.flatMap(({ ran }) => ran));
  return found.map(({ point }) => point);
}

const nothing = {
  spikeRate: null,
  threshold: null,
  spikeWidth: null,
  refractoryTime: null,
  energyPerSpike: null,
  supplyCurrent: null,
} as const;

function pointOf(place: Place, outcome: NeuronOutcome): NeuronPoint {
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

/** The line of a membrane without leak through all points that fire; three at least. */
function fitOf(points: readonly NeuronPoint[]): PeriodFit | null {
  const fired = points.flatMap(({ iin, spikeRate, threshold }) =>
    spikeRate !== null && spikeRate > 0 && threshold !== null
      ? [{ iin, period: 1 / spikeRate, threshold }]
      : [],
  );
  if (fired.length < 3) return null;
  const fit = fitNeuron(fired);
  const threshold = fired.reduce((sum, point) => sum + point.threshold, 0) / fired.length;
  return {
    charge: fit.charge,
    refractoryTime: fit.refractory,
    capacitance: fit.charge / threshold,
    points: fired.length,
    maxRelativeError: fired.reduce(
      (worst, { iin, period }) => Math.max(worst, Math.abs(fittedPeriod(fit, iin) / period - 1)),
      0,
    ),
  };
}

function waveformOf(outcome: NeuronOutcome, place: Place): NeuronReport["waveform"] {
  if (outcome.status === "failed") return null;
  const { time, membrane, output, current } = outcome.trace;
  return { ...place, time, membrane, output, supplyCurrent: current };
}
