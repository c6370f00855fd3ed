import type { RandomStream } from "../foundation/index.ts";
import type { CharacterizationSpec, DeviceSpec } from "../spec/index.ts";
import { readConductance } from "./conductance.ts";
import { integrate } from "./integrate.ts";
import { type Spreads, varyDevice } from "./variation.ts";
import { constantWaveform } from "./waveform.ts";

export interface PulseTrainOptions {
  /** Parameters that are drawn anew at every pulse (cycle to cycle). */
  readonly cycle?: { readonly spreads: Spreads; readonly stream: RandomStream };
}

/**
 * Conductance after n = 0 .. count set pulses and then after as many reset pulses [S], each (count + 1), from the equations:
 * rectangular pulses, reads that disturb nothing. For many devices, where SPICE would take hours.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_SPREAD
 */
export function pulseTrain(
  device: DeviceSpec,
  { vSet, vReset, vRead, width, count }: CharacterizationSpec["pulses"],
  { cycle }: PulseTrainOptions = {},
): { readonly potentiation: Float64Array; readonly depression: Float64Array } {
  let state = device.initialState;
  const read = () => readConductance(device, state, vRead);
  const train = (voltage: number) => {
    const conductance = Float64Array.of(read(), ...new Float64Array(count));
    for (let n = 1; n <= count; n++) {
      const today = cycle ? varyDevice(device, cycle.spreads, cycle.stream) : device;
      const run = integrate(today, constantWaveform(voltage), { t1: width, state, tolerance: 1e-6 });
      state = run.state[run.state.length - 1] as number;
      conductance[n] = read();
    }
    return conductance;
  };
  return { potentiation: train(vSet), depression: train(vReset) };
}
