import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { PipelineError } from "../error.ts";

/** The map of stuck cells that a spec names, relative to its folder. @throws PipelineError STUCK_MAP where it cannot be read */
export function readStuckMap(map: string, folder: string): string {
  try {
    return readFileSync(resolve(folder, map), "utf8");
  } catch (cause) {
    throw new PipelineError("STUCK_MAP", `no map of stuck cells "${map}": ${(cause as Error).message}`, {
      at: ["variability", "stuckAt", "map"],
      hint: "Name a CSV file, relative to the spec: layer,polarity,row,col,state.",
      cause,
    });
  }
}
