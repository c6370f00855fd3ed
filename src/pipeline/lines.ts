import type { Lines } from "../crossbar/index.ts";
import { type Process, segmentResistance } from "../pdk/index.ts";
import type { RunSpec } from "../spec/index.ts";

/** The lines of every tile of an array, with nothing left out. */
export type ArrayLines = Required<Lines>;

/** @throws PdkError PDK_METAL_UNKNOWN, PDK_WIDTH_TOO_SMALL, PDK_PITCH_TOO_SMALL */
export function linesOf(process: Process, { wire, driver, sense, drive }: RunSpec["array"]): ArrayLines {
  return {
    ...segmentResistance(process, wire),
    rDriver: driver,
    rSense: sense,
    wordDrive: drive.word,
    bitSense: drive.bit,
  };
}
