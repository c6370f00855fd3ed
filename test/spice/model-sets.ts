import { createEngine, readEmbeddedModel, type Simulation } from "../../src/engine/index.ts";
import { nodeDisk } from "../../src/netlist/index.ts";
import { type ModelLibrary, openModels, readProcess } from "../../src/pdk/index.ts";

/** The models of a process that stand inside the engine. */
export function embedded(process: string): Promise<ModelLibrary> {
  return openModels({
    process: readProcess(process),
    library: { kind: "embedded", read: readEmbeddedModel, engine: "eecircuit-engine 1.8.0" },
  });
}

/** The SKY130 models below a PDK root. */
export function onDisk(path: string): Promise<ModelLibrary> {
  return openModels({ process: readProcess("sky130"), library: { kind: "disk", path, disk: nodeDisk } });
}

/**
 * The folder that PDK_ROOT names.
 *
 * @throws Error without it, where MEMSPICE_REQUIRE (comma list) names `sky130-pdk`
 */
export function pdkOnDisk(): { readonly root: string; readonly available: boolean; readonly reason: string } {
  const root = process.env.PDK_ROOT ?? "";
  if (root !== "") return { root, available: true, reason: "" };
  const reason = "PDK_ROOT names no SKY130 on disk";
  if ((process.env.MEMSPICE_REQUIRE ?? "").split(",").includes("sky130-pdk")) {
    throw new Error(`${reason}, and MEMSPICE_REQUIRE asks for it`);
  }
  return { root, available: false, reason };
}

export const oneWorker = () => createEngine({ workers: 1, timeoutSeconds: 120 });

/** What an operating point gave for these probes. */
export function opValues({ result }: Simulation, probes: readonly string[]): readonly number[] {
  if (result.kind !== "op") throw new Error(result.kind);
  return probes.map((probe) => result.vectors[probe]?.[0] ?? Number.NaN);
}
