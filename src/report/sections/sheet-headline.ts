import { type Html, html, nothing } from "../html.ts";
import { brokenRules } from "../sizing-issues.ts";
import { cornersText, distinct, type LimitBlock } from "../sizing-limits.ts";
import type { SizingReport } from "../sizing-report.ts";
import { facts } from "../table.ts";
import { integer, share } from "../units.ts";
import { listed } from "./headline.ts";
import { signedShare } from "./models.ts";
import { counted } from "./verdict.ts";

/** Can it be built, does it keep its limits; the figures behind the answer. */
export function sheetHeadline(report: SizingReport, blocks: readonly LimitBlock[]): Html {
  const { summary, name } = report;
  const { models } = summary;
  const ok = summary.status === "ok";
  const topologies = summary.cells.map(({ name, topology }) => `${name} (${topology})`);
  return html`<p class="eyebrow">memspice check · ${name}</p>
<h1>${ok ? "✓ Pass" : "✗ Fail"}: ${verdict(report, blocks)}</h1>
<p class="lead">${listed(topologies)} in ${summary.process}, models ${models.name}, ${cornersText(models, summary.measurements)}.</p>
${warned(report)}
${facts(
  summary.measurements.length === 0
    ? [devicesFact(report), rulesFact(report), limitsFact(blocks)]
    : [
        devicesFact(report),
        limitsFact(blocks),
        conditionsFact(blocks),
        yieldFact(report),
        modelsFact(report),
        failedFact(report),
      ],
)}`;
}

/** What is wrong, or that nothing is; in words, for the page and for its title. */
export function verdict({ summary }: SizingReport, blocks: readonly LimitBlock[]): string {
  const bad = summary.devices.filter(({ issues }) => issues.length > 0).length;
  const ruled = blocks.filter(({ rows, status }) => rows.length > 0 && status !== "info");
  const missed = ruled.filter(({ status }) => status === "fail").length;
  const failed = summary.measurements.filter(({ value }) => value === null).length;
  const lost = summary.yield.reduce((sum, row) => sum + row.missed, 0);
  const faults = [
    ...(bad > 0 ? [`${bad} of ${counted(summary.devices.length, "device")} illegal or not modelled`] : []),
    ...(missed > 0 ? [`${missed} of ${counted(ruled.length, "limit")} missed`] : []),
    ...(lost > 0 ? [`${counted(lost, "sample")} beyond a limit`] : []),
    ...(failed > 0 ? [`${counted(failed, "run")} failed`] : []),
  ];
  if (faults.length > 0) return listed(faults);
  const devices = `${counted(summary.devices.length, "device")} legal and modelled`;
  return ruled.length === 0 ? devices : `${devices}, ${counted(ruled.length, "limit")} kept`;
}

function warned({ summary }: SizingReport): Html {
  const { length } = summary.warnings;
  return length === 0
    ? nothing
    : html`<p class="notice"><a href="#warnings">${length === 1 ? "One warning" : `${length} warnings`}</a> should be read with these figures.</p>`;
}

function devicesFact({ summary }: SizingReport) {
  const good = summary.devices.filter(({ issues }) => issues.length === 0).length;
  return {
    name: "Devices legal and modelled",
    value: `${good} of ${summary.devices.length}`,
    note: summary.cells.map(({ name }) => name).join(", "),
  };
}

function rulesFact({ summary }: SizingReport) {
  const broken = distinct(summary.devices.flatMap(({ issues }) => brokenRules(issues)));
  return { name: "Rules broken", value: String(broken.length), note: broken.join(", ") };
}

function limitsFact(blocks: readonly LimitBlock[]) {
  const ruled = blocks.filter(({ rows, status }) => rows.length > 0 && status !== "info");
  return ruled.length === 0
    ? { name: "Limits kept", value: "none measured", note: "sizes alone were checked" }
    : {
        name: "Limits kept",
        value: `${ruled.filter(({ status }) => status === "pass").length} of ${ruled.length}`,
        note: "at every corner, temperature and supply",
      };
}

function conditionsFact(blocks: readonly LimitBlock[]) {
  const rows = blocks.flatMap((block) => block.rows);
  const different = (values: readonly (string | number)[]) => new Set(values).size;
  return {
    name: "Conditions",
    value: String(
      different(rows.map(({ corner, temperatureC, supply }) => `${corner} ${temperatureC} ${supply}`)),
    ),
    note: [
      counted(different(rows.map(({ corner }) => corner)), "corner"),
      counted(different(rows.map(({ temperatureC }) => temperatureC)), "temperature"),
      counted(different(rows.map(({ supply }) => supply)), "supply", "supplies"),
    ].join(", "),
  };
}

function yieldFact({ summary }: SizingReport) {
  const [first, ...rest] = summary.yield;
  if (first === undefined) return { name: "Yield", value: "not measured", note: "no mismatch samples" };
  const worst = rest.reduce((least, row) => (row.yield < least.yield ? row : least), first);
  return {
    name: "Least yield",
    value: share(worst.yield),
    note: `${worst.name}, ${integer(worst.samples)} samples`,
  };
}

function modelsFact({ summary }: SizingReport) {
  const { deviation } = summary;
  if (deviation === null || deviation.length === 0) {
    return {
      name: "Models against the foundry",
      value: "not compared",
      note: "no published current was measured",
    };
  }
  const worst = deviation.reduce((most, row) =>
    Math.abs(row.relative) > Math.abs(most.relative) ? row : most,
  );
  return {
    name: "Models against the foundry",
    value: signedShare(worst.relative),
    note: `${worst.device}, the furthest of ${deviation.length} published currents`,
  };
}

function failedFact({ summary }: SizingReport) {
  const failed = summary.measurements.filter(({ value }) => value === null).length;
  return {
    name: "Runs without a result",
    value: integer(failed),
    note: `of ${integer(summary.measurements.length)}, each counted as a missed limit`,
  };
}
