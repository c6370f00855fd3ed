import * as Plot from "@observablehq/plot";
import { summarize } from "../../foundation/index.ts";
import { type Html, html } from "../html.ts";
import { distinct, type LimitBlock } from "../sizing-limits.ts";
import type { MeasurementRow } from "../sizing-report.ts";
import { type Scale, scaleFor } from "../sizing-units.ts";
import { plain } from "../units.ts";
import { limitMarks } from "./limit-marks.ts";
import { drawPlot, figure } from "./plot.ts";

const shapes = [
  { symbol: "circle", sign: "●" },
  { symbol: "square", sign: "■" },
  { symbol: "triangle", sign: "▲" },
  { symbol: "diamond", sign: "◆" },
  { symbol: "star", sign: "★" },
] as const;

/** From weak to strong, for supplies from low to high. */
const tones = ["var(--s3)", "var(--s5)", "var(--s7)"] as const;

const rowHeight = 30;

/** Values of one limit by corner, temperature and supply, with the limits as lines. */
export function conditionsFigure(block: LimitBlock): Html {
  const { rows } = block;
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length === 0) return html`<p class="note">No run of ${block.name} gave a value to draw.</p>`;
  const corners = distinct(rows.map(({ corner }) => corner));
  const temperatures = distinct(rows.map(({ temperatureC }) => temperatureC)).sort((a, b) => a - b);
  const supplies = distinct(rows.map(({ supply }) => supply)).sort((a, b) => a - b);
  const limits = [block.min, block.typ, block.max].filter((limit) => limit !== null);
  const { min, max } = summarize([...values, ...limits]);
  const scale = scaleFor(Math.max(Math.abs(min), Math.abs(max)), block.unit);
  const room = 0.06 * (max - min || Math.abs(max) || 1);
  const measure = rows[0]?.measure ?? block.name;
  return figure(
    "full",
    (width) =>
      drawPlot(`Values of ${block.name} by corner, with its limits`, {
        width,
        height: 74 + rowHeight * corners.length,
        marginLeft: 60,
        marginRight: 64,
        marginTop: 28,
        marginBottom: 40,
        x: {
          domain: [(min - room) * scale.factor, (max + room) * scale.factor],
          label: `${measure}${scale.unit === "" ? "" : `, ${scale.unit}`}`,
          labelArrow: "none",
          labelAnchor: "right",
          ticks: width < 400 ? 4 : 8,
          tickFormat: plain,
        },
        y: { type: "band", domain: corners, label: null, tickSize: 0, padding: 0 },
        marks: [
          Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1, ticks: width < 400 ? 4 : 8 }),
          Plot.ruleY(corners, { y: (corner) => corner, stroke: "var(--rule)", dy: rowHeight / 2 }),
          ...limitMarks(block, scale),
          ...temperatures.flatMap((temperature, i) =>
            dotsAt(
              rows.filter(({ temperatureC }) => temperatureC === temperature),
              {
                scale,
                supplies,
                shape: i,
                dy: (i - (temperatures.length - 1) / 2) * Math.min(8, 22 / temperatures.length),
              },
            ),
          ),
          ...failures(rows),
        ],
      }),
    html`<strong>${block.name}.</strong> Lines: limits${block.typ === null ? "" : "; dashed: typical value"}. ${legend(
      temperatures,
      supplies,
    )} Red: beyond a limit.`,
  );
}

function dotsAt(
  rows: readonly MeasurementRow[],
  look: {
    readonly scale: Scale;
    readonly supplies: readonly number[];
    readonly shape: number;
    readonly dy: number;
  },
): Plot.Markish[] {
  const { scale, supplies, shape, dy } = look;
  const drawn = rows.filter(({ value }) => value !== null);
  return [
    Plot.dot(drawn, {
      x: ({ value }: MeasurementRow) => (value as number) * scale.factor,
      y: "corner",
      dy,
      r: 4,
      symbol: shapes[shape % shapes.length]?.symbol ?? "circle",
      fill: ({ status, supply }: MeasurementRow) =>
        status === "fail" ? "var(--red)" : toneOf(supply, supplies),
      stroke: "var(--bg)",
      strokeWidth: 0.75,
    }),
  ];
}

function toneOf(supply: number, supplies: readonly number[]): string {
  if (supplies.length < 2) return "var(--blue)";
  const share = supplies.indexOf(supply) / (supplies.length - 1);
  return tones[Math.round(share * (tones.length - 1))] as string;
}

function failures(rows: readonly MeasurementRow[]): Plot.Markish[] {
  const failed = rows.filter(({ value }) => value === null);
  return distinct(failed.map(({ corner }) => corner)).map((corner) =>
    Plot.text([corner], {
      y: (name) => name,
      frameAnchor: "right",
      textAnchor: "start",
      dx: 4,
      text: () => `✗ ${failed.filter((row) => row.corner === corner).length} failed`,
      fill: "var(--red)",
    }),
  );
}

function legend(temperatures: readonly number[], supplies: readonly number[]): string {
  const shape =
    temperatures.length < 2
      ? ""
      : `${temperatures.map((t, i) => `${shapes[i % shapes.length]?.sign}\u00a0${String(t).replace("-", "−")}\u00a0°C`).join(", ")}. `;
  return supplies.length < 2
    ? shape
    : `${shape}The stronger the tone, the higher the supply (${supplies.join(", ")}\u00a0V).`;
}
