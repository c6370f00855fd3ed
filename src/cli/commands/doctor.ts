import { availableParallelism } from "node:os";
import { execa } from "execa";
import { createEngine } from "../../engine/index.ts";
import { toErrorRecord } from "../../foundation/index.ts";
import { nodeDisk } from "../../netlist/index.ts";
import { readDataset, selectBackend } from "../../network/index.ts";
import { openModels, readProcess } from "../../pdk/index.ts";
import { type Context, checkFlags, pdkRootOf } from "../context.ts";
import { exit } from "../exit.ts";
import { version } from "../version.ts";

interface Finding {
  readonly name: string;
  readonly status: "ok" | "missing" | "failed";
  /** Does the main job need it? */
  readonly required: boolean;
  readonly detail: string;
}

/** `memspice doctor`: what is here, each part tried and not only looked for. Exit 1 if the main job could not run. */
export async function doctor(context: Context): Promise<number> {
  checkFlags(context.flags);
  const findings = [
    await node(),
    await probe("engine wasm", true, () => engineDetail("wasm")),
    await probe("engine native ngspice", false, () => engineDetail("native")),
    await probe("TensorFlow.js", true, async () => {
      const { backend, version: tf } = await selectBackend("auto");
      return `back end ${backend}, version ${tf}`;
    }),
    await probe("data set mnist", true, () => datasetDetail("mnist")),
    await probe("data set fashion-mnist", false, () => datasetDetail("fashion-mnist")),
    await probe("PDK on disk", false, async () => pdkDetail(context)),
    await tool("netgen", ["netgen-lvs", "-batch", "quit"]),
    await tool("Xschem", ["xschem", "-v"]),
    await tool("SLURM", ["sbatch", "--version"]),
    await tool("Chromium", ["chromium", "--version"]),
  ];
  const broken = findings.filter(({ required, status }) => required && status !== "ok");
  context.json({ status: broken.length === 0 ? "ok" : "failed", memspice: version, findings });
  if (!context.flags.json) {
    context.say(`memspice ${version}`);
    for (const { name, status, required, detail } of findings) {
      const mark = status === "ok" ? "ok     " : status === "missing" ? "missing" : "FAILED ";
      context.say(
        `  ${mark}  ${name.padEnd(24)} ${detail}${status === "ok" || required ? "" : " (optional)"}`,
      );
    }
  }
  return broken.length === 0 ? exit.ok : exit.missed;
}

async function node(): Promise<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const good = major > 20 || (major === 20 && minor >= 19);
  const detail = `${process.versions.node} (needs 20.19 or later), ${availableParallelism()} cores`;
  return { name: "Node.js", status: good ? "ok" : "failed", required: true, detail };
}

async function probe(name: string, required: boolean, look: () => Promise<string>): Promise<Finding> {
  try {
    return { name, required, status: "ok", detail: await look() };
  } catch (error) {
    const { code, message } = toErrorRecord(error);
    const missing = code.endsWith("_MISSING");
    return {
      name,
      required,
      status: missing ? "missing" : "failed",
      detail: `${code}: ${message.split("\n")[0]}`,
    };
  }
}

/** Runs a divider, so that a simulator that starts and lies is found out. */
async function engineDetail(kind: "wasm" | "native"): Promise<string> {
  const engine = createEngine({ kind, workers: 1 });
  try {
    const { result, engine: who } = await engine.run({
      title: "doctor: divider of 1 V by 1 kohm and 3 kohm",
      comments: [],
      cards: ["v1 in 0 1", "r1 in out 1000", "r2 out 0 3000"],
      analysis: { kind: "op" },
      probes: ["v(out)"],
      options: {},
      files: [],
      origin: "built",
    });
    const out = result.kind === "op" ? result.vectors["v(out)"]?.[0] : undefined;
    if (out === undefined || Math.abs(out - 0.75) > 1e-9)
      throw new Error(`a divider gave ${out} V, expected 0.75 V`);
    return who.name === "ngspice"
      ? `ngspice ${who.ngspice}`
      : `${who.name} ${who.version}, ngspice ${who.ngspice}`;
  } finally {
    await engine.close();
  }
}

async function datasetDetail(name: "mnist" | "fashion-mnist"): Promise<string> {
  const { train, test } = await readDataset({ name, folder: null, train: 60_000, test: 10_000 });
  return `${train.labels.length} + ${test.labels.length} images, checksums verified`;
}

async function pdkDetail(context: Context): Promise<string> {
  const path = pdkRootOf(context);
  if (path === undefined) return "none named (--pdk-root or PDK_ROOT); the models inside the engine are used";
  const library = { kind: "disk" as const, path, disk: nodeDisk };
  const { name, corners, others } = await openModels({ process: readProcess("sky130"), library });
  const more = others.length === 0 ? "" : `; also there: ${others.join(", ")}`;
  return `${name}, ${corners.length} corners (${corners.slice(0, 5).join(" ")} ...)${more}`;
}

async function tool(name: string, [file, ...args]: readonly [string, ...string[]]): Promise<Finding> {
  const result = await execa(file, args, { reject: false, timeout: 10_000, stdin: "ignore" });
  if (result.failed && result.code === "ENOENT") {
    return { name, required: false, status: "missing", detail: `${file} is not on the path` };
  }
  const line = `${result.stdout}\n${result.stderr}`.split("\n").find((text) => /\d/.test(text)) ?? "";
  return { name, required: false, status: result.failed ? "failed" : "ok", detail: line.trim() };
}
