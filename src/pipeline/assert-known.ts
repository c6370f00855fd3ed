import { PipelineError } from "./error.ts";

const codes = { cell: "CELL_UNKNOWN", tile: "TILE_UNKNOWN", layer: "LAYER_UNKNOWN" } as const;

/**
 * What is asked for by name is there.
 *
 * @param options `shown`: the names as a hint lists them; `more`: what else the hint says, a sentence
 * @throws PipelineError CELL_UNKNOWN, TILE_UNKNOWN, LAYER_UNKNOWN
 */
export function assertKnown(
  kind: keyof typeof codes,
  asked: readonly string[],
  known: readonly string[],
  { shown = known.join(", "), more = "" } = {},
): void {
  const strange = asked.find((name) => !known.includes(name));
  if (strange === undefined) return;
  const there = known.length === 0 ? `There is no ${kind} here.` : `There are: ${shown}.`;
  throw new PipelineError(codes[kind], `there is no ${kind} "${strange}"`, {
    at: [`--${kind}`],
    hint: more === "" ? there : `${there} ${more}`,
  });
}
