import type { DeviceSpec } from "../spec/index.ts";
import { formatNumber } from "../spice/index.ts";
import type { Deck } from "./deck.ts";
import { memristorDeck } from "./memristor.ts";

/** A voltage of straight lines across one memristor. */
export interface MemristorDrive {
  /** What is driven, for the title: `triangle`. */
  readonly name: string;
  /** Corners, [time [s], voltage [V]], from time 0, ascending. */
  readonly points: readonly (readonly [number, number])[];
  /** State at the start, 0..1. */
  readonly state: number;
  /** [s] */
  readonly maxStep: number;
}

/**
 * Test bench of any piecewise linear voltage; it ends at the last corner.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 */
export function buildDriveDeck(device: DeviceSpec, { name, points, state, maxStep }: MemristorDrive): Deck {
  const stop = points[points.length - 1]?.[0] ?? 0;
  const [first, ...corners] = points.map(([time, volts]) => `${formatNumber(time)} ${formatNumber(volts)}`);
  const lines = Array.from(
    { length: Math.ceil(corners.length / 4) },
    (_, n) => `+ ${corners.slice(4 * n, 4 * n + 4).join(" ")}`,
  );
  return memristorDeck(device, {
    title: `memristor: ${name}`,
    purpose: [`The voltage is piecewise linear, from state ${state}.`],
    state,
    drive: [`Vdrive drive 0 PWL(${first}`, ...lines, "+ )"],
    stop,
    maxStep,
    timeScale: stop,
  });
}
