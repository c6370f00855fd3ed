import { equationsOf } from "../device/index.ts";
import type { Simulation } from "../engine/index.ts";
import type { DeviceSpec } from "../spec/index.ts";
import { assertTemperature, memristorRun } from "./memristor-run.ts";

/**
 * Asserts that a memristor bench can be believed: what `memristorRun` asserts, and the temperature of a model whose
 * temperature follows its power at once.
 *
 * @throws MeasurementError, as `memristorRun`
 */
export function assertMemristorRun(simulation: Simulation, device: DeviceSpec, until: number): void {
  const { time, voltage, state, temperature } = memristorRun(simulation, until);
  const heated = equationsOf(device).temperature;
  if (temperature !== null || heated === undefined) return;
  const clamped = (x: number) => Math.min(Math.max(x, 0), 1);
  assertTemperature(
    time,
    time.map((_, n) => heated(voltage[n] as number, clamped(state[n] as number))),
  );
}
