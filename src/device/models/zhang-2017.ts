import type { DeviceOfModel } from "../../spec/index.ts";
import { DeviceError } from "../error.ts";
import type { Model } from "../model.ts";

/**
 * The threshold model of Zhang 2017 with Joglekar's window. Provisional: see its card. Upwards the rate is iOff/(i - i0),
 * which has a pole at i0; a device must carry more than i0 wherever it moves up, and one that does not is refused.
 *
 * @see Ling, review of memristor networks, eq. 3
 */
export const zhang2017: Model<DeviceOfModel<"zhang-2017">> = {
  check: ({ vPositive, rOff, i0 }) => {
    const least = vPositive / rOff;
    if (least > 1.01 * i0) return;
    const problem = `i0 = ${i0} A, but the device carries ${least} A at vPositive and rOff, and its equation has a pole at i0`;
    throw new DeviceError("DEVICE_PARAMETER", problem, {
      at: ["device", "i0"],
      hint: "Lower i0 or rOff, or raise vPositive.",
    });
  },
  equations: ({ rOn, rOff, thickness, mobility, vPositive, vNegative, iOn, iOff, i0, windowExponent }) => {
    const speed = (mobility * rOn) / thickness ** 2;
    const current = (v: number, state: number) => v / (rOn * state + rOff * (1 - state));
    const window = (state: number) => 1 - (2 * state - 1) ** (2 * windowExponent);
    return {
      ohmic: true,
      current,
      slope: (_, state) => current(1, state),
      rate: (v, state) => {
        if (v > vPositive) return ((speed * iOff) / (current(v, state) - i0)) * window(state);
        if (v < vNegative) return ((speed * current(v, state)) / iOn) * window(state);
        return 0;
      },
    };
  },
  form: {
    lets: [
      ["i", "v/({rOn}*x+{rOff}*(1-x))"],
      ["speed", "{mobility}*{rOn}/({thickness}*{thickness})"],
      ["f", "1-pow(abs(2*x-1),2*{windowExponent})"],
    ],
    current: "i",
    rate: "(v > {vPositive} ? speed*{iOff}/max(i-{i0},1e-12) : (v < {vNegative} ? speed*i/{iOn} : 0))*f",
    stop: "none",
    timeScale: 1,
    trtol: 0.02,
    notes: [
      "i = v/(rOn x + rOff (1 - x)); s = mobility rOn/thickness^2",
      "dx/dt = s iOff/(i - i0) f(x) for v > vPositive, s (i/iOn) f(x) for v < vNegative, else 0",
      "f = 1 - (2x - 1)^2p (Joglekar); a state that has come to 0 or 1 stays there for ever",
    ],
  },
};
