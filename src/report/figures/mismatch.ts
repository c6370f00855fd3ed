import * as Plot from "@observablehq/plot";
import { summarize } from "../../foundation/index.ts";
import { conductanceHistogram } from "../histogram.ts";
import { type Html, html } from "../html.ts";
import type { LimitBlock } from "../sizing-limits.ts";
import type { YieldRow } from "../sizing-report.ts";
import { quantity, type Scale, scaleFor } from "../sizing-units.ts";
import { integer, plain } from "../units.ts";
import { limitMarks } from "./limit-marks.ts";
import { drawPlot, figure } from "./plot.ts";

/** A limit further from the samples than this many times their range would squeeze them into one bar: it is named, not drawn. */
const farAway = 3;

/** Histogram of the Monte Carlo samples of one limit; those beyond a limit in red, over those within. */
export function mismatchFigure(block: LimitBlock, row: YieldRow | undefined): Html {
  const ran = block.samples.filter(({ value }) => value !== null);
  if (ran.length === 0)
    return html`<p class="note"><strong>${block.name}.</strong> No sample gave a value.</p>`;
  const of = (beyond: boolean) =>
    Float64Array.from(
      ran.filter(({ status }) => (status === "fail") === beyond),
      ({ value }) => value as number,
    );
  const bins = Math.min(30, Math.max(6, Math.round(Math.sqrt(ran.length) * 1.5)));
  const {
    edges,
    gPos: within,
    gNeg: beyond,
  } = conductanceHistogram({ gPos: of(false), gNeg: of(true) }, bins);
  const low = edges[0] as number;
  const high = edges.at(-1) as number;
  const near = (limit: number | null) =>
    limit !== null && Math.max(high - limit, limit - low) <= farAway * (high - low) ? limit : null;
  const drawn = { min: near(block.min), typ: near(block.typ), max: near(block.max) };
  const range = summarize([low, high, ...Object.values(drawn).filter((limit) => limit !== null)]);
  const scale = scaleFor(Math.max(Math.abs(range.min), Math.abs(range.max)), block.unit);
  const bars = Array.from(within, (kept, i) => ({
    from: (edges[i] as number) * scale.factor,
    to: (edges[i + 1] as number) * scale.factor,
    kept,
    all: kept + (beyond[i] as number),
  }));
  const measure = block.samples[0]?.measure ?? block.name;
  return figure(
    "half",
    (width) =>
      drawPlot(`Histogram of ${ran.length} mismatch samples of ${block.name}, with its limits`, {
        width,
        height: 270,
        marginLeft: 56,
        marginRight: 56,
        marginTop: 30,
        marginBottom: 40,
        x: {
          domain: padded(range, scale),
          label: `${measure}${scale.unit === "" ? "" : `, ${scale.unit}`}`,
          labelArrow: "none",
          labelAnchor: "right",
          ticks: 4,
          tickFormat: plain,
        },
        y: { label: null, ticks: 4, tickFormat: (n: number) => (Number.isInteger(n) ? integer(n) : "") },
        marks: [
          Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1, ticks: 4 }),
          Plot.rect(bars, { x1: "from", x2: "to", y1: 0, y2: "kept", fill: "var(--blue)", insetRight: 0.5 }),
          Plot.rect(bars, {
            x1: "from",
            x2: "to",
            y1: "kept",
            y2: "all",
            fill: "var(--red)",
            insetRight: 0.5,
          }),
          Plot.ruleY([0], { stroke: "var(--ink)" }),
          ...limitMarks(drawn, scale),
        ],
      }),
    html`<strong>${block.name}.</strong> Samples in a bin. ${sayings(block, drawn, row)}`,
  );
}

function padded({ min, max }: { readonly min: number; readonly max: number }, { factor }: Scale): number[] {
  const room = 0.05 * (max - min || Math.abs(max) || 1);
  return [(min - room) * factor, (max + room) * factor];
}

function sayings(
  block: LimitBlock,
  drawn: Pick<LimitBlock, "min" | "max">,
  row: YieldRow | undefined,
): string {
  const { unit } = block;
  const off = (["min", "max"] as const).flatMap((side) => {
    const limit = block[side];
    return limit !== null && drawn[side] === null
      ? [`${side} ${quantity(limit, unit)} lies far off the drawing`]
      : [];
  });
  return [
    ...(row?.mean != null && row.sigma !== null
      ? [`Mean ${quantity(row.mean, unit)}, sigma ${quantity(row.sigma, unit)}.`]
      : []),
    ...off.map((saying) => `The limit ${saying}.`),
    ...(row !== undefined && row.failed > 0
      ? [`${integer(row.failed)} runs gave no value; they count as failures.`]
      : []),
    ...(block.samples.some(({ status, value }) => status === "fail" && value !== null)
      ? ["Red: beyond a limit."]
      : []),
  ].join(" ");
}
