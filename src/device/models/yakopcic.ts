import type { DeviceOfModel } from "../../spec/index.ts";
import type { Model } from "../model.ts";

/**
 * Yakopcic's generalised memristor: current a x sinh(b v), motion beyond voltage thresholds, slowed near the ends. The
 * motion vanishes at an end by itself, and leaves it at full speed.
 *
 * @see Yakopcic et al., IEEE Electron Device Lett. 32 (2011) 1436, eq. 1 to 6 (eta = 1)
 */
export const yakopcic: Model<DeviceOfModel<"yakopcic">> = {
  equations: ({ a1, a2, b, vP, vN, aP, aN, xP, xN, alphaP, alphaN }) => {
    const [eP, eN] = [Math.exp(vP), Math.exp(vN)];
    return {
      ohmic: false,
      current: (v, x) => (v >= 0 ? a1 : a2) * x * Math.sinh(b * v),
      slope: (v, x) => (v >= 0 ? a1 : a2) * x * b * Math.cosh(b * v),
      rate: (v, x) => {
        if (v > vP) {
          const window = x >= xP ? Math.exp(-alphaP * (x - xP)) * ((xP - x) / (1 - xP) + 1) : 1;
          return aP * (Math.exp(v) - eP) * window;
        }
        if (v < -vN) {
          const window = x <= 1 - xN ? (Math.exp(alphaN * (x + xN - 1)) * x) / (1 - xN) : 1;
          return -aN * (Math.exp(-v) - eN) * window;
        }
        return 0;
      },
    };
  },
  form: {
    lets: [
      ["up", "v > {vP} ? {aP}*(exp(min(v,40))-exp({vP})) : 0"],
      ["down", "v < -{vN} ? {aN}*(exp(min(-v,40))-exp({vN})) : 0"],
      ["fup", "x >= {xP} ? exp(-{alphaP}*(x-{xP}))*(({xP}-x)/(1-{xP})+1) : 1"],
      ["fdown", "x <= 1-{xN} ? exp({alphaN}*(x+{xN}-1))*x/(1-{xN}) : 1"],
    ],
    current: "(v >= 0 ? {a1} : {a2})*x*sinh(min(max({b}*v,-40),40))",
    rate: "up*fup - down*fdown",
    stop: "none",
    timeScale: 1e-3,
    notes: [
      "i = a x sinh(b v), a = a1 for v >= 0, else a2",
      "dx/dt = aP (e^v - e^vP) f_P(x) for v > vP, -aN (e^-v - e^vN) f_N(x) for v < -vN, else 0",
      "f_P = e^(-alphaP (x - xP)) ((xP - x)/(1 - xP) + 1) for x >= xP, else 1",
      "f_N = e^(alphaN (x + xN - 1)) x/(1 - xN) for x <= 1 - xN, else 1",
    ],
  },
};
