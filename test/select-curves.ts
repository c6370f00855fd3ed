import { createMatrix } from "../src/foundation/index.ts";
import type { SelectCurves, SelectRange } from "../src/netlist/index.ts";
import { stepOf } from "../src/netlist/index.ts";

const [unit, gate, threshold, body, thermal, lambda] = [20e-6, 1.8, 0.6, 1.3, 0.02585, 0.1];

/** A transistor in closed form (EKV, its bulk at ground): current into the drain [A], smooth, with a body effect and a slope in saturation. */
export function ekvTransistor(drain: number, source: number): number {
  const forward = (v: number) =>
    Math.log1p(Math.exp((gate - threshold - body * v) / (2 * body * thermal))) ** 2;
  return unit * (forward(source) - forward(drain)) * (1 + lambda * Math.hypot(drain - source, 0.1));
}

/** The same as measured curves, with derivatives from small differences. */
export function ekvCurves(range: SelectRange = { vMin: -0.05, vMax: 1.2, points: 101 }): SelectCurves {
  const step = stepOf(range);
  const h = 1e-4;
  const table = (f: (low: number, across: number) => number) => {
    const matrix = createMatrix(range.points, range.points);
    for (let a = 0, k = 0; a < range.points; a++)
      for (let b = 0; b < range.points; b++, k++) matrix.data[k] = f(range.vMin + a * step, b * step);
    return matrix;
  };
  const i = (low: number, across: number) => ekvTransistor(low + across, low);
  return {
    ...range,
    transistor: { device: "nfet_01v8", w: 1e-6, l: 0.15e-6, vGate: gate },
    current: table(i),
    byLow: table((v, x) => (i(v + h, x) - i(v - h, x)) / (2 * h)),
    byAcross: table((v, x) => (i(v, x + h) - i(v, x - h)) / (2 * h)),
    byBoth: table(
      (v, x) => (i(v + h, x + h) - i(v - h, x + h) - i(v + h, x - h) + i(v - h, x - h)) / (4 * h * h),
    ),
  };
}
