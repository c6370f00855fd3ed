import { describe, expect, it } from "vitest";
import { paceAt, paceOf, paceText } from "../../../src/device/pace.ts";

const evaluate = (text: string, x: number) =>
  new Function("x", "max", `return ${text};`)(x, Math.max) as number;

/** Most brackets within brackets, and most terms in a row. */
function extentOf(text: string): { readonly depth: number; readonly row: number } {
  const terms = [1];
  let [depth, row] = [0, 1];
  for (const [at, sign] of [...text].entries()) {
    if (sign === "(") terms.push(1);
    else if (sign === ")") terms.pop();
    else if (text.startsWith(" + ", at)) row = Math.max(row, ++terms[terms.length - 1]!);
    depth = Math.max(depth, terms.length);
  }
  return { depth, row };
}

describe("the pace of a long train as text", () => {
  const conductance = Array.from({ length: 801 }, (_, n) => 5e-6 + 45e-6 * (1 - Math.exp(-n / 300)));
  const curve = { voltage: 1, width: 1e-6, conductance };
  const pace = paceOf(curve, [curve]);
  const text = paceText(pace, "x");

  it("is the same number at every state", () => {
    for (const x of [0, 0.1234, 0.5, 0.987, 1]) expect(evaluate(text, x) / paceAt(pace, x)).toBeCloseTo(1, 6);
  });

  it("is a tree that is nowhere deep, nor long in a row, which would end the simulator", () => {
    const { depth, row } = extentOf(text);
    expect(row).toBeLessThanOrEqual(16);
    expect(depth).toBeLessThan(16);
  });
});
