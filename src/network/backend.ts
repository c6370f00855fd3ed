import { createRequire } from "node:module";
import * as tf from "@tensorflow/tfjs";
import { version_wasm } from "@tensorflow/tfjs-backend-wasm";
import { NetworkError } from "./error.ts";

export type BackendName = "tensorflow" | "wasm";

export interface Backend {
  readonly backend: BackendName;
  /** Version of the package that computes: tfjs-node, or tfjs-backend-wasm. */
  readonly version: string;
  /** Why this one: `asked for`, `fastest found`, or what kept tfjs-node from loading. */
  readonly reason: string;
}

/** What comes from outside; each has a default. */
export interface BackendOptions {
  /** `process.env`: libtensorflow prints its build flags to stderr unless it finds TF_CPP_MIN_LOG_LEVEL there. */
  readonly environment?: Record<string, string | undefined>;
  /** Loads tfjs-node, which registers the back end `tensorflow`; returns its version. Rejects where it is not there. */
  readonly loadNative?: () => Promise<string>;
}

const require = createRequire(import.meta.url);

/**
 * Makes one TensorFlow.js back end current in this process, and says which.
 *
 * `auto` takes tfjs-node where it loads, else WASM. TensorFlow.js runs in its production mode from then on, which
 * silences its banner and warnings. WASM uses SIMD; it has one thread, because its threaded build does not start in Node.
 *
 * @throws NetworkError BACKEND_MISSING
 * @see https://github.com/tensorflow/tfjs/issues/3830 for the threads
 */
export async function selectBackend(
  choice: "auto" | BackendName,
  { environment = {}, loadNative = loadTfjsNode }: BackendOptions = {},
): Promise<Backend> {
  tf.enableProdMode();
  if (choice === "wasm") return { ...(await selectWasm()), reason: "asked for" };
  try {
    environment.TF_CPP_MIN_LOG_LEVEL ??= "3";
    const version = await loadNative();
    if (!(await tf.setBackend("tensorflow"))) throw new Error("it loaded, but did not start");
    return { backend: "tensorflow", version, reason: choice === "auto" ? "fastest found" : "asked for" };
  } catch (cause) {
    const problem = `@tensorflow/tfjs-node does not load: ${firstLine(cause)}`;
    if (choice === "auto") return { ...(await selectWasm()), reason: problem };
    throw new NetworkError("BACKEND_MISSING", problem, {
      at: ["network", "backend"],
      hint: "Install it with `npm install @tensorflow/tfjs-node`, or set network.backend to wasm or auto.",
      cause,
    });
  }
}

/**
 * The back end that `selectBackend` made current.
 *
 * @throws NetworkError BACKEND_NOT_SELECTED: TensorFlow.js would otherwise choose one of its own, a slow one
 */
export function currentBackend(): BackendName {
  const name = tf.getBackend();
  if (name === "tensorflow" || name === "wasm") return name;
  throw new NetworkError("BACKEND_NOT_SELECTED", `TensorFlow.js has the back end "${name ?? "none"}"`, {
    at: ["network", "backend"],
    hint: "Call selectBackend() first.",
  });
}

async function selectWasm(): Promise<Omit<Backend, "reason">> {
  if (!(await tf.setBackend("wasm"))) {
    throw new NetworkError("BACKEND_MISSING", "the WASM back end of TensorFlow.js does not start", {
      at: ["network", "backend"],
      hint: "Reinstall with `npm ci`: the .wasm files of @tensorflow/tfjs-backend-wasm are missing or damaged.",
    });
  }
  return { backend: "wasm", version: version_wasm };
}

async function loadTfjsNode(): Promise<string> {
  const module = require("@tensorflow/tfjs-node") as { version: Readonly<Record<string, string>> };
  return module.version["tfjs-node"] ?? module.version.tfjs ?? "unknown";
}

function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.split("\n", 1)[0] ?? text;
}
