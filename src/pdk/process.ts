import { readdirSync, readFileSync } from "node:fs";
import type { z } from "zod";
import { MemspiceError } from "../foundation/index.ts";
import { parseYaml } from "../spec/index.ts";
import { PdkError } from "./error.ts";
import { processSchema } from "./manifest.ts";
import type { Bin } from "./transistor.ts";

/** A process as its manifest in `pdk/` describes it. All in SI units: sheet resistances [ohm per square], lengths [m]. */
export type Process = Readonly<z.output<typeof processSchema>>;
/** A transistor of a process: subcircuit, polarity, size rules (`limits`), voltages [V], why it is reserved, recorded bins. */
export type ProcessDevice = Process["devices"][string];
/** A current that the foundry publishes for a transistor: |Id| [A] at |Vgs| = |Vds| = `supply`. */
export type GoldenCurrent = Process["golden"][number];

const folder = new URL("../../pdk/", import.meta.url);

/** Names of the processes that have a manifest. */
export function processNames(): readonly string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  return files.map((file) => file.slice(0, -".yaml".length)).sort();
}

/**
 * The process of that name, from `pdk/<name>.yaml`.
 *
 * @throws PdkError PDK_PROCESS_UNKNOWN (lists the names), PDK_MANIFEST (a fault in the file, with its line)
 */
export function readProcess(name: string): Process {
  const names = processNames();
  if (!names.includes(name)) {
    throw new PdkError("PDK_PROCESS_UNKNOWN", `no process "${name}"`, {
      at: ["process"],
      hint: `Processes: ${names.join(", ")}. A further one is a further manifest in pdk/.`,
    });
  }
  return parseManifest(readFileSync(new URL(`${name}.yaml`, folder), "utf8"), `pdk/${name}.yaml`);
}

/** A process from the text of its manifest. @throws PdkError PDK_MANIFEST */
export function parseManifest(text: string, file: string): Process {
  try {
    return parseYaml(
      { schema: processSchema, form: "a process manifest, as pdk/sky130.yaml", fields: "", override: "" },
      text,
      { file },
    );
  } catch (error) {
    if (!(error instanceof MemspiceError)) throw error;
    throw new PdkError("PDK_MANIFEST", error.problem, { at: error.at, hint: error.hint, cause: error });
  }
}

/**
 * A model set as far as the manifest records it: for tables that are checked, or made, without reading models.
 * No bins where none are recorded for a device.
 */
export function recordedSet(
  process: Process,
  name: string,
): { name: string; bins(device: string): readonly Bin[] } {
  return { name, bins: (device) => process.devices[device]?.bins[name] ?? [] };
}
