import type { DeviceOfModel } from "../../spec/index.ts";
import type { Model } from "../model.ts";
import { thresholdLets, thresholdResistance, thresholdWindow } from "./threshold.ts";

/**
 * TEAM: the state moves with a power of the current beyond a threshold, and not at all below. The paper's current is
 * minus ours.
 *
 * @see Kvatinsky et al., IEEE TCAS-I 60 (2013) 211, eq. 8 to 12
 */
export const team: Model<DeviceOfModel<"team">> = {
  equations: (device) => {
    const { thickness, kOff, kOn, iOff, iOn, alphaOff, alphaOn } = device;
    const resistance = thresholdResistance(device);
    const window = thresholdWindow(device);
    return {
      ohmic: true,
      current: (v, state) => v / resistance(state),
      slope: (_, state) => 1 / resistance(state),
      rate: (v, state) => {
        const i = -v / resistance(state);
        if (i > iOff) return (-kOff * (i / iOff - 1) ** alphaOff * window(state, false)) / thickness;
        if (i < iOn) return (-kOn * (i / iOn - 1) ** alphaOn * window(state, true)) / thickness;
        return 0;
      },
    };
  },
  form: {
    lets: [
      ...thresholdLets,
      ["off", "{kOff}*pow(max(-v/r/{iOff}-1,0),{alphaOff})*foff"],
      ["on", "{kOn}*pow(max(-v/r/{iOn}-1,0),{alphaOn})*fon"],
    ],
    current: "v/r",
    rate: "-(off+on)/{thickness}",
    stop: "soft",
    timeScale: 1e-6,
    trtol: 0.02,
    notes: [
      "j = -i; x = D (1 - state)",
      "dx/dt = kOff (j/iOff - 1)^alphaOff f_off(x) for j > iOff, kOn (j/iOn - 1)^alphaOn f_on(x) for j < iOn, else 0",
      "i = v / R; R = rOn + (rOff - rOn) x/D, or rOn exp(ln(rOff/rOn) x/D)",
      "f: 1, or exp(-exp((x - aOff)/xC)) and exp(-exp((aOn - x)/xC))",
    ],
  },
};
