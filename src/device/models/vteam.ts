import type { DeviceOfModel } from "../../spec/index.ts";
import type { Model } from "../model.ts";
import { thresholdLets, thresholdResistance, thresholdWindow } from "./threshold.ts";

/**
 * VTEAM: the state moves with a power of the voltage beyond a threshold, and not at all below. The paper's voltage u is
 * minus ours, so that a positive voltage lowers the resistance as everywhere in memspice.
 *
 * @see Kvatinsky et al., IEEE TCAS-II 62 (2015) 786, eq. 2 to 5; windows: Kvatinsky et al., IEEE TCAS-I 60 (2013) 211
 */
export const vteam: Model<DeviceOfModel<"vteam">> = {
  equations: (device) => {
    const { thickness, kOff, kOn, vOff, vOn, alphaOff, alphaOn } = device;
    const resistance = thresholdResistance(device);
    const window = thresholdWindow(device);
    return {
      ohmic: true,
      current: (v, state) => v / resistance(state),
      slope: (_, state) => 1 / resistance(state),
      rate: (v, state) => {
        const u = -v;
        if (u > vOff) return (-kOff * (u / vOff - 1) ** alphaOff * window(state, false)) / thickness;
        if (u < vOn) return (-kOn * (u / vOn - 1) ** alphaOn * window(state, true)) / thickness;
        return 0;
      },
    };
  },
  form: {
    lets: [
      ...thresholdLets,
      ["off", "{kOff}*pow(max(-v/{vOff}-1,0),{alphaOff})*foff"],
      ["on", "{kOn}*pow(max(-v/{vOn}-1,0),{alphaOn})*fon"],
    ],
    current: "v/r",
    rate: "-(off+on)/{thickness}",
    stop: "soft",
    timeScale: 1e-6,
    notes: [
      "u = -v; x = D (1 - state)",
      "dx/dt = kOff (u/vOff - 1)^alphaOff f_off(x) for u > vOff, kOn (u/vOn - 1)^alphaOn f_on(x) for u < vOn, else 0",
      "i = v / R; R = rOn + (rOff - rOn) x/D, or rOn exp(ln(rOff/rOn) x/D)",
      "f: 1, or exp(-exp((x - aOff)/xC)) and exp(-exp((aOn - x)/xC))",
    ],
  },
};
