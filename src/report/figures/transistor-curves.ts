import type { TransistorCurves } from "../cell-report.ts";
import { type Html, html } from "../html.ts";
import { engineering, plain } from "../units.ts";
import { chartFigure, type Series } from "./chart.ts";

/** Id-Vg at low and high Vds, on a linear or a logarithmic axis of the current. */
export function gateFigure({ gate, polarity, figures }: TransistorCurves, axis: "linear" | "log"): Html {
  const log = axis === "log";
  const threshold = figures.thresholdConstantCurrent;
  return chartFigure(
    "half",
    {
      label: `Drain current over gate voltage at ${gate.at.length} drain voltages, ${axis} axis`,
      x: { name: voltageName("gate", polarity), unit: "V" },
      y: { name: "drain current", unit: "A", log, zero: true },
      series: family(gate, "Vds"),
      ...(log &&
        threshold !== null && { ruleX: [{ x: threshold, name: `Vth ${engineering(threshold, "V")}` }] }),
    },
    log
      ? html`<strong>Below threshold.</strong> The same on a logarithmic axis. ${
          figures.subthresholdSlope === null
            ? "The sweep does not reach the subthreshold slope."
            : `Subthreshold slope ${engineering(figures.subthresholdSlope, "V")} a decade, leakage ${engineering(figures.leakage, "A")}.`
        }`
      : html`<strong>Id-Vg.</strong> Drain current against gate voltage, Vds ${gate.at.map((v) => engineering(v, "V")).join(" and ")}.`,
  );
}

/** Id-Vd for several gate voltages. */
export function drainFigure({ drain, polarity }: TransistorCurves): Html {
  return chartFigure(
    "half",
    {
      label: `Drain current over drain voltage at ${drain.at.length} gate voltages`,
      x: { name: voltageName("drain", polarity), unit: "V", zero: true },
      y: { name: "drain current", unit: "A", zero: true },
      series: family(drain, "Vgs"),
    },
    html`<strong>Id-Vd.</strong> Drain current against drain voltage, one curve a gate voltage.`,
  );
}

/** gm/Id against current density. */
export function efficiencyFigure({ efficiency, figures }: TransistorCurves): Html {
  return chartFigure(
    "half",
    {
      label: "gm over Id, over drain current by W over L",
      x: { name: "Id/(W/L)", unit: "A", log: true },
      y: { name: "gm/Id", unit: "1/V", zero: true },
      series: [{ name: null, x: efficiency.density, y: efficiency.gmOverId, look: "line" }],
    },
    html`<strong>gm/Id.</strong> Transconductance of a current against its density, at the high Vds; at most
${plain(figures.gmOverIdMax)} 1/V.`,
  );
}

function family(curves: TransistorCurves["gate"], held: string): Series[] {
  return curves.current.map((y, i) => ({
    name: `${i === 0 || i === curves.current.length - 1 ? `${held} ` : ""}${plain(curves.at[i] as number)} V`,
    x: curves.voltage,
    y,
    look: "line",
  }));
}

function voltageName(terminal: "gate" | "drain", polarity: "n" | "p"): string {
  const voltage = `${terminal} voltage`;
  return polarity === "p" ? `${voltage} (mirrored)` : voltage;
}
