import { SpiceError } from "./error.ts";

/**
 * A number as every SPICE dialect reads it: decimal or with an exponent, never a suffix letter (`M` is milli to SPICE).
 * The shortest digits that read back as the same value.
 *
 * @throws SpiceError SPICE_NUMBER for NaN and infinities
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) {
    throw new SpiceError("SPICE_NUMBER", `${value} cannot stand in a netlist`, {
      hint: "Check the value that this number was computed from.",
    });
  }
  const size = Math.abs(value);
  if (size === 0) return "0";
  return size >= 1e-3 && size < 1e6 ? String(value) : value.toExponential().replace("e+", "e");
}
