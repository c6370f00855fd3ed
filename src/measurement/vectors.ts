import type { AnalysisResult, Simulation, Vectors } from "../engine/index.ts";
import { MeasurementError } from "./error.ts";

const analyses = {
  op: "an operating point",
  dc: "a sweep",
  ac: "an AC analysis",
  tran: "a transient analysis",
} as const;

/** The result of a simulation that is to be of one kind. @throws MeasurementError MEASUREMENT_ANALYSIS */
export function resultOf<Kind extends AnalysisResult["kind"]>(
  { result }: Simulation,
  kind: Kind,
): Extract<AnalysisResult, { readonly kind: Kind }> {
  if (result.kind === kind) return result as Extract<AnalysisResult, { readonly kind: Kind }>;
  throw new MeasurementError("MEASUREMENT_ANALYSIS", `expected ${analyses[kind]}, got "${result.kind}"`);
}

/** A vector by its name, (points). @throws MeasurementError MEASUREMENT_PROBE */
export function vectorOf(vectors: Vectors, name: string): Float64Array {
  const found = vectors[name];
  if (found !== undefined) return found;
  const have = Object.keys(vectors).join(", ");
  throw new MeasurementError("MEASUREMENT_PROBE", `no vector ${name} among ${have}`, { at: [name] });
}
