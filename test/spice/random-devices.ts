import { assertParameters } from "../../src/device/index.ts";
import type { Engine } from "../../src/engine/index.ts";
import { createRandom, MemspiceError } from "../../src/foundation/index.ts";
import { assertMemristorRun, measureAgreement } from "../../src/measurement/index.ts";
import { buildDriveDeck } from "../../src/netlist/index.ts";
import { type ModelName, parseRunSpec } from "../../src/spec/index.ts";
import { randomDevice } from "../random-device.ts";

/**
 * Random devices of one model under random voltages in SPICE: how many ran and agree with their equations, and how many failed
 * with which code. Every other device is drawn from the card's whole ranges, the rest from half a decade around a preset.
 * Anything that is not a coded failure is thrown.
 */
export async function runRandomDevices(engine: Engine, model: ModelName, count: number, seed = 4) {
  const found: Record<string, number> = {};
  const add = (code: string) => {
    found[code] = (found[code] ?? 0) + 1;
  };
  for (let n = 0; n < count; n++) {
    const stream = createRandom(seed).stream("random-devices", model, n);
    const device = randomDevice(model, stream, n % 2 === 0 ? "near" : "range");
    const { hysteresis } = parseRunSpec(`device: { model: ${model} }`).characterization;
    const span = 10 ** (2 * stream.uniform() - 1) / hysteresis.frequency;
    const corners = 4 + Math.floor(8 * stream.uniform());
    const points = Array.from({ length: corners + 1 }, (_, k) => {
      const volts = k === 0 ? 0 : 1.5 * hysteresis.amplitude * (2 * stream.uniform() - 1);
      return [(k * span) / corners, volts] as const;
    });
    try {
      assertParameters(device);
      const state = stream.uniform();
      const simulation = await engine.run(
        buildDriveDeck(device, { name: "random", points, state, maxStep: span / 500 }),
      );
      assertMemristorRun(simulation, device, span);
      measureAgreement(simulation, device, state);
      add("converged");
    } catch (error) {
      if (!(error instanceof MemspiceError)) throw error;
      add(error.code);
    }
  }
  return found;
}
