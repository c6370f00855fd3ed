import type { DeviceOfModel } from "../../spec/index.ts";
import { DeviceError } from "../error.ts";
import { boltzmann, type Model } from "../model.ts";

/** Probability per tau that a switch goes on, and that one goes off, at a voltage. */
export function switchingOf({ temperature, vOn, vOff }: DeviceOfModel<"metastable-switch">) {
  const thermal = boltzmann * temperature;
  return (voltage: number) => ({
    on: 1 / (1 + Math.exp(-(voltage - vOn) / thermal)),
    off: 1 / (1 + Math.exp((voltage + vOff) / thermal)),
  });
}

/**
 * Generalised metastable switch, mean field: many two-state switches that flip at thermally activated rates. Volatile: without
 * a drive the state relaxes. `createSwitchEnsemble` is the same device with a finite number of switches.
 *
 * @see Molter and Nugent, CNNA 2016 (generalised metastable switch)
 */
export const metastableSwitch: Model<DeviceOfModel<"metastable-switch">> = {
  check: ({ phi, aForward, aReverse }) => {
    if (phi === 1 || aForward === aReverse) return;
    const problem = `aForward = ${aForward} A, aReverse = ${aReverse} A: the device would carry current at 0 V`;
    throw new DeviceError("DEVICE_PARAMETER", problem, {
      at: ["device", "aReverse"],
      hint: "Make the two equal.",
    });
  },
  equations: (device) => {
    const { rOn, rOff, tau, phi, aForward, bForward, aReverse, bReverse } = device;
    const switching = switchingOf(device);
    const schottky = (v: number) => aForward * Math.exp(bForward * v) - aReverse * Math.exp(-bReverse * v);
    return {
      ohmic: phi === 1,
      current: (v, state) =>
        phi * v * (state / rOn + (1 - state) / rOff) + (phi === 1 ? 0 : (1 - phi) * schottky(v)),
      slope: (v, state) => {
        const ohmic = phi * (state / rOn + (1 - state) / rOff);
        if (phi === 1) return ohmic;
        const steep =
          aForward * bForward * Math.exp(bForward * v) + aReverse * bReverse * Math.exp(-bReverse * v);
        return ohmic + (1 - phi) * steep;
      },
      rate: (v, state) => {
        const { on, off } = switching(v);
        return (on * (1 - state) - off * state) / tau;
      },
    };
  },
  form: {
    lets: [
      ["vt", `${boltzmann}*{temperature}`],
      ["on", "1/(1+exp(min(max(-(v-{vOn})/vt,-80),80)))"],
      ["off", "1/(1+exp(min(max((v+{vOff})/vt,-80),80)))"],
      [
        "schottky",
        "{aForward}*exp(min(max({bForward}*v,-80),80))-{aReverse}*exp(min(max(-{bReverse}*v,-80),80))",
      ],
    ],
    current: "{phi}*v*(x/{rOn}+(1-x)/{rOff})+(1-{phi})*schottky",
    rate: "(on*(1-x)-off*x)/{tau}",
    stop: "none",
    timeScale: 1e-3,
    notes: [
      "dx/dt = (p_on (1 - x) - p_off x)/tau; p_on = 1/(1 + e^(-(v - vOn)/vt)), p_off = 1/(1 + e^((v + vOff)/vt)), vt = kT/q",
      "i = phi v (x/rOn + (1 - x)/rOff) + (1 - phi) (aForward e^(bForward v) - aReverse e^(-bReverse v))",
      "`switches` is of the stochastic form, in TypeScript alone",
    ],
  },
};
