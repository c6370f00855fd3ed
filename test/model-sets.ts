import { createEngine, readEmbeddedModel, type Simulation } from "../src/engine/index.ts";
import { nodeDisk } from "../src/netlist/index.ts";
import { type ModelLibrary, type ModelSet, openModels, readProcess } from "../src/pdk/index.ts";

/** The models of a process that stand inside the engine. */
export function embedded(process: string): Promise<ModelLibrary> {
  return openModels({
    process: readProcess(process),
    library: { kind: "embedded", read: readEmbeddedModel, engine: "eecircuit-engine 1.8.0" },
  });
}

const typical = new Map<string, Promise<ModelSet>>();

/** The same at their typical corner. Read once a test file: an engine starts for it. */
export function embeddedModels(process = "sky130"): Promise<ModelSet> {
  const known = typical.get(process);
  if (known !== undefined) return known;
  const models = embedded(process).then((library) => library.corner(library.typicalCorner));
  typical.set(process, models);
  return models;
}

/** The SKY130 library of a folder. */
export function onDisk(path: string): Promise<ModelLibrary> {
  return openModels({ process: readProcess("sky130"), library: { kind: "disk", path, disk: nodeDisk } });
}

/** A corner of the library that `sky130Pdk` found. */
export async function diskModels(corner?: string): Promise<ModelSet> {
  const library = await onDisk(sky130Pdk().root);
  return library.corner(corner ?? library.typicalCorner);
}

/**
 * The folder of the real, continuous SKY130 library. A suite that needs it says `describe.skipIf(!pdk.available)`, and puts `reason` in
 * its name. Not PDK_ROOT: a user's PDK may be of another process, or another library.
 *
 * @throws Error without it, where MEMSPICE_REQUIRE (comma list) names `sky130-pdk`
 */
export function sky130Pdk(): { readonly root: string; readonly available: boolean; readonly reason: string } {
  const root = process.env.MEMSPICE_SKY130 ?? "";
  if (root !== "") return { root, available: true, reason: "" };
  const reason = "(MEMSPICE_SKY130 names no continuous SKY130 library)";
  if ((process.env.MEMSPICE_REQUIRE ?? "").split(",").includes("sky130-pdk")) {
    throw new Error(`${reason}, and MEMSPICE_REQUIRE asks for sky130-pdk`);
  }
  return { root, available: false, reason };
}

export const oneWorker = () => createEngine({ workers: 1, timeoutSeconds: 120 });

/** What an operating point gave for these probes. */
export function opValues({ result }: Simulation, probes: readonly string[]): readonly number[] {
  if (result.kind !== "op") throw new Error(result.kind);
  return probes.map((probe) => result.vectors[probe]?.[0] ?? Number.NaN);
}
