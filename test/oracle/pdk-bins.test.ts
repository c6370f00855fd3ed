import { describe, expect, it } from "vitest";
import { type Bin, type ModelLibrary, readProcess, recordedSet } from "../../src/pdk/index.ts";
import { embedded, onDisk, sky130Pdk } from "../model-sets.ts";

const pdk = sky130Pdk();

/** Bins in picometres and in one order, so that rounding does not part equal ones. */
const sorted = (bins: readonly Bin[]) =>
  bins
    .map(({ lMin, lMax, wMin, wMax }) =>
      [lMin, lMax, wMin, wMax].map((edge) => Math.round(edge * 1e12)).join(" "),
    )
    .sort();

async function compare(name: string, set: string, opened: ModelLibrary): Promise<number> {
  const manifest = readProcess(name);
  const models = await opened.corner(opened.typicalCorner);
  let compared = 0;
  for (const [device, { reserved }] of Object.entries(manifest.devices)) {
    if (reserved !== null) continue;
    const bins = sorted(models.bins(device));
    expect(sorted(recordedSet(manifest, set).bins(device)), device).toEqual(bins);
    compared += bins.length;
  }
  return compared;
}

describe("the bins that a manifest records", () => {
  it("are those of the model cards inside the engine, for SKY130", async () => {
    expect(await compare("sky130", "embedded", await embedded("sky130"))).toBe(63 + 66 + 198);
  });

  it("are those of the model cards inside the engine, for GF180", async () => {
    // 16 of either 3.3 V transistor, 2 and 1 of the 6 V ones under both of their names, 1 native.
    expect(await compare("gf180", "embedded", await embedded("gf180"))).toBe(16 + 16 + 2 * (2 + 1) + 1);
  });

  it.skipIf(!pdk.available)(`are those of the continuous library on disk ${pdk.reason}`, async () => {
    const library = await onDisk(pdk.root);
    expect(await compare("sky130", "continuous", library)).toBe(48 + 48 + 48 + 40 + 42 + 56 + 49 + 8 + 15);
  });
});
