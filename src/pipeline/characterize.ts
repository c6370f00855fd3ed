import { stateOf } from "../device/index.ts";
import type { Engine, Simulation } from "../engine/index.ts";
import type { Warning } from "../foundation/index.ts";
import {
  type Hysteresis,
  measureHysteresis,
  measurePulseResponse,
  measureReadDisturb,
  type PulseResponse,
  programmableLevels,
  type ReadDisturb,
} from "../measurement/index.ts";
import { buildHysteresisDeck, buildPulseDeck, buildReadDisturbDeck, type Deck } from "../netlist/index.ts";
import type { RunSpec } from "../spec/index.ts";

/** What SPICE says of the memristor. Conductances [S]. */
export interface Characterization {
  readonly hysteresis: Hysteresis;
  readonly response: PulseResponse;
  /** From the end of the mapping window where the device conducts most: there a read moves it most. */
  readonly readDisturb: ReadDisturb;
  /** Programmable conductances, sorted, distinct. */
  readonly levels: Float64Array;
  /** The same with pulses up to the end of the device's range, where comparison was asked for. */
  readonly full: { readonly response: PulseResponse; readonly levels: Float64Array } | null;
  readonly simulated: readonly Deck[];
  readonly engine: Simulation["engine"];
  readonly warnings: readonly Warning[];
}

export interface CharacterizeRequest {
  readonly spec: Pick<RunSpec, "device" | "characterization" | "mapping">;
  /** Also drive the device to the end of its range. */
  readonly full: boolean;
  readonly engine: Engine;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

/** A third more pulses than the window needs carry the device to its end; once there, more do nothing. */
const fullRangeFactor = 4 / 3;

/** Runs the memristor's test benches and measures them. */
export async function characterizeMemristor(request: CharacterizeRequest): Promise<Characterization> {
  const { spec, engine, signal } = request;
  const { device, characterization: bench } = spec;
  const fullPulses = { ...bench.pulses, count: Math.ceil(bench.pulses.count * fullRangeFactor) };
  const fromState = stateOf(
    device,
    Math.min(Math.max(1 / spec.mapping.window.gMax, device.rOn), device.rOff),
  );
  const decks = {
    hysteresis: buildHysteresisDeck(device, bench.hysteresis),
    pulses: buildPulseDeck(device, bench.pulses),
    readDisturb: buildReadDisturbDeck(device, bench, fromState),
    ...(request.full ? { full: buildPulseDeck(device, fullPulses) } : {}),
  };
  const total = Object.keys(decks).length;
  let done = 0;
  const simulate = async (deck: Deck): Promise<Simulation> => {
    const simulation = await engine.run(deck, signal ? { signal } : {});
    done += 1;
    request.report?.(done, total);
    return simulation;
  };
  const [hysteresis, pulses, readDisturb, full] = await Promise.all([
    simulate(decks.hysteresis),
    simulate(decks.pulses),
    simulate(decks.readDisturb),
    decks.full === undefined ? undefined : simulate(decks.full),
  ]);
  const response = measurePulseResponse(pulses, bench.pulses);
  const fullResponse = full === undefined ? undefined : measurePulseResponse(full, fullPulses);
  return {
    hysteresis: measureHysteresis(hysteresis, bench.hysteresis),
    response,
    readDisturb: measureReadDisturb(readDisturb, bench),
    levels: programmableLevels(response),
    full:
      fullResponse === undefined
        ? null
        : { response: fullResponse, levels: programmableLevels(fullResponse) },
    simulated: Object.values(decks),
    engine: pulses.engine,
    warnings: [hysteresis, pulses, readDisturb].flatMap(({ warnings }) => warnings),
  };
}
