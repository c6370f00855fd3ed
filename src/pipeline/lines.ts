import type { Lines } from "../crossbar/index.ts";
import { type Process, segmentResistance } from "../pdk/index.ts";
import type { RunSpec } from "../spec/index.ts";

/** The lines of every tile of an array, with nothing left out. */
export type ArrayLines = Required<Lines>;

/**
 * @param temperatureC of the wires [degree C]; left out: that of the published sheet resistances
 * @throws PdkError PDK_METAL_UNKNOWN, PDK_WIDTH_TOO_SMALL, PDK_PITCH_TOO_SMALL, PDK_METAL_TEMPERATURE
 */
export function linesOf(
  process: Process,
  { wire, driver, sense, drive }: RunSpec["array"],
  temperatureC?: number,
): ArrayLines {
  return {
    ...segmentResistance(process, wire, temperatureC),
    rDriver: driver,
    rSense: sense,
    wordDrive: drive.word,
    bitSense: drive.bit,
  };
}
