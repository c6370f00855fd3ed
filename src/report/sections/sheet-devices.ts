import { isAboutSize } from "../../pdk/index.ts";
import { type Html, html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import { brokenRules, findingsOf } from "../sizing-issues.ts";
import { distinct } from "../sizing-limits.ts";
import type { DeviceRow } from "../sizing-report.ts";
import { microns, quantity } from "../sizing-units.ts";
import { table } from "../table.ts";
import { counted, verdictMark } from "./verdict.ts";

/** Every transistor with its size and what is wrong with it, then the issues by rule. */
export function devicesSection(devices: readonly DeviceRow[]): Section {
  const bad = devices.filter(({ issues }) => issues.length > 0);
  return {
    id: "devices",
    title: "Devices",
    body: html`${devicesTable(devices)}
${bad.length === 0 ? html`<p>No rule is broken, and every size has a model.</p>` : issuesTable(bad)}`,
  };
}

export function devicesTable(devices: readonly DeviceRow[]): Html {
  const change = devices.some(({ issues }) => issues.length > 0);
  return table({
    caption: `Sizes as drawn${change ? ", and the nearest that is legal and modelled" : ""}. Lengths in µm; W of one device, m devices in parallel.`,
    columns: [
      { title: "Device" },
      { title: "Result" },
      { title: "W", number: true },
      { title: "L", number: true },
      { title: "m", number: true },
      ...(change ? [{ title: "Nearest W/L × m" }] : []),
      { title: "Transistor" },
    ],
    rows: devices.map((row) => [
      html`${row.cell}\u00a0${row.name}${row.role === null ? nothing : html`<small>${row.role}</small>`}`,
      result(row),
      row.nf === 1 ? microns(row.w) : html`${microns(row.w)}<small>${row.nf} fingers</small>`,
      microns(row.l),
      String(row.m),
      ...(change ? [nearestSize(row)] : []),
      row.model,
    ]),
  });
}

function result({ issues }: DeviceRow): Html {
  return issues.length === 0
    ? verdictMark(true)
    : html`${verdictMark(false)}<small>${brokenRules(issues).join(", ")}</small>`;
}

/** `0.42/0.15`, `5/0.15 × 3`; what to say where there is none. */
export function nearestSize({ issues, nearest }: DeviceRow): string {
  if (nearest === null) return issues.some(isAboutSize) ? "none" : "–";
  const { w, l, m } = nearest;
  return `${microns(w)}/${microns(l)}${m === 1 ? "" : ` × ${m}`}`;
}

/** One row for all devices that break one rule in the same way. */
function issuesTable(devices: readonly DeviceRow[]): Html {
  const findings = findingsOf(devices);
  return table({
    caption: `What is wrong, by rule and by model set: ${counted(findings.length, "finding")} on ${counted(devices.length, "device")}.`,
    columns: [
      { title: "Rule" },
      { title: "Drawn", number: true },
      { title: "Limit", number: true },
      { title: "What" },
      { title: "Devices" },
    ],
    rows: findings.map(({ rules, issue, text, devices }) => [
      rules.join(", "),
      issue.actual === null ? "–" : measured(issue.actual, issue.unit),
      issue.limit === null ? "–" : measured(issue.limit, issue.unit),
      html`<span class="prose">${text}<small>${wrappable(issue.code)}</small></span>`,
      named(devices),
    ]),
  });
}

/** `neuron W1, W2; synapse W1` */
function named(devices: readonly DeviceRow[]): string {
  return distinct(devices.map(({ cell }) => cell))
    .map((cell) => {
      const names = devices.filter((device) => device.cell === cell).map(({ name }) => name);
      return `${cell}\u00a0${names.join(", ")}`;
    })
    .join("; ");
}

function measured(value: number, unit: "m" | "V" | "1"): string {
  return unit === "m" ? `${microns(value)}\u00a0µm` : quantity(value, unit);
}

/** A code that may be parted after its underscores. */
function wrappable(code: string): Html[] {
  return code.split("_").flatMap((word, i) => (i === 0 ? [html`${word}`] : [html`_<wbr>${word}`]));
}
