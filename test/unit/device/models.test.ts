import { describe, expect, it } from "vitest";
import {
  conductanceRange,
  constantWaveform,
  emitCard,
  emitMemristorInstance,
  emitMemristorSubcircuit,
  emitVerilogA,
  equationsOf,
  integrate,
  pulseTrain,
  readConductance,
  stateAtConductance,
  stateAtRest,
  subcircuitOf,
  switchingTime,
} from "../../../src/device/index.ts";
import {
  type DeviceSpec,
  deviceSchema,
  memristorCards,
  modelNames,
  parseRunSpec,
} from "../../../src/spec/index.ts";

const coded = (code: string) => expect.objectContaining({ code });
const place = { name: "m1", te: "a", be: "b", x: "s1", state: 0.25 };

describe.each(modelNames)("%s", (model) => {
  const device = deviceSchema.parse({ model });

  it("has one state for a conductance at read, and one conductance for a state", () => {
    for (const vRead of [0.05, 0.1, -0.2]) {
      for (const state of [0, 0.2, 0.7, 1]) {
        const conductance = readConductance(device, state, vRead);
        expect(Math.abs(stateAtConductance(device, conductance, vRead) - state)).toBeLessThan(1e-9);
      }
    }
    const [, most] = conductanceRange(device, 0.1);
    expect(() => stateAtConductance(device, 1.1 * most, 0.1)).toThrow(coded("DEVICE_CONDUCTANCE_RANGE"));
    expect(() => readConductance(device, 1.5, 0.1)).toThrow(coded("DEVICE_STATE_RANGE"));
  });

  it("has the derivative of its current for a slope", () => {
    const { current, slope } = equationsOf(device);
    const h = 1e-5;
    for (const v of [-0.7, -0.1, 0.02, 0.3, 1.1]) {
      for (const state of [0, 0.2, 0.7, 1]) {
        const difference = (current(v + h, state) - current(v - h, state)) / (2 * h);
        expect(Math.abs(slope(v, state) - difference)).toBeLessThanOrEqual(1e-7 * Math.abs(difference));
      }
    }
  });

  it("is refused with a parameter outside its card, by name", () => {
    for (const [name, { max }] of Object.entries<{ max: number }>(memristorCards[model].parameters)) {
      const wrong = { ...device, [name]: max === 0 ? 1 : 2 * Math.abs(max) } as DeviceSpec;
      const fault = expect.objectContaining({ code: "DEVICE_PARAMETER", at: ["device", name] });
      expect(() => equationsOf(wrong), name).toThrow(fault);
      expect(() => equationsOf({ ...device, [name]: Number.NaN } as DeviceSpec), name).toThrow(fault);
    }
  });

  it("emits one subcircuit, one instance with all parameters, a Verilog-A module and a card, in ASCII", () => {
    const { name, ports } = subcircuitOf(model);
    const texts = [emitMemristorSubcircuit(device), emitVerilogA(device), emitCard(model)];
    for (const text of texts) expect([...text].every((c) => c === "\n" || (c >= " " && c <= "~"))).toBe(true);
    expect(texts[0]).toContain(`.subckt ${name} ${ports.join(" ")} `);
    expect(texts[1]).toContain(`module ${name}(${ports.join(", ")});`);
    expect(texts[1]).not.toContain("$abstime");
    const instance = emitMemristorInstance(device, place);
    expect(instance).toMatch(new RegExp(`^Xm1 a b s1 (s1_k )?${name} `));
    if (model !== "hp") {
      for (const key of Object.keys(memristorCards[model].parameters))
        expect(instance).toContain(` ${key.toLowerCase()}=`);
    }
    expect(() => emitMemristorInstance(device, { ...place, state: 2 })).toThrow(coded("DEVICE_STATE_RANGE"));
  });
});

const presets = modelNames.flatMap((model) =>
  Object.keys(memristorCards[model].presets)
    .filter((preset) => preset !== "legacy") // its state does not move
    .map((preset) => [model, preset] as const),
);

it.each(presets)(
  "the bench of %s, preset %s, reaches its window, with room at the low end for spread",
  (model, preset) => {
    const spec = parseRunSpec(`device: { model: ${model}, preset: ${preset} }`);
    const { potentiation } = pulseTrain(spec.device, spec.characterization.pulses);
    const { gMin, gMax } = spec.mapping.window;
    expect(potentiation[0]).toBeLessThan(1.01 * gMin);
    expect(potentiation.at(-1)).toBeGreaterThan(0.99 * gMax);
    const inside = potentiation.filter((g) => g >= 0.99 * gMin && g <= 1.01 * gMax).length;
    expect(inside).toBeGreaterThanOrEqual(spec.characterization.pulses.count === 2 ? 2 : 10);
  },
);

describe("switching time and rest", () => {
  const vteam = deviceSchema.parse({ model: "vteam" });

  it("is the length of the way over the speed, and infinite below the threshold", () => {
    expect(switchingTime(vteam, -1, [0.9, 0.1]) / ((0.8 * 3e-9) / 0.0245)).toBeCloseTo(1, 9);
    expect(switchingTime(vteam, 0.1, [0.1, 0.9])).toBe(Number.POSITIVE_INFINITY);
    expect(switchingTime(vteam, -1, [0.1, 0.9])).toBe(Number.POSITIVE_INFINITY);
  });

  it("is what an integration takes, for a device that heats itself", () => {
    const pku = deviceSchema.parse({ model: "stanford-pku" });
    const run = integrate(pku, constantWaveform(1), { t1: 1e-3, state: 0.1 });
    const from = run.time[run.state.findIndex((x) => x >= 0.9)] as number;
    expect(switchingTime(pku, 1, [0.1, 0.9]) / from).toBeCloseTo(1, 2);
  });

  it("leaves a device with thresholds alone for ten years, and lets a volatile one relax", () => {
    expect([...stateAtRest(vteam, 0.3, [1, 3e8])]).toEqual([0.3, 0.3]);
    const volatile = deviceSchema.parse({ model: "metastable-switch" });
    const [soon, late] = stateAtRest(volatile, 0.9, [0.9, 3e8]) as unknown as [number, number];
    const beta = 1.602176634e-19 / (1.380649e-23 * 298.5);
    const tau = 1e-4 / (2 / (1 + Math.exp(0.27 * beta)));
    expect(Math.abs(soon - (0.5 + 0.4 * Math.exp(-0.9 / tau)))).toBeLessThan(1e-3);
    expect(Math.abs(late - 0.5)).toBeLessThan(1e-6);
  });
});
