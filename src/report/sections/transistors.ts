import type { DeviceReport, TransistorCurves } from "../cell-report.ts";
import { drainFigure, efficiencyFigure, gateFigure } from "../figures/transistor-curves.ts";
import { type Html, html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import { microns, quantity } from "../sizing-units.ts";
import { type Cell, table } from "../table.ts";
import { runFailures } from "./cell-common.ts";
import { signedShare } from "./models.ts";
import { verdictMark } from "./verdict.ts";

type Figure = keyof TransistorCurves["figures"];

/** Figures in the order of the tables: name, unit, heading of a column. */
const figures: readonly (readonly [figure: Figure, name: string, unit: string])[] = [
  ["thresholdConstantCurrent", "Threshold, Id = 100 nA W/L, low Vds", "V"],
  ["thresholdExtrapolated", "Threshold, extrapolated from the largest gm, low Vds", "V"],
  ["thresholdSaturation", "Threshold, Id = 100 nA W/L, high Vds", "V"],
  ["drainInducedLowering", "Fall of the threshold for each volt of Vds", "1"],
  ["onCurrent", "On current, highest Vgs and Vds", "A"],
  ["leakage", "Leakage, Vgs = 0, high Vds", "A"],
  ["subthresholdSlope", "Subthreshold slope, a decade", "V"],
  ["gmOverIdMax", "Largest gm/Id", "1/V"],
  ["transconductanceMax", "Largest gm", "S"],
  ["outputConductance", "Output conductance, highest Vgs and Vds", "S"],
];

/** One table of all transistors, then the curves of each. */
export function transistorSections({ transistors, failures }: DeviceReport): Section[] {
  return [
    { id: "overview", title: "Figures", body: html`${overview(transistors)}${failed(failures)}` },
    ...transistors.map((one, i) => ({ id: `t${i + 1}`, title: titleOf(one), body: curves(one) })),
  ];
}

/** `nfet_01v8 7/0.15`, `... × 4` */
export function titleOf({ device, w, l, m }: Pick<TransistorCurves, "device" | "w" | "l" | "m">): string {
  return `${device} ${microns(w)}/${microns(l)}${m === 1 ? "" : ` × ${m}`}`;
}

function overview(transistors: readonly TransistorCurves[]): Html {
  if (transistors.length === 0) return html`<p>No transistor was measured.</p>`;
  const columns: readonly (readonly [Figure, string, string])[] = [
    ["thresholdConstantCurrent", "Threshold", "V"],
    ["thresholdExtrapolated", "extrapolated", "V"],
    ["onCurrent", "On current", "A"],
    ["leakage", "Leakage", "A"],
    ["subthresholdSlope", "Slope, a decade", "V"],
    ["gmOverIdMax", "Largest gm/Id", "1/V"],
  ];
  return table({
    caption:
      "W/L in µm. Threshold: the gate voltage where Id = 100 nA W/L, and the one extrapolated from the largest gm; both at the low Vds.",
    columns: [{ title: "Transistor" }, ...columns.map(([, title]) => ({ title, number: true }))],
    rows: transistors.map((one) => [
      titleOf(one),
      ...columns.map(([figure, , unit]) => shown(one.figures[figure], unit)),
    ]),
  });
}

function failed(failures: DeviceReport["failures"]): Html {
  return runFailures(failures.map((one) => ({ where: titleOf(one), error: one.error })));
}

function curves(one: TransistorCurves): Html {
  return html`<div class="pair">
${gateFigure(one, "linear")}
${gateFigure(one, "log")}
${drainFigure(one)}
${efficiencyFigure(one)}
</div>
${table({
  caption: `${titleOf(one)}${one.polarity === "p" ? ", p-channel: voltages and currents mirrored" : ""}.`,
  compact: true,
  columns: [{ title: "Figure" }, { title: "Value", number: true }],
  rows: figures.map(([figure, name, unit]) => [name, shown(one.figures[figure], unit)]),
})}
${one.published.length === 0 ? nothing : publishedTable(one)}`;
}

/** What the foundry publishes for this size. */
function publishedTable({ figures: here, published }: TransistorCurves): Html {
  return table({
    caption: "Against the foundry's published typical values and their range.",
    columns: [
      { title: "Figure" },
      { title: "In range" },
      { title: "Here", number: true },
      { title: "Published", number: true },
      { title: "Difference", number: true },
      { title: "Range", number: true },
    ],
    rows: published.map(({ figure, published, min, max }): Cell[] => {
      const [, name, unit] = figures.find(([key]) => key === figure) as (typeof figures)[number];
      const value = here[figure];
      return [
        name,
        value === null
          ? verdictMark(false, "", "no value")
          : verdictMark(value >= min && value <= max, "yes", "no"),
        shown(value, unit),
        quantity(published, unit),
        value === null ? "–" : signedShare(value / published - 1),
        `${quantity(min, unit)} to ${quantity(max, unit)}`,
      ];
    }),
  });
}

function shown(value: number | null, unit: string): string {
  return value === null ? "–" : quantity(value, unit);
}
