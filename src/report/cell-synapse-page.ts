import { assertSynapseReport } from "./cell-check.ts";
import type { SynapseReport } from "./cell-report.ts";
import { signedEngineering } from "./figures/synapse-curves.ts";
import { type Html, html } from "./html.ts";
import { renderPage } from "./page.ts";
import {
  cellSections,
  closingSections,
  conditionsText,
  footerOf,
  noticesOf,
} from "./sections/cell-common.ts";
import { synapseSections } from "./sections/synapse.ts";
import { facts } from "./table.ts";
import { engineering, plain } from "./units.ts";

/**
 * The report of `characterize synapse`: one HTML document without script.
 *
 * @throws ReportError REPORT_INPUT when a part is ragged, not finite or contradicts itself
 */
export function renderSynapseReport(report: SynapseReport): string {
  assertSynapseReport(report);
  const current = range(report, "readCurrent", "A");
  return renderPage({
    title: `${report.cell.topology} synapse: ${current ?? "no read"} · memspice`,
    header: header(report, current),
    sections: [...synapseSections(report), ...cellSections(report), ...closingSections(report)],
    footer: footerOf(report),
  });
}

function header(report: SynapseReport, current: string | null): Html {
  const { byConductance, timing, cell, name, memristor } = report;
  const runs = [
    ...byConductance,
    ...(timing?.pairs ?? []),
    ...[timing?.preOnly, timing?.postOnly].filter((run) => run != null),
  ];
  const failed = runs.filter(({ error }) => error !== null).length;
  const [low, high] = [byConductance[0], byConductance.at(-1)];
  const window =
    low === undefined || high === undefined
      ? ""
      : `, ${engineering(low.g, "S")} to ${engineering(high.g, "S")}`;
  return html`<p class="eyebrow">memspice characterize synapse · ${name}</p>
<h1>${cell.topology} synapse: ${current ?? "no read"}</h1>
<p class="lead">Memristor ${memristor}${window}; ${conditionsText(report)}.</p>
${noticesOf(report, failed, runs.length)}
${facts(factsOf(report, current))}`;
}

function factsOf(report: SynapseReport, current: string | null) {
  const { timing } = report;
  const pairs = (timing?.pairs ?? []).flatMap(({ dt, change }) => (change === null ? [] : [{ dt, change }]));
  const extreme = (sign: 1 | -1) => {
    const [first] = [...pairs].sort((a, b) => sign * (b.change - a.change));
    return first === undefined || timing === null
      ? { value: "not measured", note: "no pair of spikes" }
      : {
          value: signedEngineering(first.change),
          note: `of ${engineering(timing.g, "S")}, at dt ${engineering(first.dt, "s")}`,
        };
  };
  return [
    { name: "Read current", value: current ?? "–", note: "into the membrane, during a pre spike" },
    {
      name: "Memristor voltage",
      value: range(report, "deviceVoltage", "V") ?? "–",
      note: `of a supply of ${engineering(report.supply, "V")}`,
    },
    { name: "Mirror gain", value: range(report, "mirrorGain", "1") ?? "–", note: "1 is ideal" },
    { name: "Highest change by a pair", ...extreme(1) },
    { name: "Lowest change by a pair", ...extreme(-1) },
  ];
}

function range(
  { byConductance }: SynapseReport,
  measure: "readCurrent" | "deviceVoltage" | "mirrorGain",
  unit: string,
): string | null {
  const values = byConductance.flatMap((point) => point[measure] ?? []);
  if (values.length === 0) return null;
  const text = (value: number) => (unit === "1" ? plain(value) : engineering(value, unit));
  const [low, high] = [text(Math.min(...values)), text(Math.max(...values))];
  return low === high ? low : `${low} to ${high}`;
}
