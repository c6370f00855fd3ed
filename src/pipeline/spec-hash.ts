import { hashOf } from "../foundation/index.ts";
import type { RunSpec, SizingSpec } from "../spec/index.ts";

/** Hash of a spec, whatever computed it: solver and engine are told beside. @param more what else a result is made of */
export function specHashOf(spec: RunSpec | SizingSpec, more: object = {}): string {
  return hashOf({ ...spec, solver: null, ...more });
}
