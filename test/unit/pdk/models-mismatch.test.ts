import { describe, expect, it } from "vitest";
import type { MemspiceError } from "../../../src/foundation/index.ts";
import { openText, openToy } from "./models-synthetic.ts";

const toy = await (await openToy()).corner("tt");
const call = (instance: string, device = "nfet", m = 1) =>
  toy.call({ instance, nodes: ["d", "g", "s", "b"], device, w: 2e-6, l: 1.5e-6, m });
const name = (instance: string, k: number) => Number(`${instance.length}.${k}`);

function errorOf(action: () => unknown): MemspiceError {
  try {
    action();
  } catch (error) {
    return error as MemspiceError;
  }
  throw new Error("nothing was thrown");
}

describe("the mismatch of an instance", () => {
  it("stands on its card, one number for each random quantity of its subcircuit", () => {
    const asked: string[] = [];
    const cards = toy.vary([call("M1"), "R1 a b 1"], (instance, k) => {
      asked.push(`${instance} ${k}`);
      return k + 0.5;
    });
    expect(cards).toEqual([`${call("M1")}\n+ mm_z0=0.5 mm_z1=1.5`, "R1 a b 1"]);
    expect(asked).toEqual(["xm1 0", "xm1 1"]);
  });

  it("is asked for by its place: a transistor in a subcircuit bears that name first", () => {
    const asked = new Set<string>();
    const cell = [".subckt Neuron a", call("M1"), ".ends", "Xn 1 neuron", call("M1")];
    toy.vary(cell, (instance) => Number(asked.add(instance).size));
    expect([...asked]).toEqual(["neuron.xm1", "xm1"]);
  });

  it("of m devices in parallel is that of one over sqrt(m)", () => {
    expect(toy.vary([call("M1", "nfet", 4)], () => 1)[0]).toContain("mm_z0=0.5 mm_z1=0.5");
  });

  it("becomes parameters of the subcircuit, which are 0 where no card sets them", () => {
    const text = toy.slim(toy.vary([call("M1")], name)).join("\n");
    expect(text).toContain(".param mc_mm_switch = 1");
    expect(text).toContain(".subckt toy_nfet d g s b mult=1 mm_z0=0 mm_z1=0");
    expect(text).toContain("toy_mm*MC_MM_SWITCH*((0)+(1.0)/(1)*mm_z0)/sqrt(l*w*mult)");
    expect(text).toContain("1+MC_MM_SWITCH*((0)+(0.1)/(1)*mm_z1)");
  });

  it("leaves the differences between lots off", () => {
    const text = toy.slim(toy.vary([call("M1")], name)).join("\n");
    expect(text).toContain(".param MC_PR_SWITCH=0");
  });

  it("is handed on to a device inside a device", () => {
    const cards = toy.vary([call("B1", "big")], name);
    expect(cards[0]).toContain("mm_z0=3 mm_z1=3.1");
    const text = toy.slim(cards).join("\n");
    expect(text).toContain("toy_nfet w = {w} l = 2 mm_z0={mm_z0} mm_z1={mm_z1}");
  });

  it("is none where the library knows none", () => {
    expect(toy.vary([call("P1", "pfet")], name)).toEqual([call("P1", "pfet")]);
  });

  it("follows GAUSS, whose spread is relative, and keeps what is not normal at its nominal value", async () => {
    const text =
      ".subckt toy_nfet d g s b w=1 l=1\n.param a = gauss(2,0.1,3) b = aunif(5,1)\nm0 d g s b n w={w} l={l} delvto='a*sw_stat_mismatch'\n.ends\n.model n nmos";
    const models = await (await openText(text)).corner("tt");
    const slim = models.slim(["X1 d g s b toy_nfet mm_z0=1 mm_z1=2"]).join("\n");
    expect(slim).toContain("a = ((2)+(2)*(0.1)/(3)*mm_z0)");
    expect(slim).toContain("b = (5)");
    expect(slim).toContain(".param sw_stat_mismatch = 1");
  });
});

describe("PDK_MISMATCH_SHARED", () => {
  it("where a subcircuit stands in the circuit more than once, also inside another or by m", () => {
    const cell = [".subckt cell a", call("M1"), ".ends"];
    const pair = [".subckt pair a", "X1 a cell", ".ends"];
    for (const calls of [
      ["X1 1 cell", "X2 2 cell"],
      ["X1 1 cell m=2"],
      [...pair, "X1 1 pair", "X2 2 pair"],
    ]) {
      expect(errorOf(() => toy.vary([...cell, ...calls], name))).toMatchObject({
        code: "PDK_MISMATCH_SHARED",
        at: ["cell", "XM1"],
      });
    }
    expect(toy.vary([...cell, "X1 1 cell"], name).join("\n")).toContain("mm_z0");
  });

  it("where m is an expression", () => {
    const card = "X1 d g s b toy_nfet w=2 l=1.5 m={n}";
    expect(errorOf(() => toy.vary([card], name))).toMatchObject({ code: "PDK_MISMATCH_SHARED", at: ["X1"] });
  });
});
