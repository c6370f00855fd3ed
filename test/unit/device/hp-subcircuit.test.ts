import { describe, expect, it } from "vitest";
import { emitHpInstance, emitHpSubcircuit, hpSubcircuit } from "../../../src/device/index.ts";
import { hpDevice } from "../../hp-device.ts";

const place = { name: "m1", te: "a", be: "b", x: "s1", state: 0.25 };

describe("the subcircuit", () => {
  const text = emitHpSubcircuit();

  it("declares its ports and the physical preset as defaults", () => {
    expect(text).toContain(
      ".subckt memristor_hp te be x ron=100 roff=16000 thickness=1e-8 mobility=1e-14 window=2 p=1 x0=0\n",
    );
    expect(hpSubcircuit.ports).toEqual(["te", "be", "x"]);
  });

  it("is ASCII in lines that a terminal shows, and writes one name in a brace on B cards", () => {
    expect([...text].every((c) => c === "\n" || (c >= " " && c <= "~"))).toBe(true);
    const cards = text.split("\n").filter((line) => /^[B+]/.test(line));
    const braces = cards.join(" ").match(/\{[^}]*\}/g) ?? [];
    expect(braces.length).toBeGreaterThan(4);
    for (const brace of braces) expect(brace).toMatch(/^\{\w+\}$/);
  });
});

describe("an instance", () => {
  it("writes out every parameter of its device", () => {
    const device = hpDevice({ window: "joglekar", windowExponent: 3, rOff: 2.5e6 });
    expect(emitHpInstance(device, place)).toBe(
      "Xm1 a b s1 memristor_hp ron=100 roff=2.5e6 thickness=1e-8 mobility=1e-14 window=1 p=3 x0=0.25",
    );
  });

  it("is refused for a state or a device out of range", () => {
    const device = hpDevice({});
    const coded = (code: string) => expect.objectContaining({ code });
    expect(() => emitHpInstance(device, { ...place, state: 2 })).toThrow(coded("DEVICE_STATE_RANGE"));
    expect(() => emitHpInstance(Object.assign({}, device, { mobility: 0 }), place)).toThrow(
      coded("DEVICE_PARAMETER"),
    );
  });
});
