import type { RandomStream } from "../foundation/index.ts";
import type { DeviceOfModel } from "../spec/index.ts";
import { assertParameters } from "./catalogue.ts";
import { assertState } from "./check.ts";
import { switchingOf } from "./models/metastable-switch.ts";

/** A metastable-switch device with a finite number of switches. */
export interface SwitchEnsemble {
  /** The share of switches that are on. */
  readonly state: () => number;
  /** Lets `seconds` pass at a constant voltage [V]. */
  readonly advance: (voltage: number, seconds: number) => void;
}

/**
 * The stochastic form of the generalised metastable switch. Between events the voltage is constant, so every switch is a
 * two-state Markov chain with exact transition probabilities: p(off to on) = x_inf (1 - e^(-t/tau_e)), p(on to off) =
 * (1 - x_inf) (1 - e^(-t/tau_e)). Drawn binomially: one event of any length costs two draws, and cutting it in two changes
 * nothing in the distribution. Its mean is the mean field, its variance x (1 - x)/N.
 *
 * @param start share that is on at first, 0..1, rounded to whole switches
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 * @see El-Geresy et al., arXiv:2407.04718 (event-based simulation)
 */
export function createSwitchEnsemble(
  device: DeviceOfModel<"metastable-switch">,
  stream: RandomStream,
  start: number = device.initialState,
): SwitchEnsemble {
  assertParameters(device);
  assertState(start);
  const { switches, tau } = device;
  const switching = switchingOf(device);
  let lit = Math.round(start * switches);
  return {
    state: () => lit / switches,
    advance: (voltage, seconds) => {
      const { on, off } = switching(voltage);
      const settled = on / (on + off);
      const moved = -Math.expm1((-seconds * (on + off)) / tau);
      const gone = stream.binomial(lit, (1 - settled) * moved);
      const come = stream.binomial(switches - lit, settled * moved);
      lit += come - gone;
    },
  };
}
