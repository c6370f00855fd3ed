import { stringify } from "yaml";
import { type DocumentKind, type ParseOptions, parseYaml } from "./document.ts";
import { withTable } from "./memristor/table/with-table.ts";
import { knownDeviceKeys, withModelDefaults } from "./model-defaults.ts";
import { type RunSpec, runSchema } from "./run.ts";
import { type SizingSpec, sizingSchema } from "./sizing.ts";

const fields = (of: string) => `\`memspice schema${of}\` prints all fields with their ranges.`;

const runKind: DocumentKind<typeof runSchema> = {
  schema: runSchema,
  form: "a YAML mapping that starts with `memspice: 1`, as in examples/mnist.yaml",
  fields: fields(""),
  override: "array.tile=[32,32]",
  complete: (written, read) => withModelDefaults(withTable(written, read)),
  known: knownDeviceKeys,
};

const sizingKind: DocumentKind<typeof sizingSchema> = {
  schema: sizingSchema,
  form: "a YAML mapping that starts with `memspice: 1`, as in pdk/sizing/tirado-barron.yaml",
  fields: fields(" sizing"),
  override: "cells.neuron.devices.W1.w=0.42u",
};

/**
 * The complete run spec from YAML text (empty text: all defaults), with every default filled in.
 *
 * @throws SpecError with all faults at once, each with its path, line and what is allowed; SPEC_TABLE, SPEC_TABLE_FILE
 */
export function parseRunSpec(text: string, options: ParseOptions = {}): RunSpec {
  return parseYaml(runKind, text, options);
}

/**
 * A sizing table from YAML text, with every default filled in: lengths [m], limits in the unit of their measure.
 *
 * @throws SpecError with all faults at once, each with its path, line and what is allowed
 */
export function parseSizingSpec(text: string, options: ParseOptions = {}): SizingSpec {
  return parseYaml(sizingKind, text, options);
}

/** The spec as YAML that parses to the same spec again. */
export function emitRunSpec(spec: RunSpec): string {
  return stringify(spec);
}

/** The table as YAML that parses to the same table again. */
export function emitSizingSpec(spec: SizingSpec): string {
  return stringify(spec);
}
