import { readEmbeddedModel } from "../src/engine/index.ts";
import { nodeDisk } from "../src/netlist/index.ts";
import { type LibraryChoice, type ModelSet, openModels, readProcess } from "../src/pdk/index.ts";

async function open(process: string, library: LibraryChoice, corner?: string): Promise<ModelSet> {
  const opened = await openModels({ process: readProcess(process), library });
  return opened.corner(corner ?? opened.typicalCorner);
}

const embedded = new Map<string, Promise<ModelSet>>();

/** The models inside the engine, at their typical corner. Read once a test file: an engine starts for it. */
export function embeddedModels(process = "sky130"): Promise<ModelSet> {
  const known = embedded.get(process);
  if (known !== undefined) return known;
  const models = open(process, { kind: "embedded", read: readEmbeddedModel, engine: "the engine" });
  embedded.set(process, models);
  return models;
}

/** A corner of the SKY130 library under PDK_ROOT; see `sky130Pdk`. */
export function diskModels(corner?: string): Promise<ModelSet> {
  return open("sky130", { kind: "disk", path: process.env.PDK_ROOT ?? "", disk: nodeDisk }, corner);
}

/**
 * Is there a SKY130 PDK on disk? A suite that needs it says `describe.skipIf(!pdk.available)`, and puts `reason` in its name.
 *
 * @throws Error when PDK_ROOT is not set and MEMSPICE_REQUIRE (comma list) names `sky130-pdk`
 */
export function sky130Pdk(): { readonly available: boolean; readonly reason: string } {
  if (process.env.PDK_ROOT !== undefined) return { available: true, reason: "" };
  const reason = "(PDK_ROOT is not set)";
  if ((process.env.MEMSPICE_REQUIRE ?? "").split(",").includes("sky130-pdk")) {
    throw new Error(`${reason}, and MEMSPICE_REQUIRE asks for sky130-pdk`);
  }
  return { available: false, reason };
}
