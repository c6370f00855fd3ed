import type { CharacterizationSpec, DeviceSpec } from "../spec/index.ts";
import { formatNumber } from "../spice/index.ts";
import type { Deck } from "./deck.ts";
import { memristorDeck } from "./memristor.ts";

const stepsPerPeriod = 2000;

/**
 * Test bench of the pinched loop: a sine, from 0 V upwards, over whole periods.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 */
export function buildHysteresisDeck(device: DeviceSpec, bench: CharacterizationSpec["hysteresis"]): Deck {
  const { amplitude, frequency, periods, initialState } = bench;
  return memristorDeck(device, {
    title: "memristor: hysteresis",
    purpose: [
      `Pinched hysteresis loop: ${periods} periods of ${amplitude} V sin at ${frequency} Hz, from state ${initialState}.`,
      "Plot i(vsense) against v(te): the loop passes the origin, and its lobes shrink as the frequency rises.",
    ],
    state: initialState,
    drive: [`Vdrive drive 0 SIN(0 ${formatNumber(amplitude)} ${formatNumber(frequency)})`],
    timeScale: 1 / frequency,
    stop: periods / frequency,
    maxStep: 1 / (frequency * stepsPerPeriod),
  });
}
