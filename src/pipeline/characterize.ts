import { assertWindowInside } from "../crossbar/index.ts";
import {
  conductanceRange,
  constantWaveform,
  integrate,
  readConductance,
  stateAtConductance,
} from "../device/index.ts";
import type { Engine } from "../engine/index.ts";
import type { Warning } from "../foundation/index.ts";
import {
  assertMemristorRun,
  type Hysteresis,
  measureAgreement,
  measureHysteresis,
  measurePulseResponse,
  measureReadDisturb,
  type PulseResponse,
  programmableLevels,
  type ReadDisturb,
} from "../measurement/index.ts";
import { buildHysteresisDeck, buildPulseDeck, buildReadDisturbDeck, type Deck } from "../netlist/index.ts";
import type { RunSpec } from "../spec/index.ts";
import { type Simulated, simulateDeck } from "./simulate.ts";

/** What SPICE says of the memristor. Conductances [S]. */
export interface Characterization {
  readonly hysteresis: Hysteresis;
  readonly response: PulseResponse;
  /** The largest of those from both ends and the middle of the mapping window. */
  readonly readDisturb: ReadDisturb & { readonly conductance: number };
  /** Programmable conductances, sorted, distinct. */
  readonly levels: Float64Array;
  /** Largest distance in state between any of these runs and the equations; see `measureAgreement`. */
  readonly agreement: number;
  /** The same with pulses up to the end of the device's range, where comparison was asked for. */
  readonly full: { readonly response: PulseResponse; readonly levels: Float64Array } | null;
  readonly simulated: readonly Simulated[];
  readonly warnings: readonly Warning[];
}

export interface CharacterizeRequest {
  readonly spec: Pick<RunSpec, "device" | "characterization">;
  /** Conductances that weights will be mapped to [S]. */
  readonly window: { readonly gMin: number; readonly gMax: number };
  /** Also drive the device to the end of its range. */
  readonly full: boolean;
  readonly engine: Engine;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

/** Runs the memristor's test benches and measures them. */
export async function characterizeMemristor(request: CharacterizeRequest): Promise<Characterization> {
  const { spec, engine, signal } = request;
  const { device, characterization: bench } = spec;
  const { gMin, gMax } = request.window;
  const { vRead } = bench.pulses;
  const range = conductanceRange(device, vRead);
  assertWindowInside(request.window, range);
  // An end of the window may lie outside the range by a hundredth; it is moved inside later.
  const readFrom = [gMin, Math.sqrt(gMin * gMax), gMax].map((g) => Math.min(Math.max(g, range[0]), range[1]));
  const count = request.full ? pulsesToTheEnd(spec) : 0;
  const { initialState } = device;
  const readStates = readFrom.map((g) => stateAtConductance(device, g, vRead));
  const runs: readonly (readonly [deck: Deck, fromState: number])[] = [
    [buildHysteresisDeck(device, bench.hysteresis), bench.hysteresis.initialState],
    [buildPulseDeck(device, bench.pulses), initialState],
    ...(request.full ? [[buildPulseDeck(device, { ...bench.pulses, count }), initialState] as const] : []),
    ...readStates.map((state) => [buildReadDisturbDeck(device, bench, state), state] as const),
  ];
  let done = 0;
  let agreement = 0;
  const simulated = await Promise.all(
    runs.map(async ([deck, fromState]): Promise<Simulated> => {
      const one = await simulateDeck(engine, deck, signal);
      assertMemristorRun(one.simulation, device, 0);
      agreement = Math.max(agreement, measureAgreement(one.simulation, device, fromState));
      done += 1;
      request.report?.(done, runs.length);
      return one;
    }),
  );
  const results = simulated.map(({ simulation }) => simulation);
  const [hysteresis, pulses, ...others] = results as [
    (typeof results)[0],
    (typeof results)[0],
    ...typeof results,
  ];
  const response = measurePulseResponse(pulses, bench.pulses);
  const fullResponse = request.full
    ? measurePulseResponse(others.shift() as (typeof results)[0], { ...bench.pulses, count })
    : null;
  const disturbs = others.map((result, k) => ({
    ...measureReadDisturb(result, bench),
    conductance: readFrom[k] as number,
  }));
  const full =
    fullResponse === null ? null : { response: fullResponse, levels: programmableLevels(fullResponse) };
  return {
    hysteresis: measureHysteresis(hysteresis, bench.hysteresis),
    response,
    readDisturb: disturbs.reduce((worst, next) =>
      Math.abs(next.relativeChange) > Math.abs(worst.relativeChange) ? next : worst,
    ),
    levels: programmableLevels(response),
    agreement,
    full,
    simulated,
    warnings: full === null ? [] : endWarnings(full.levels, range[1]),
  };
}

const mostPulses = 5000;
/** As a multiple of those of the bench: a device that only creeps towards its end is not followed for ever. */
const mostTrains = 8;
/** The end of the range counts as reached within this share of its conductance. */
const nearEnd = 0.02;

/**
 * Identical pulses that take the device to the end of its range, or as good as to where they end, from its own equations;
 * never fewer than the bench has.
 */
function pulsesToTheEnd({ device, characterization }: CharacterizeRequest["spec"]): number {
  const { vSet, vRead, width, count } = characterization.pulses;
  const most = Math.min(mostPulses, mostTrains * count);
  const t1 = most * width;
  const run = integrate(device, constantWaveform(vSet), { t1, state: device.initialState, tolerance: 1e-9 });
  const last = readConductance(device, run.state[run.state.length - 1] as number, vRead);
  const [least, top] = conductanceRange(device, vRead);
  const end = stateAtConductance(
    device,
    Math.max(least, Math.min(top / (1 + nearEnd / 4), (1 - nearEnd / 4) * last)),
    vRead,
  );
  const reached = run.state.findIndex((x) => x >= end);
  const pulses = reached < 0 ? most : Math.ceil((run.time[reached] as number) / width);
  return Math.min(Math.max(pulses, count), most);
}

/** Says so where the pulses did not take the device to its end: then the full window is not the whole range. */
export function endWarnings(levels: Float64Array, most: number): Warning[] {
  const reached = levels[levels.length - 1] as number;
  if (reached >= (1 - nearEnd) * most) return [];
  const message = `the pulses end at ${reached} S, short of the ${most} S of state 1: the full window is compared only so far`;
  return [{ code: "RANGE_NOT_REACHED", at: "characterization / pulses", message }];
}
