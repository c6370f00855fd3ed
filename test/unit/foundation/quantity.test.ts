import { describe, expect, it } from "vitest";
import { formatQuantity, type MemspiceError, parseQuantity } from "../../../src/foundation/index.ts";

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as MemspiceError).code;
  }
  return "nothing was thrown";
}

describe("a quantity", () => {
  it.each([
    ["10k", "ohm", 10e3],
    ["0.42u", "m", 0.42e-6],
    ["3.1 ms", "s", 3.1e-3],
    ["1e-14", "m^2/(V s)", 1e-14],
    ["100 ohm", "ohm", 100],
    ["1.5 kohm", "ohm", 1500],
    ["1M", "ohm", 1e6],
    ["1meg", "ohm", 1e6],
    ["1m", "ohm", 1e-3],
    ["5m", "m", 5e-3],
    ["62.5 µS", "S", 62.5e-6],
    ["-1", "V", -1],
    [".5", "V", 0.5],
    [7, "A", 7],
  ] as const)("reads %s in %s", (text, unit, value) => {
    expect(parseQuantity(text, unit)).toBe(value);
  });

  it.each([
    ["ten", "QUANTITY_SYNTAX"],
    ["", "QUANTITY_SYNTAX"],
    [NaN, "QUANTITY_SYNTAX"],
    [Number.POSITIVE_INFINITY, "QUANTITY_SYNTAX"],
    ["5V", "QUANTITY_UNIT"],
    ["5 kk", "QUANTITY_UNIT"],
    ["1K", "QUANTITY_UNIT"],
  ])("refuses %s as %s", (text, code) => {
    expect(codeOf(() => parseQuantity(text, "ohm"))).toBe(code);
  });

  it.each([
    ["35 fJ", "J", 35e-15],
    ["384.5kHz", "Hz", 384.5e3],
    ["1.2", "1", 1.2],
    ["3k", "1", 3000],
  ] as const)("reads %s in %s", (text, unit, value) => {
    expect(parseQuantity(text, unit)).toBe(value);
  });

  it("without a unit takes none, and is printed without a prefix", () => {
    expect(codeOf(() => parseQuantity("3 V", "1"))).toBe("QUANTITY_UNIT");
    expect(formatQuantity(0.98765, "1")).toBe("0.988");
    expect(formatQuantity(35e-15, "J")).toBe("35 fJ");
  });

  it("is printed with three digits and a prefix", () => {
    expect(formatQuantity(16e3, "ohm")).toBe("16 kohm");
    expect(formatQuantity(62.5e-6, "S")).toBe("62.5 uS");
    expect(formatQuantity(1e-3, "A")).toBe("1 mA");
    expect(formatQuantity(999.6e-9, "m")).toBe("1000 nm");
    expect(formatQuantity(0, "V")).toBe("0 V");
    expect(formatQuantity(-0.25, "V")).toBe("-250 mV");
  });
});
