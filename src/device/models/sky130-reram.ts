import type { DeviceOfModel } from "../../spec/index.ts";
import { boltzmann, type Model, steepest } from "../model.ts";
import { behindSeries } from "./series.ts";

/** Below any temperature that a device takes: where a solver starts from nothing, 1/T must stay finite [K]. */
const coldest = 250;

/**
 * SKY130 ReRAM: a filament that grows and dissolves by activated hops, and a temperature with a heat capacity. Well-posed: both
 * are states, stopped at their ends by direction; the upstream model integrates them by hand and depends on the step.
 *
 * @see sky130_fd_pr_reram__reram_cell.va 2.0.3 (SkyWater); Wang and Roychowdhury, arXiv:1605.04897
 */
export const sky130Reram: Model<DeviceOfModel<"sky130-reram">> = {
  equations: (device) => {
    const { oxide, filamentMin, filamentMax, filamentRef, generation, recombination, i0, v0 } = device;
    const { velocity, gamma0, gamma1, spacing, ambient, cThermal, tauThermal, rSeries } = device;
    const span = filamentMax - filamentMin;
    const gapAt = (state: number) => oxide - filamentMin - span * state;
    const scale = (state: number) => i0 * Math.exp(-gapAt(state) / (oxide - filamentRef));
    // The current and the slope of a device are asked for one after the other.
    let last = { v: 0, state: 0, inner: 0 };
    const inner = (v: number, state: number) => {
      if (v !== last.v || state !== last.state)
        last = { v, state, inner: behindSeries(v, rSeries, scale(state), v0) };
      return last.inner;
    };
    const power = (v: number, state: number) => {
      const u = inner(v, state);
      return Math.abs(u * scale(state) * Math.sinh(u / v0));
    };
    return {
      ohmic: false,
      current: (v, state) => scale(state) * Math.sinh(inner(v, state) / v0),
      slope: (v, state) => {
        const own = (scale(state) / v0) * Math.cosh(inner(v, state) / v0);
        return own / (1 + rSeries * own);
      },
      temperature: (v, state) => ambient + (power(v, state) * tauThermal) / cThermal,
      rate: (v, state, temperature) => {
        const kT = boltzmann * Math.max(temperature, coldest);
        const gamma = gamma0 + gamma1 * (gapAt(state) / 1e-9) ** 3;
        const field = (gamma * spacing * inner(v, state)) / (oxide * kT);
        const growth = Math.exp(Math.min(field - generation / kT, steepest));
        const loss = Math.exp(Math.min(-field - recombination / kT, steepest));
        return (velocity * (growth - loss)) / span;
      },
      heat: {
        ambient,
        timeConstant: tauThermal,
        rate: (v, state, temperature) => power(v, state) / cThermal - (temperature - ambient) / tauThermal,
      },
    };
  },
  form: {
    lets: [
      ["gap", "{oxide}-{filamentMin}-({filamentMax}-{filamentMin})*x"],
      ["i", "{i0}*exp(-gap/({oxide}-{filamentRef}))*sinh(min(max(v/{v0},-40),40))"],
      ["beta1", `1/(${boltzmann}*max(t,${coldest}))`, "node"],
      ["field", "({gamma0}+{gamma1}*pow(gap/1e-9,3))*{spacing}*v/{oxide}*beta1", "node"],
    ],
    current: "i",
    rate: `{velocity}/({filamentMax}-{filamentMin})*(exp(min(field-{generation}*beta1,${steepest}))-exp(min(-field-{recombination}*beta1,${steepest})))`,
    stop: "soft",
    heat: { power: "abs(v*i)", capacity: "cThermal", timeConstant: "tauThermal", ambient: "ambient" },
    series: "rSeries",
    timeScale: 1e-6,
    trtol: 0.02,
    notes: [
      "T_f = filamentMin + (filamentMax - filamentMin) state; gap = oxide - T_f; v is behind rSeries",
      "i = i0 e^(-gap/(oxide - filamentRef)) sinh(v/v0)",
      "dT_f/dt = velocity (e^(field - generation/kT) - e^(-field - recombination/kT)), exponents at most 0, stopped at both ends",
      "field = (gamma0 + gamma1 (gap/1 nm)^3) spacing v/(oxide kT)",
      "dT/dt = |v i|/cThermal - (T - ambient)/tauThermal",
    ],
  },
};
