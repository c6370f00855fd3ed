import { afterAll, describe, expect, it } from "vitest";
import { formOf } from "../../src/device/index.ts";
import { createEngine } from "../../src/engine/index.ts";
import { buildDriveDeck } from "../../src/netlist/index.ts";
import { defaultDevice, modelNames } from "../../src/spec/index.ts";
import { compileModel, findOsdi } from "../osdi.ts";
import { exactAt, sampleAt, specOf, wavesOf, worstOf } from "./waveforms.ts";

const { tools, reason } = findOsdi();

describe.skipIf(tools === null)(`Verilog-A, compiled ${reason}`, () => {
  const engine = createEngine({ kind: "wasm" });
  afterAll(() => engine.close());

  it.each(modelNames)(
    "%s agrees with SPICE to 1e-3 of full scale, and with the equations",
    async (model) => {
      if (tools === null) return;
      const compiled = compileModel(tools, model);
      try {
        const spec = specOf(`device: { model: ${model} }`);
        for (const wave of wavesOf(spec)) {
          const lteRatio = Math.max(formOf(defaultDevice(model)).trtol ?? 1, 0.3);
          const columns = compiled.run(spec.device, { ...wave, lteRatio });
          const compiledRun = sampleAt(wave.points, columns.time as Float64Array, {
            state: columns.x as Float64Array,
            current: (columns["vd:flow(br)"] as Float64Array).map((i) => -i),
          });
          const { result } = await engine.run(buildDriveDeck(spec.device, wave));
          if (result.kind !== "tran") throw new Error("not a transient");
          const spice = sampleAt(wave.points, result.time, {
            state: result.vectors["v(state)"] as Float64Array,
            current: result.vectors["i(vsense)"] as Float64Array,
          });
          const exact = exactAt(spec.device, wave);
          for (const reference of [spice, exact]) {
            const state = worstOf(compiledRun.state, reference.state, 1);
            const current = worstOf(compiledRun.current, reference.current);
            if (process.env.MEMSPICE_FIGURES)
              console.log(model, wave.name, columns.time?.length, { state, current });
            expect(state, wave.name).toBeLessThan(1e-3);
            expect(current, wave.name).toBeLessThan(1e-3);
          }
        }
      } finally {
        compiled.remove();
      }
    },
    180_000,
  );
});
