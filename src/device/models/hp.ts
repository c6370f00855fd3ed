import type { DeviceOfModel } from "../../spec/index.ts";
import { clipWidth, windowNumber } from "../hp-subcircuit.ts";
import type { Model } from "../model.ts";
import { windowFactor } from "../window.ts";

/**
 * HP linear ion drift, behind the interface that all models share. Its own functions (`stateRate`, `resistanceOf`) and its own
 * subcircuit, with a capacitor that is the device's charge, are in `hp.ts` and `hp-subcircuit.ts`.
 *
 * @see Strukov et al., Nature 453 (2008) 80, eq. 5 and 6
 */
export const hp: Model<DeviceOfModel<"hp">> = {
  equations: (device) => {
    const { rOn, rOff, thickness, mobility } = device;
    const charge = (thickness * thickness) / (mobility * rOn);
    const current = (v: number, state: number) => v / (rOn * state + rOff * (1 - state));
    return {
      ohmic: true,
      current,
      slope: (_, state) => current(1, state),
      rate: (v, state) => {
        const i = current(v, state);
        return (i * windowFactor(device, state, i)) / charge;
      },
    };
  },
  form: {
    lets: [
      ["i", "v/({rOff}-({rOff}-{rOn})*x)"],
      ["ahead", "v >= 0 ? 1-raw : raw"],
      ["behind", "v >= 0 ? x : 1-x"],
      ["none", `tanh(min(ahead/${clipWidth},20))`],
      ["joglekar", "1-pow(abs(2*x-1),2*{windowExponent})"],
      ["biolek", "1-pow(behind,2*{windowExponent})"],
      ["prodromakis", "1-pow((x-0.5)*(x-0.5)+0.75,{windowExponent})"],
      [
        "f",
        [
          `{window} < ${windowNumber.none + 0.5} ? none`,
          `({window} < ${windowNumber.joglekar + 0.5} ? joglekar`,
          `({window} < ${windowNumber.biolek + 0.5} ? biolek`,
          `({window} < ${windowNumber.strukov + 0.5} ? x*(1-x) : prodromakis)))`,
        ].join(" : "),
      ],
    ],
    current: "i",
    rate: "{mobility}*{rOn}/({thickness}*{thickness})*i*f",
    stop: "none",
    timeScale: 1,
    notes: [
      "i = v/(rOn x + rOff (1 - x)); dx/dt = (mobility rOn/thickness^2) i f(x, i)",
      "f: none 1, and 0 for leaving the range; strukov x(1 - x); joglekar 1 - (2x - 1)^2p",
      "   biolek 1 - x^2p for i > 0, 1 - (1 - x)^2p for i < 0; prodromakis 1 - ((x - 1/2)^2 + 3/4)^p",
    ],
  },
};
