import type { Axis } from "./axis.ts";
import { along } from "./pieces.ts";

const lineHeight = 13;

/** A name at the right edge of a drawing; `dy` in pixels from the top of its frame. */
export interface EndName {
  readonly text: string;
  readonly dy: number;
}

/** Names at the heights [SI] of what they name, moved apart where they would cover each other. `frame`: its height in pixels. */
export function endNames(
  names: readonly { readonly text: string; readonly y: number }[],
  axis: Axis,
  frame: number,
): EndName[] {
  const [low, high] = axis.domain.map((v) => (axis.log ? Math.log10(v) : v)) as [number, number];
  const wanted = names
    .map(({ text, y }) => ({ text, dy: frame * (1 - (along(axis, y) - low) / (high - low)) }))
    .sort((a, b) => a.dy - b.dy);
  return spread(wanted, frame);
}

/** Moves labels, given from the top down, so that neighbours are a line apart and the last stays in the frame. */
export function spread(labels: readonly EndName[], frame: number): EndName[] {
  const down: EndName[] = [];
  for (const label of labels) {
    const least = (down.at(-1)?.dy ?? Number.NEGATIVE_INFINITY) + lineHeight;
    down.push({ ...label, dy: Math.max(label.dy, least) });
  }
  let most = frame;
  return down.reverse().map((label) => {
    const dy = Math.min(label.dy, most);
    most = dy - lineHeight;
    return { ...label, dy };
  });
}
