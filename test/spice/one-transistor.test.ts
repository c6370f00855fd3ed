import { afterAll, describe, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.ts";
import { openCache } from "../../src/pipeline/cache.ts";
import { studyOneTransistor } from "../../src/pipeline/one-transistor.ts";
import { parseRunSpec } from "../../src/spec/index.ts";
import { sky130Pdk } from "../model-sets.ts";

const disk = sky130Pdk();
const engine = createEngine({ timeoutSeconds: 60 });
afterAll(() => engine.close());

const study = (pdkRoot: string | undefined, ...change: string[]) => {
  const overrides = ["device.model=sky130-reram", ...change];
  const environment = { engine, cache: openCache("/dev/null/none"), pdkRoot, folder: "." };
  return studyOneTransistor({
    spec: parseRunSpec("", { overrides }),
    environment,
    signal: undefined,
    report: () => {},
  });
};

describe("SKY130 ReRAM behind a real select transistor", () => {
  it("is left out where the models have not the transistor, and says what to name", async () => {
    const { study: found, warnings } = await study(undefined);
    expect(found).toBeNull();
    expect(warnings).toMatchObject([{ code: "SELECT_TRANSISTOR_MISSING" }]);
    expect(warnings[0]?.message).toMatch(/nfet_g5v0d10v5.*2000 ohm.*--pdk-root/s);
    expect((await study(undefined, "characterization.oneTransistor=null")).warnings).toEqual([]);
  });

  it.skipIf(!disk.available)(
    `is refused behind a 1.8 V transistor, or a channel too short ${disk.reason}`,
    async () => {
      const fault = (field: string) =>
        expect.objectContaining({
          code: "ONE_TRANSISTOR_ILLEGAL",
          at: ["characterization", "oneTransistor", field],
        });
      const thin = study(disk.root, "characterization.oneTransistor.device=nfet_01v8");
      await expect(thin).rejects.toThrow(fault("device"));
      await expect(study(disk.root, "characterization.oneTransistor.l=0.15u")).rejects.toThrow(
        fault("hvpoly.13"),
      );
    },
  );

  it.skipIf(!disk.available)(
    `forms at the published voltages to a published conductance; RESET at theirs hardly moves it ${disk.reason}`,
    async () => {
      const { study: found } = await study(disk.root);
      const [form, reset, set] = found?.pulses ?? [];
      expect(found?.formed).toBe(true);
      expect(found?.refinement).toBeLessThan(1e-3);
      expect(form).toMatchObject({ name: "form", wl: 1.4, bl: 2.6 });
      expect(form?.before).toBeLessThan(0.3e-6);
      expect(form?.after).toBeGreaterThan(30e-6);
      expect(form?.after).toBeLessThan(120e-6);
      // The gate at 2.5 V lets its source follow no further than to 1.1 V or so, too little to dissolve a filament.
      expect(reset?.deviceVoltage).toBeGreaterThan(-1.2);
      expect(reset?.after).toBeLessThan(0.9 * (form?.after ?? 0));
      expect(reset?.after).toBeGreaterThan(0.8 * (form?.after ?? 0));
      expect(set?.after).toBeCloseTo(form?.after ?? 0, 7);
    },
    60_000,
  );

  it.skipIf(!disk.available)(
    `is formed step by step by a narrow transistor: each word line voltage lets through a current, and leaves a conductance ${disk.reason}`,
    async () => {
      const narrow = ["w=1u", "form.wl.max=1.6", "form.bl.max=2.6"].map(
        (one) => `characterization.oneTransistor.${one}`,
      );
      const { study: found } = await study(disk.root, ...narrow);
      const forming = found?.pulses.filter(({ name }) => name === "form") ?? [];
      expect(found?.formed).toBe(false);
      expect(forming.map(({ wl }) => wl)).toEqual([1.4, 1.5, 1.6]);
      for (const [n, { after }] of forming.entries())
        expect(after).toBeGreaterThan(1.2 * (forming[n - 1]?.after ?? 0));
    },
    60_000,
  );
});
