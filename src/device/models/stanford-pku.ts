import type { DeviceOfModel } from "../../spec/index.ts";
import { boltzmann, type Model, steepest } from "../model.ts";

/**
 * Stanford-PKU RRAM: a gap that ions cross by thermally activated hops, heated at once by the device's own power. The
 * noise of the gap is left out: this is the mean.
 *
 * @see Jiang et al., SISPAD 2014, 41; parameters as in MemTorch
 */
export const stanfordPku: Model<DeviceOfModel<"stanford-pku">> = {
  equations: (device) => {
    const { i0, gap0, v0, velocity, activation, spacing, oxide, gamma0, beta, rThermal, ambient } = device;
    const { gapMin, gapMax } = device;
    const span = gapMax - gapMin;
    const gapAt = (state: number) => gapMax - span * state;
    const scale = (state: number) => i0 * Math.exp(-gapAt(state) / gap0);
    const current = (v: number, state: number) => scale(state) * Math.sinh(v / v0);
    const temperature = (v: number, state: number) => ambient + rThermal * Math.abs(v * current(v, state));
    return {
      ohmic: false,
      current,
      slope: (v, state) => (scale(state) / v0) * Math.cosh(v / v0),
      temperature,
      rate: (v, state) => {
        const kT = boltzmann * temperature(v, state);
        const gamma = gamma0 - beta * (gapAt(state) / 1e-9) ** 3;
        const field = (gamma * spacing * v) / (oxide * kT);
        const forward = Math.exp(Math.min(field - activation / kT, steepest));
        const backward = Math.exp(Math.min(-field - activation / kT, steepest));
        return (velocity * (forward - backward)) / (2 * span);
      },
    };
  },
  form: {
    lets: [
      ["gap", "{gapMax}-({gapMax}-{gapMin})*x"],
      ["i", "{i0}*exp(-gap/{gap0})*sinh(min(max(v/{v0},-40),40))"],
      ["beta1", `1/(${boltzmann}*({ambient}+{rThermal}*abs(v*i)))`, "node"],
      ["field", "({gamma0}-{beta}*pow(gap/1e-9,3))*{spacing}*v/{oxide}*beta1", "node"],
    ],
    current: "i",
    rate: `{velocity}/(2*({gapMax}-{gapMin}))*(exp(min(field-{activation}*beta1,${steepest}))-exp(min(-field-{activation}*beta1,${steepest})))`,
    stop: "soft",
    timeScale: 1e-4,
    trtol: 0.05,
    notes: [
      "gap = gapMax - (gapMax - gapMin) state; i = i0 e^(-gap/gap0) sinh(v/v0)",
      "d gap/dt = -velocity (e^(field - activation/kT) - e^(-field - activation/kT))/2, exponents at most 0, stopped at both ends",
      "field = (gamma0 - beta (gap/1 nm)^3) spacing v/(oxide kT); T = ambient + rThermal |v i|",
    ],
  },
};
