import { describe, expect, it } from "vitest";
import type { MemspiceError } from "../../../src/foundation/index.ts";
import { devices, openText, openToy } from "./models-synthetic.ts";

const toy = await (await openToy()).corner("tt");
const um = 1e-6;
const call = (device: string, w: number, l: number, m = 1) =>
  toy.call({ instance: "M1", nodes: ["d", "g", "s", "b"], device, w: w * um, l: l * um, m });
const slim = (...cards: string[]) => toy.slim(cards).join("\n");

function errorOf(action: () => unknown): MemspiceError {
  try {
    action();
  } catch (error) {
    return error as MemspiceError;
  }
  throw new Error("nothing was thrown");
}

describe("the card of a transistor", () => {
  it("is in the unit of the library, without fingers, and with m", async () => {
    expect(call("nfet", 1, 0.15, 4)).toBe("XM1 d g s b toy_nfet w=1 l=0.15 nf=1 m=4");
    const metres = await (await openText(`${devices}.param toy_vth0=0`)).corner("tt");
    expect(metres.scale).toBe(1);
    const card = metres.call({
      instance: "M1",
      nodes: ["d", "g", "s", "b"],
      device: "nfet",
      w: 0.42e-6,
      l: 1.5e-7,
      m: 1,
    });
    expect(card).toBe("XM1 d g s b toy_nfet w=4.2e-7 l=1.5e-7 nf=1 m=1");
  });

  it("PDK_DEVICE_NOT_IN_LIBRARY for a device that the process or the library lacks: lists those there are", () => {
    for (const device of ["gone", "unknown"]) {
      const error = errorOf(() => call(device, 1, 1));
      expect(error).toMatchObject({ code: "PDK_DEVICE_NOT_IN_LIBRARY", at: ["M1"] });
      expect(error.hint).toBe("Its transistors: nfet, pfet, big.");
    }
  });
});

describe("bins of a device", () => {
  it("are the ranges of its model cards in metres, in their order", () => {
    expect(toy.bins("nfet")).toEqual([
      { lMin: 1e-6, lMax: 2e-6, wMin: 1e-6, wMax: 1e-5 },
      { lMin: 2e-6, lMax: 4e-6, wMin: 1e-6, wMax: 1e-5 },
    ]);
  });

  it("are those of the device it is made of", () => {
    expect(toy.bins("big")).toHaveLength(2);
  });

  it("are none for a card that is taken whatever its range says, and for a device that is not there", () => {
    expect(toy.bins("pfet")).toEqual([]);
    expect(toy.bins("gone")).toEqual([]);
  });
});

describe("a slim deck", () => {
  it("keeps the bin that fits, what its expressions name, and nothing else", () => {
    const text = slim(call("nfet", 2, 1.5));
    expect(text).toContain(".model toy_nmodel.0");
    for (const name of [
      "toy_vth0",
      "toy_u0",
      "toy_toxe",
      "toy_ratio",
      "toy_mm",
      "toy_process",
      "mc_pr_switch",
    ]) {
      expect(text.toLowerCase()).toContain(
        name === "mc_pr_switch" ? ".param mc_pr_switch=0" : `.param ${name} =`,
      );
    }
    for (const name of [
      "toy_nmodel.1",
      "toy_pfet",
      "toy_big",
      "toy_half",
      "toy_rd",
      "toy_is",
      "toy_never",
      ".func",
      "unused",
    ]) {
      expect(text).not.toContain(name);
    }
    expect(text).toContain(".option scale=1.0u");
  });

  it("keeps functions and what they name", () => {
    const text = slim(call("nfet", 2, 3));
    expect(text).toContain(".model toy_nmodel.1");
    expect(text).toContain(".func half(x)");
    expect(text).toContain(".param toy_half = 0.5");
  });

  it("keeps a value that goes on after its braces", () => {
    expect(slim(call("nfet", 2, 1.5))).toContain(
      ".param toy_u0 = {0.03} + toy_process*MC_PR_SWITCH*AGAUSS(0,1e-3,1)",
    );
  });

  it("follows sizes into devices that are made of others", () => {
    const text = slim(call("big", 3, 7));
    expect(text).toContain("toy_nmodel.1");
    expect(text).not.toContain(".model toy_nmodel.0 ");
    expect(text).toContain(".param toy_rd = 10");
  });

  it("keeps all bins where a size is an expression", () => {
    const text = slim("X1 d g s b toy_nfet w={wn} l=1.5");
    expect(text).toContain("toy_nmodel.0");
    expect(text).toContain("toy_nmodel.1");
  });

  it("takes the default size where the call names none", () => {
    expect(slim("X1 d g s b toy_nfet")).toContain("toy_nmodel.0");
    expect(slim("X1 d g s b toy_nfet")).not.toContain("toy_nmodel.1");
  });

  it("sees calls inside the deck's own subcircuits, and parameters that its cards name", () => {
    const text = slim(
      ".subckt cell a b",
      `+ x=1`,
      call("nfet", 2, 1.5),
      "R1 a b {toy_rd}",
      ".ends",
      "Xc 1 2 cell",
    );
    expect(text).toContain(".subckt toy_nfet");
    expect(text).toContain(".param toy_rd = 10");
  });

  it("keeps a model that a device card names", () => {
    const text = slim("D1 a 0 toy_diode", "R1 a 0 1k");
    expect(text).toContain(".model toy_diode d");
    expect(text).toContain(".param toy_is = 1e-15");
    expect(text).not.toContain(".subckt");
  });

  it("switches random numbers off, and leaves none of a transistor", () => {
    const text = slim(call("nfet", 2, 1.5));
    expect(text).toContain(".param mc_mm_switch = 0");
    expect(text.match(/\.param mc_mm_switch/gi)).toHaveLength(1);
    expect(text.slice(text.indexOf(".subckt"))).not.toMatch(/gauss/i);
  });

  it("breaks long cards into lines that read back as the same card", () => {
    for (const line of toy.slim([call("nfet", 2, 1.5)])) expect(line.length).toBeLessThan(200);
    expect(slim(call("nfet", 2, 1.5))).toMatch(/\n\+ /);
  });

  it("hands m on to the devices of a subcircuit that has a parameter m and loses it", async () => {
    const text = ".subckt toy_nfet d g s b w=1 l=1 m=1\nm0 d g s b n w=w l=l\n.ends\n.model n nmos level=54";
    const models = await (await openText(text)).corner("tt");
    expect(models.slim(["X1 d g s b toy_nfet w=1 l=1 m=4"]).join("\n")).toContain("w=w l=l m={m}");
    expect(slim(call("nfet", 2, 1.5))).not.toContain("m={m}");
  });
});

describe("a deck of many transistors", () => {
  const many = (count: number) =>
    slim(...Array.from({ length: count }, (_, i) => call("nfet", 2, 1.5).replace("XM1", `XM${i}`)));

  it("has what is the same at each of them evaluated once, in front", () => {
    const text = many(51);
    expect(text).toContain("vth0 = {library_value_0}");
    expect(text).toContain(".param library_value_0 = {0.5 + toy_vth0}");
    // A bare name gains nothing, and what depends on the transistor stays with it.
    expect(text).toContain("u0 = {toy_u0}");
    expect(text).toContain("dvth = {toy_mm*MC_MM_SWITCH*(0)/sqrt(l*w*mult)}");
  });

  it("is left as the library reads where they are few", () => {
    expect(many(50)).not.toContain("library_value");
  });
});

describe("where bins meet", () => {
  it("the last of them is kept alone: the one that the engine takes", () => {
    const text = slim(call("nfet", 2, 2));
    expect(text).toContain("toy_nmodel.1");
    expect(text).not.toContain("toy_nmodel.0");
  });

  it("and the deck needs both, the other one's range is drawn in, so that every simulator chooses alike", () => {
    const text = slim(call("nfet", 2, 2), call("nfet", 2, 1.5).replace("XM1", "XM2"));
    expect(text).toContain("lmax = 1.998e-6");
    expect(text).toMatch(/toy_nmodel\.1 nmos +level = 54 lmin = 2e-6 lmax = 4e-6/);
  });
});

describe("a deck with a fault", () => {
  it("PDK_NO_MODEL_BIN names the device and the nearest bins", () => {
    const error = errorOf(() => slim(".subckt cell d g s b", call("nfet", 0.2, 0.1), ".ends"));
    expect(error).toMatchObject({ code: "PDK_NO_MODEL_BIN", at: ["cell", "XM1"] });
    expect(error.message).toContain("W = 200 nm, L = 100 nm");
    expect(error.hint).toMatch(/^Nearest: W 1 um to 10 um, L 1 um to 2 um;/);
  });

  it("PDK_DEVICE_NOT_IN_LIBRARY for a call of a subcircuit that nobody defines, unless a file may", () => {
    const card = "X9 a b c d sky130_fd_pr__nfet_01v8 w=1 l=0.15";
    expect(errorOf(() => slim(card))).toMatchObject({ code: "PDK_DEVICE_NOT_IN_LIBRARY", at: ["X9"] });
    expect(slim('.include "mine.sp"', card)).not.toContain(".subckt");
  });
});
