import { describe, expect, it } from "vitest";
import { equationsOf, pulseTrain, readConductance, stateAtConductance } from "../../src/device/index.ts";
import {
  type DeviceSpec,
  deviceSchema,
  exampleCurves,
  measuredRange,
  type TableCurve,
} from "../../src/spec/index.ts";

const tableOf = (curves: readonly TableCurve[]): DeviceSpec => deviceSchema.parse({ model: "table", curves });
const [least, most] = measuredRange(exampleCurves);
const example = tableOf(exampleCurves);
/** The rate falls to nothing within this share of the range before the end of a train. */
const end = 2e-4 * (most - least);

const trainOf = ({ voltage, width, conductance }: TableCurve, device: DeviceSpec = example) => {
  const initialState = stateAtConductance(device, conductance[0] as number, 0.1);
  const pulses = {
    vSet: voltage,
    vReset: voltage,
    vRead: 0.1,
    width,
    count: conductance.length - 1,
    readWidth: width,
  };
  return pulseTrain({ ...device, initialState }, pulses).potentiation;
};

describe("a table device under the pulses that it was measured with", () => {
  it.each(exampleCurves.map((curve) => [curve.voltage, curve] as const))(
    "at %f V has the measured conductances",
    (_, curve) => {
      for (const [n, g] of trainOf(curve).entries())
        expect(Math.abs(g - (curve.conductance[n] as number)), `pulse ${n}`).toBeLessThan(end);
    },
  );

  it("follows a train of uneven steps as well, to the middle of a pulse and back to whole ones", () => {
    const uneven = [1e-6, 1.4e-6, 4e-6, 5e-6, 9e-6, 11e-6, 20e-6];
    const curves = [
      { voltage: 1, width: 1e-7, conductance: uneven },
      { voltage: -1, width: 1e-7, conductance: uneven.toReversed() },
    ];
    for (const curve of curves) {
      const found = trainOf(curve, tableOf(curves));
      const halves = trainOf(
        { ...curve, width: 5e-8, conductance: [...curve.conductance, ...curve.conductance] },
        tableOf(curves),
      );
      for (const [n, g] of curve.conductance.entries()) {
        expect(Math.abs((found[n] as number) - g)).toBeLessThan(1e-3 * 19e-6);
        expect(Math.abs((halves[2 * n] as number) - g)).toBeLessThan(1e-3 * 19e-6);
      }
    }
  });

  it("moves at a voltage between two that were measured at a speed between theirs, and not at all below", () => {
    const { rate } = equationsOf(example);
    const at = (v: number) => rate(v, 0.3, 300);
    expect(at(1.1)).toBeCloseTo((at(1) + at(1.2)) / 2, 6);
    expect(at(2)).toBe(at(1.2));
    expect(at(0.95)).toBe(0);
    expect(at(0.5)).toBe(0);
    expect(Math.abs(at(-1.1))).toBe(0);
    expect(at(-1.2)).toBeLessThan(0);
  });

  it("stays where a train ended, at both ends of it", () => {
    const { rate } = equationsOf(example);
    const top = (30e-6 - least) / (most - least);
    expect(rate(1, top + 1e-3, 300)).toBe(0);
    expect(rate(1.2, top + 1e-3, 300)).toBeGreaterThan(0);
    expect(Math.abs(rate(-1.2, 0, 300))).toBe(0);
  });

  it("is ohmic, scaled by `scale`, and `speed` does twice in a pulse what twice the pulses do", () => {
    const scaled = { ...example, scale: 3 } as DeviceSpec;
    expect(readConductance(scaled, 0.5, 0.1) / readConductance(example, 0.5, 1)).toBeCloseTo(3, 12);
    const curve = exampleCurves[1] as TableCurve;
    const quick = trainOf(curve, { ...example, speed: 2 } as DeviceSpec);
    expect(Math.abs((quick[5] as number) - (curve.conductance[10] as number))).toBeLessThan(end);
  });

  it("made by a program from curves that are none is refused", () => {
    const broken = {
      ...example,
      curves: [{ voltage: 1, width: 1e-6, conductance: [2e-6, 1e-6] }],
    } as DeviceSpec;
    const fault = expect.objectContaining({ code: "DEVICE_PARAMETER", at: ["device", "curves"] });
    expect(() => equationsOf(broken)).toThrow(fault);
    expect(() => equationsOf({ ...example, curves: exampleCurves.slice(0, 2) } as DeviceSpec)).toThrow(fault);
  });
});
