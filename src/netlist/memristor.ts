import { emitMemristorInstance, emitMemristorSubcircuit, formOf, subcircuitOf } from "../device/index.ts";
import { hashOf } from "../foundation/index.ts";
import { type DeviceSpec, memristorCards } from "../spec/index.ts";
import type { Deck } from "./deck.ts";

/** Vectors of every memristor bench: drive [V], current into the top electrode [A], state 0..1. */
export const memristorProbes = { voltage: "v(te)", current: "i(vsense)", state: "v(state)" } as const;

/** Vector of the temperature [K], for a device that has one of its own. */
export const temperatureProbe = "v(kelvin)";

export interface MemristorBench {
  readonly title: string;
  readonly purpose: readonly string[];
  /** State at the start, 0..1. */
  readonly state: number;
  /** Cards of the source between the nodes `drive` and 0. */
  readonly drive: readonly string[];
  /** [s] */
  readonly stop: number;
  readonly maxStep: number;
  /** Time in which the drive moves the state, roughly [s]. */
  readonly timeScale: number;
}

const place = { name: "mem", te: "te", be: "0", x: "state", kelvin: "kelvin" };

/**
 * One memristor, grounded, under a voltage source: the frame of all its benches.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 */
export function memristorDeck(device: DeviceSpec, bench: MemristorBench): Deck {
  const { title, purpose, state, drive, stop, maxStep, timeScale } = bench;
  const heated = subcircuitOf(device.model).ports.includes("kelvin");
  return {
    title,
    comments: [
      ...purpose,
      `Probes: ${memristorProbes.voltage} the drive, ${memristorProbes.current} the current into the top electrode, ${memristorProbes.state} the state, 0 to 1${heated ? `, ${temperatureProbe} the temperature` : ""}.`,
      `Device: ${memristorCards[device.model].title}, specification ${hashOf(device).slice(0, 12)}.`,
    ],
    cards: [
      ...emitMemristorSubcircuit(device).trimEnd().split("\n"),
      "*",
      ...drive,
      "Vsense drive te 0",
      emitMemristorInstance(device, { ...place, state, timeScale }),
    ],
    analysis: { kind: "tran", step: maxStep, stop, start: 0, maxStep, useInitialConditions: true },
    probes: [...Object.values(memristorProbes), ...(heated ? [temperatureProbe] : [])],
    // The state is an integral: its error adds up over a run, and near rOn a state wrong by 1e-5 is a resistance wrong by
    // 1e-3. trtol is written out because builds of ngspice differ in it (1 or 7).
    options: { reltol: 1e-7, trtol: formOf(device).trtol ?? 1, method: "trap" },
    files: [],
    origin: "built",
  };
}

/** A time without the rounding error of the sum it comes from, so that the deck and everyone else use the same short number. */
export function tidy(time: number): number {
  return Number(time.toPrecision(15));
}
