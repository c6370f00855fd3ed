import { afterAll, describe, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.ts";
import { modelNames } from "../../src/spec/index.ts";
import { runRandomDevices } from "./random-devices.ts";

/** 500 in all where time allows, a few otherwise. */
const count = Number(process.env.MEMSPICE_RANDOM ?? (process.env.MEMSPICE_THOROUGH === "1" ? 63 : 4));

/** How a run may fail: each is a code with place and hint. */
const honest = [
  "DEVICE_PARAMETER",
  "DEVICE_STEP_LIMIT",
  "DEVICE_NOT_FINITE",
  "ENGINE_NO_CONVERGENCE",
  "ENGINE_TIMEOUT",
  "MEASUREMENT_STATE_RANGE",
  "MEASUREMENT_TEMPERATURE",
  "MEASUREMENT_DISAGREES",
];

describe("any device inside its card's ranges, under any voltage,", () => {
  const engine = createEngine({ kind: "wasm", timeoutSeconds: 5 });
  afterAll(() => engine.close());

  it.each(modelNames)(
    "%s: runs and agrees with its equations, or fails and says why",
    async (model) => {
      const found = await runRandomDevices(engine, model, count);
      if (process.env.MEMSPICE_FIGURES) console.log(model, found);
      for (const code of Object.keys(found)) expect(["converged", ...honest]).toContain(code);
      expect(found.converged ?? 0).toBeGreaterThan(count / 8);
    },
    3_600_000,
  );
});
