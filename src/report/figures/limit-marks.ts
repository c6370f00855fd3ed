import * as Plot from "@observablehq/plot";
import type { LimitBlock } from "../sizing-limits.ts";
import type { Scale } from "../sizing-units.ts";

/** Vertical lines at min and max, named above the frame on their outer sides, and a dashed one at the typical value. */
export function limitMarks(
  { min, typ, max }: Pick<LimitBlock, "min" | "typ" | "max">,
  scale: Scale,
): Plot.Markish[] {
  const name = (side: "min" | "max", limit: number) =>
    Plot.text([`${side} ${String(Number((limit * scale.factor).toPrecision(4))).replace("-", "−")}`], {
      x: limit * scale.factor,
      frameAnchor: "top",
      lineAnchor: "bottom",
      textAnchor: side === "min" ? "end" : "start",
      dx: side === "min" ? 4 : -4,
      dy: -5,
      fill: "var(--ink)",
    });
  const line = (limit: number, dash: boolean) =>
    Plot.ruleX([limit * scale.factor], {
      stroke: dash ? "var(--muted)" : "var(--ink)",
      strokeWidth: dash ? 1 : 1.5,
      ...(dash && { strokeDasharray: "4 3" }),
    });
  return [
    ...(typ === null ? [] : [line(typ, true)]),
    ...(min === null ? [] : [line(min, false), name("min", min)]),
    ...(max === null ? [] : [line(max, false), name("max", max)]),
  ];
}
