import { describe, expect, it } from "vitest";
import { assertParameters, equationsOf, formOf, numbersOf, translate } from "../../../src/device/index.ts";
import { createRandom } from "../../../src/foundation/index.ts";
import { type DeviceSpec, modelNames } from "../../../src/spec/index.ts";
import { randomDevice } from "../../random-device.ts";

type Values = Record<string, number>;

/** The text of a model, evaluated by JavaScript: names become fields of `n`, functions those of Math. */
function evaluator(device: DeviceSpec) {
  const form = formOf(device);
  const functions = new Set(["abs", "exp", "max", "min", "pow", "sinh", "sqrt", "tanh", "ln"]);
  const write = (expression: string) =>
    translate(expression, {
      parameter: (name) => `(n.${name})`,
      name: (name) => (functions.has(name) ? `Math.${name === "ln" ? "log" : name}` : `n.${name}`),
    });
  const compile = (expression: string) =>
    new Function("n", `return ${write(expression)}`) as (n: Values) => number;
  const lets = form.lets.map(([name, expression]) => [name, compile(expression)] as const);
  const [current, rate] = [compile(form.current), compile(form.rate)];
  const power = form.heat && compile(form.heat.power);
  return (v: number, x: number, t: number) => {
    const n: Values = { ...numbersOf(device), v, x, raw: x, t };
    for (const [name, value] of lets) n[name] = value(n);
    return { current: current(n), rate: rate(n), power: power?.(n) };
  };
}

describe.each(modelNames)("the text of %s", (model) => {
  it("is the equations in TypeScript, for any parameters, voltage and state, to 1e-9", () => {
    const stream = createRandom(4).stream("form", model);
    for (let n = 0; n < 200; n++) {
      const device = {
        ...randomDevice(model, stream),
        ...(model === "sky130-reram" ? { rSeries: 0 } : {}),
      } as DeviceSpec;
      try {
        assertParameters(device);
      } catch {
        continue; // a condition beyond the ranges: refused, with a code of its own
      }
      const equations = equationsOf(device);
      const text = evaluator(device);
      for (let k = 0; k < 20; k++) {
        const v = 4 * stream.uniform() - 2;
        const x = 0.01 + 0.98 * stream.uniform();
        const t = 250 + 1500 * stream.uniform();
        const found = text(v, x, t);
        expect(found.current).toBeCloseToRelative(equations.current(v, x));
        expect(found.rate).toBeCloseToRelative(equations.rate(v, x, t));
      }
    }
  });
});

expect.extend({
  toBeCloseToRelative(received: number, expected: number) {
    const pass = Math.abs(received - expected) <= 1e-9 * Math.abs(expected) + 1e-300;
    return { pass, message: () => `${received} is not ${expected}` };
  },
});

declare module "vitest" {
  interface Matchers<T> {
    toBeCloseToRelative(expected: number): T;
  }
}
