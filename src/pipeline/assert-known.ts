import { PipelineError } from "./error.ts";

const codes = { cell: "CELL_UNKNOWN", tile: "TILE_UNKNOWN", layer: "LAYER_UNKNOWN" } as const;

/**
 * What is asked for by name is there.
 *
 * @param shown the names as a hint lists them
 * @throws PipelineError CELL_UNKNOWN, TILE_UNKNOWN, LAYER_UNKNOWN
 */
export function assertKnown(
  kind: keyof typeof codes,
  asked: readonly string[],
  known: readonly string[],
  shown = known.join(", "),
): void {
  const strange = asked.find((name) => !known.includes(name));
  if (strange === undefined) return;
  throw new PipelineError(codes[kind], `there is no ${kind} "${strange}"`, {
    at: [`--${kind}`],
    hint: known.length === 0 ? `There is no ${kind} here.` : `There are: ${shown}.`,
  });
}
