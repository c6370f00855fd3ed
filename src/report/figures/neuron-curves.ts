import type { NeuronPoint, NeuronReport } from "../cell-report.ts";
import { type Html, html } from "../html.ts";
import { engineering, plain, share } from "../units.ts";
import { type ChartSpec, chartFigure, type Series } from "./chart.ts";
import { spansDecades } from "./log-span.ts";

type Gap = NonNullable<ChartSpec["gaps"]>[number];
type Measure = Exclude<keyof NeuronPoint, "iin" | "vb" | "error">;

/** Spike rate against membrane current, with the fit of the period and the least current that fires. */
export function rateFigure({ byCurrent, fit, rheobase }: NeuronReport): Html {
  const currents = byCurrent.map(({ iin }) => iin);
  const fires = byCurrent.filter(({ spikeRate }) => (spikeRate ?? 0) > 0);
  const log = spansDecades(currents);
  const measured: Series = { name: null, x: currents, y: firing(byCurrent, "spikeRate"), look: "points" };
  const model = fit && fires.length > 0 ? fitted(fit, fires) : null;
  return chartFigure(
    "full",
    {
      label: `Spike rate over membrane current, ${fires.length} points from SPICE${model ? " and their fit" : ""}`,
      x: { name: "membrane current", unit: "A", log, zero: true },
      y: { name: "spike rate", unit: "Hz", log, zero: true },
      series: [...(model ? [model] : [{ ...measured, look: "line" as const }]), measured],
      gaps: gapsOf(byCurrent),
      ...(rheobase && {
        ruleX: [{ x: rheobase.fires, name: `fires from ${engineering(rheobase.fires, "A")}` }],
      }),
      height: 320,
    },
    html`<strong>Rate.</strong> Points: SPICE${gapWords(byCurrent)}. ${
      fit === null
        ? ""
        : `Dashed: period T = C V / I + Tref with C V = ${engineering(fit.charge, "C")} and Tref = ${engineering(fit.refractoryTime, "s")}; \
at most ${share(fit.maxRelativeError)} from the ${fit.points} periods it was fitted to. Over the threshold, C = ${engineering(fit.capacitance, "F")}.`
    }`,
  );
}

function fitted(fit: NonNullable<NeuronReport["fit"]>, fires: readonly NeuronPoint[]): Series {
  const low = fires[0]?.iin ?? 0;
  const high = fires.at(-1)?.iin ?? low;
  const x = Float64Array.from({ length: 60 }, (_, i) => low * (high / low) ** (i / 59));
  return { name: null, x, y: x.map((i) => 1 / (fit.charge / i + fit.refractoryTime)), look: "dashed" };
}

/** One measure against the membrane current. */
export function byCurrentFigure(
  points: readonly NeuronPoint[],
  measure: Measure,
  { name, unit, caption }: { readonly name: string; readonly unit: string; readonly caption: Html },
): Html {
  const x = points.map(({ iin }) => iin);
  return chartFigure(
    "half",
    pointsChart(
      { name: "membrane current", unit: "A", log: spansDecades(x) },
      { x, y: firing(points, measure), name, unit, gaps: gapsOf(points) },
    ),
    caption,
  );
}

/** One measure against the refractory bias. */
export function byBiasFigure(
  points: readonly NeuronPoint[],
  measure: Measure,
  { name, unit, caption }: { readonly name: string; readonly unit: string; readonly caption: Html },
): Html {
  const biased = points.flatMap((point) => (point.vb === null ? [] : [{ ...point, vb: point.vb }]));
  const x = biased.map(({ vb }) => vb);
  const gaps = biased.flatMap((point) => gapsOf([point]).map(({ sign }) => ({ x: point.vb, sign })));
  return chartFigure(
    "half",
    pointsChart(
      { name: "refractory bias vb", unit: "V" },
      { x, y: firing(biased, measure), name, unit, gaps },
    ),
    caption,
  );
}

function pointsChart(
  x: ChartSpec["x"],
  curve: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly name: string;
    readonly unit: string;
    readonly gaps: readonly Gap[];
  },
): ChartSpec {
  const { name, unit, gaps } = curve;
  const series = { name: null, x: curve.x, y: curve.y };
  return {
    label: `${name} over ${x.name}, ${curve.y.filter(Number.isFinite).length} points from SPICE`,
    x,
    y: { name, unit, log: spansDecades(curve.y), zero: true },
    series: [
      { ...series, look: "line" },
      { ...series, look: "points" },
    ],
    gaps,
  };
}

/** Values of the points that fire; NaN for the others. */
function firing(points: readonly NeuronPoint[], measure: Measure): number[] {
  return points.map((point) => ((point.spikeRate ?? 0) > 0 ? (point[measure] ?? Number.NaN) : Number.NaN));
}

function gapsOf(points: readonly NeuronPoint[]): Gap[] {
  return points.flatMap(({ iin, spikeRate, error }): Gap[] => {
    if (error !== null) return [{ x: iin, sign: "✗" }];
    return spikeRate === 0 ? [{ x: iin, sign: "○" }] : [];
  });
}

function gapWords(points: readonly NeuronPoint[]): string {
  const signs = new Set(gapsOf(points).map(({ sign }) => sign));
  return `${signs.has("○") ? "; ○ no spike" : ""}${signs.has("✗") ? "; ✗ the run failed" : ""}`;
}

/** `2.9 to 31`: range of a measure over the points that fire, in words; null where none does. */
export function rangeOf(points: readonly NeuronPoint[], measure: Measure, unit: string): string | null {
  const values = firing(points, measure).filter(Number.isFinite);
  if (values.length === 0) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const text = (value: number) => (unit === "1" ? plain(value) : engineering(value, unit));
  return text(low) === text(high) ? text(low) : `${text(low)} to ${text(high)}`;
}
