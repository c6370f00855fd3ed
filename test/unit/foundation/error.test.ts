import { describe, expect, it } from "vitest";
import {
  CancelledError,
  errorFromRecord,
  MemspiceError,
  throwIfCancelled,
  toErrorRecord,
} from "../../../src/foundation/index.ts";

describe("an error", () => {
  const error = new MemspiceError("PDK_SIZE", "L = 0.1 um, but L >= 0.15 um", {
    at: ["neuron", "M3"],
    hint: "Use L = 0.15 um.",
  });

  it("says code, place, problem and remedy", () => {
    expect(error.message).toBe("PDK_SIZE at neuron / M3: L = 0.1 um, but L >= 0.15 um\nUse L = 0.15 um.");
  });

  it("survives JSON", () => {
    const again = errorFromRecord(JSON.parse(JSON.stringify(error)));
    expect(again.message).toBe(error.message);
    expect(again.at).toEqual(["neuron", "M3"]);
  });

  it("keeps the message of a stranger, as UNEXPECTED", () => {
    expect(toErrorRecord(new TypeError("x is not a function"))).toMatchObject({
      code: "UNEXPECTED",
      message: "x is not a function",
    });
    expect(toErrorRecord("thrown text").message).toBe("thrown text");
  });

  it("is CANCELLED when the signal has fired", () => {
    const controller = new AbortController();
    expect(() => throwIfCancelled(controller.signal)).not.toThrow();
    controller.abort();
    expect(() => throwIfCancelled(controller.signal, ["train"])).toThrow(CancelledError);
  });
});
