import * as tf from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";
import { selectBackend, trainNetwork } from "../../../src/network/index.ts";
import { bars, codeOf, tinyOptions } from "./tiny.ts";

const missing = async (): Promise<string> => {
  throw new Error("Cannot find module '@tensorflow/tfjs-node'\nRequire stack: ...");
};

describe("the back end", () => {
  it("must be selected before training: TensorFlow.js would choose a slow one", async () => {
    const train = () => trainNetwork(bars(10), tinyOptions, { random: createRandom(1) });
    expect(await codeOf(train)).toBe("BACKEND_NOT_SELECTED");
    await expect(train()).rejects.toThrow("selectBackend()");
  });

  it("tensorflow, asked for and missing, is an error with a remedy", async () => {
    const select = () => selectBackend("tensorflow", { loadNative: missing });
    expect(await codeOf(select)).toBe("BACKEND_MISSING");
    await expect(select()).rejects.toThrow("npm install @tensorflow/tfjs-node");
  });

  it("tensorflow, loaded but not registered, is an error too", async () => {
    expect(await codeOf(() => selectBackend("tensorflow", { loadNative: async () => "4.22.0" }))).toBe(
      "BACKEND_MISSING",
    );
  });

  it("auto falls to WASM where tfjs-node is missing, and says why", async () => {
    expect(await selectBackend("auto", { loadNative: missing })).toEqual({
      backend: "wasm",
      version: "4.22.0",
      reason: "@tensorflow/tfjs-node does not load: Cannot find module '@tensorflow/tfjs-node'",
    });
    expect(tf.getBackend()).toBe("wasm");
  });

  it("wasm computes, with SIMD, silenced, and may be selected again", async () => {
    expect(await selectBackend("wasm")).toMatchObject({ backend: "wasm", reason: "asked for" });
    expect(await selectBackend("wasm")).toMatchObject({ backend: "wasm" });
    expect(tf.env().getBool("PROD")).toBe(true);
    expect(tf.env().get("WASM_HAS_SIMD_SUPPORT")).toBe(true);
    const product = tf.tidy(() => tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])).dataSync());
    expect([...product]).toEqual([11]);
  });

  it("auto takes tfjs-node where it loads, with its version, and keeps libtensorflow quiet", async () => {
    const environment: Record<string, string | undefined> = {};
    // Stands for the native module: registers a back end of that name, as tfjs-node does when it loads.
    const loadNative = async () => {
      expect(environment.TF_CPP_MIN_LOG_LEVEL).toBe("3");
      tf.registerBackend("tensorflow", () => tf.findBackend("wasm") as tf.KernelBackend);
      return "4.22.0";
    };
    const native = { backend: "tensorflow", version: "4.22.0" };
    expect(await selectBackend("auto", { environment, loadNative })).toEqual({
      ...native,
      reason: "fastest found",
    });
    expect(tf.getBackend()).toBe("tensorflow");
    expect(await selectBackend("tensorflow", { loadNative: async () => "4.22.0" })).toEqual({
      ...native,
      reason: "asked for",
    });
  });
});
