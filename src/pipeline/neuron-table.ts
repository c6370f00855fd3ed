import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type NeuronSpec, parseSizingSpec, type SizingSpec } from "../spec/index.ts";
import { PipelineError } from "./error.ts";

/** The sizing table of a neuron, and where it stands. */
export interface NeuronTable {
  readonly table: SizingSpec;
  /** As a spec from anywhere would name it: the preset, or the whole path. */
  readonly sizing: string;
  /** Paths in the table are relative to this. */
  readonly folder: string;
}

export interface TablePlace {
  readonly process: string;
  readonly folder: string;
  readonly read?: (path: string) => string;
}

const readUtf8 = (path: string) => readFileSync(path, "utf8");
const presets = fileURLToPath(new URL("../../pdk/sizing/", import.meta.url));

/**
 * Reads the table that a run's neuron names: one of `pdk/sizing` by its name, or a file (a name with a dot or a slash is a path).
 *
 * @param place process that the table must be for, folder that paths are relative to, and how a file is read: it throws where it cannot
 * @throws PipelineError NEURON_TABLE (no such table, or one for another process), NEURON_CELL (not in it); SpecError
 */
export function readNeuronTable(
  spec: Pick<NeuronSpec, "sizing" | "cell">,
  { process, folder, read = readUtf8 }: TablePlace,
): NeuronTable {
  const sizing = portableSizing(spec.sizing, folder);
  const path = isPath(sizing) ? sizing : join(presets, `${sizing}.yaml`);
  const table = parseSizingSpec(textOf(path, spec.sizing, read), { file: spec.sizing });
  if (table.process !== process) {
    throw new PipelineError(
      "NEURON_TABLE",
      `${spec.sizing} is for ${table.process}, the array for ${process}`,
      {
        at: ["neuron", "sizing"],
        hint: "Neurons stand beside their array: name a table of the same process.",
      },
    );
  }
  if (table.cells[spec.cell] === undefined) {
    throw new PipelineError("NEURON_CELL", `${spec.sizing} has no cell "${spec.cell}"`, {
      at: ["neuron", "cell"],
      hint: `Its cells: ${Object.keys(table.cells).join(", ")}.`,
    });
  }
  return { table, sizing, folder: dirname(path) };
}

/** The name of a table as a spec from anywhere would give it: a preset, or the whole path of a file relative to `folder`. */
export function portableSizing(sizing: string, folder: string): string {
  return isPath(sizing) ? resolve(folder, sizing) : sizing;
}

function isPath(sizing: string): boolean {
  return /[./\\]/.test(sizing);
}

function textOf(path: string, sizing: string, read: (path: string) => string): string {
  try {
    return read(path);
  } catch (cause) {
    const known = readdirSync(presets)
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => file.slice(0, -".yaml".length));
    throw new PipelineError("NEURON_TABLE", `no table "${sizing}": ${(cause as Error).message}`, {
      at: ["neuron", "sizing"],
      hint: `Tables by name: ${known.join(", ")}. A path of your own has a dot or a slash, and is relative to the spec.`,
      cause,
    });
  }
}
