import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readProcess } from "../../src/pdk/index.ts";
import { sky130Pdk } from "../model-sets.ts";

const pdk = sky130Pdk();

describe.skipIf(!pdk.available)(`temperature coefficients of SKY130 metals ${pdk.reason}`, () => {
  const text = pdk.available ? readFileSync(join(pdk.root, "models_resistors.spice"), "utf8") : "";
  const numberOf = (pattern: RegExp) => Number(pattern.exec(text)?.[1]);

  it.each(["met1", "met2", "met3", "met4", "met5"])("of %s are those of its resistor model", (metal) => {
    const model = `sky130_fd_pr__res_generic_m${metal.slice(3)}`;
    expect(readProcess("sky130").metals[metal]?.temperature).toEqual({
      tc1: numberOf(new RegExp(`tc1${model}=\\s*(\\S+)`)),
      tc2: numberOf(new RegExp(`tc2${model}=\\s*(\\S+)`)),
      reference: 30,
    });
    expect(text).toMatch(new RegExp(`\\.model ${model} .*tref = 30`));
  });
});
