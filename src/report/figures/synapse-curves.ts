import type { SynapseReadPoint, SynapseReport } from "../cell-report.ts";
import { type Html, html } from "../html.ts";
import { engineering } from "../units.ts";
import { chartFigure } from "./chart.ts";
import { spansDecades } from "./log-span.ts";

type Measure = Exclude<keyof SynapseReadPoint, "g" | "error">;

/** One measure of the read against the conductance of the memristor. */
export function byConductanceFigure(
  points: readonly SynapseReadPoint[],
  measure: Measure,
  axis: {
    readonly name: string;
    readonly unit: string;
    readonly caption: Html;
    readonly ruleY?: readonly { readonly y: number; readonly name: string }[];
  },
): Html {
  const { name, unit, caption, ruleY = [] } = axis;
  const x = points.map(({ g }) => g);
  const y = points.map((point) => point[measure] ?? Number.NaN);
  const series = { name: null, x, y };
  return chartFigure(
    "half",
    {
      label: `${name} over conductance, ${y.filter(Number.isFinite).length} points from SPICE`,
      x: { name: "conductance", unit: "S", log: spansDecades(x) },
      y: { name, unit, log: spansDecades(y), zero: true },
      series: [
        { ...series, look: "line" },
        { ...series, look: "points" },
      ],
      gaps: points.flatMap(({ g, error }) => (error === null ? [] : [{ x: g, sign: "✗" as const }])),
      ruleY,
    },
    caption,
  );
}

/** Change of conductance against spike timing, with that of one spike alone. */
export function timingFigure(timing: NonNullable<SynapseReport["timing"]>): Html {
  const { g, pairs, preOnly, postOnly } = timing;
  const x = pairs.map(({ dt }) => dt);
  const y = pairs.map(({ change }) => change ?? Number.NaN);
  const series = { name: null, x, y };
  const alone = [
    { name: "pre only", run: preOnly },
    { name: "post only", run: postOnly },
  ].flatMap(({ name, run }) => (run === null || run.change === null ? [] : [{ name, y: run.change }]));
  const words = alone.map(({ name, y }) => `${name} ${signedEngineering(y)}`).join(", ");
  return chartFigure(
    "full",
    {
      label: `Change of conductance over spike timing, ${y.filter(Number.isFinite).length} pairs of spikes`,
      x: { name: "dt = t post − t pre", unit: "s" },
      y: { name: "change of conductance", unit: "S" },
      series: [
        { ...series, look: "line" },
        { ...series, look: "points" },
      ],
      gaps: pairs.flatMap(({ dt, error }) => (error === null ? [] : [{ x: dt, sign: "✗" as const }])),
      ruleY: alone,
      height: 320,
    },
    html`<strong>Spike timing.</strong> Change of a memristor at ${engineering(g, "S")} by one pair of spikes, pre
${engineering(timing.preWidth, "s")} and post ${engineering(timing.postWidth, "s")} wide.${
      words === "" ? "" : ` Dotted: one spike alone, ${words}.`
    }${pairs.some(({ error }) => error !== null) ? " ✗: the run failed." : ""}`,
  );
}

/** `+2.1 µS`, `−0.4 µS` */
export function signedEngineering(conductance: number): string {
  return `${conductance > 0 ? "+" : ""}${engineering(conductance, "S")}`;
}
