import {
  equationsOf,
  readConductance,
  stateAtConductance,
  stateAtRest,
  switchingTime,
} from "../device/index.ts";
import type { Engine } from "../engine/index.ts";
import {
  assertMemristorRun,
  judgeFingerprints,
  loopOf,
  measureAgreement,
  measureHysteresis,
} from "../measurement/index.ts";
import { buildHysteresisDeck } from "../netlist/index.ts";
import type { MemristorStudy } from "../report/index.ts";
import { memristorCards, type RunSpec } from "../spec/index.ts";
import { type Simulated, simulateDeck } from "./simulate.ts";

interface StudyRequest {
  readonly spec: RunSpec;
  readonly window: { readonly gMin: number; readonly gMax: number };
  readonly engine: Engine;
  readonly signal: AbortSignal | undefined;
  readonly report: (done: number, total: number) => void;
}

/** Between which states a switch is timed. */
const switched = [0.1, 0.9] as const;
/** Seconds to ten years, two a decade. */
const restTimes = Array.from({ length: 29 }, (_, n) => Number((1e-6 * 10 ** (n / 2)).toPrecision(3))).concat(
  3.15e8,
);

/**
 * What `characterize memristor` shows beside the stage of the main job: loops at several frequencies in SPICE with the three
 * fingerprints judged, and from the equations the switching time against the voltage, the current at several states,
 * and what ten years without a drive leave.
 */
export async function studyMemristor(
  request: StudyRequest,
): Promise<{ readonly study: MemristorStudy; readonly simulated: readonly Simulated[] }> {
  const { spec, engine, signal } = request;
  const { device, characterization } = spec;
  const { hysteresis: bench, pulses } = characterization;
  const frequencies = Array.from(
    { length: bench.frequencies },
    (_, n) => bench.frequency * bench.frequencyRatio ** n,
  );
  let done = 0;
  const runs = await Promise.all(
    frequencies.map(async (frequency) => {
      const one = await simulateDeck(engine, buildHysteresisDeck(device, { ...bench, frequency }), signal);
      assertMemristorRun(one.simulation, device, 0);
      const agreement = measureAgreement(one.simulation, device, bench.initialState);
      const loop = loopOf(frequency, measureHysteresis(one.simulation, { ...bench, frequency }));
      request.report(++done, frequencies.length);
      return { one, loop, agreement };
    }),
  );
  const loops = runs.map(({ loop }) => loop);
  const states = statesOf(request);
  const { current } = equationsOf(device);
  const voltages = steps(pulses.vReset, pulses.vSet, 61);
  const card = memristorCards[device.model];
  return {
    simulated: runs.map(({ one }) => one),
    study: {
      loops,
      fingerprints: judgeFingerprints(loops),
      agreement: runs.reduce((most, { agreement }) => Math.max(most, agreement), 0),
      switching: switchingRows(spec),
      currents: states.map((state) => ({
        state,
        voltage: voltages,
        current: voltages.map((v) => current(v, state)),
      })),
      retention: states.map((state) => ({
        state,
        time: Float64Array.from(restTimes),
        conductance: stateAtRest(device, state, restTimes).map((x) =>
          readConductance(device, x, pulses.vRead),
        ),
      })),
      volatile: card.volatile,
      provisional: card.provisional,
    },
  };
}

/** The states whose conductances part the window in four. */
function statesOf({ spec, window }: StudyRequest): number[] {
  const { vRead } = spec.characterization.pulses;
  return [0, 1, 2, 3, 4].map((n) =>
    stateAtConductance(spec.device, window.gMin + (n / 4) * (window.gMax - window.gMin), vRead),
  );
}

function switchingRows({ device, characterization }: RunSpec): MemristorStudy["switching"] {
  const { vSet, vReset } = characterization.pulses;
  const [low, high] = switched;
  return Array.from(steps(0.4, 1.6, 25)).reduce<{ voltage: number; seconds: number }[]>((rows, factor) => {
    rows.push({ voltage: factor * vSet, seconds: switchingTime(device, factor * vSet, [low, high]) });
    rows.push({ voltage: factor * vReset, seconds: switchingTime(device, factor * vReset, [high, low]) });
    return rows;
  }, []);
}

function steps(from: number, to: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, n) => from + ((to - from) * n) / (count - 1));
}
