import type { CharacterizedCell, CharacterizedWith } from "../cell-report.ts";
import { type Html, html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunError } from "../sizing-report.ts";
import { quantity } from "../sizing-units.ts";
import { record, table } from "../table.ts";
import { plain } from "../units.ts";
import { specSection, timingsSection, warningsSection } from "./appendix.ts";
import { circuitsSection } from "./circuits.ts";
import { modelsSection } from "./models.ts";
import { originSection } from "./origin.ts";
import { devicesTable } from "./sheet-devices.ts";
import { counted } from "./verdict.ts";

/** Sizes, values of the parameters, and what must be known of the circuit. */
export function cellSections({ cell, devices, parameters }: CharacterizedCell): Section[] {
  return [
    {
      id: "sizes",
      title: "Sizes",
      body: html`${devicesTable(devices)}
${
  parameters.length === 0
    ? nothing
    : record(parameters.map(({ name, value, unit }) => [name, quantity(value, unit)]))
}`,
    },
    circuitsSection([cell]),
  ];
}

/** What ends every report of a cell or a device: models, decks, timings, provenance, warnings, table. */
export function closingSections(report: CharacterizedWith): Section[] {
  const { decks } = report;
  return [
    modelsSection(report),
    {
      id: "decks",
      title: "Decks",
      body:
        decks.length === 0
          ? html`<p>No deck was kept.</p>`
          : html`<p>${counted(decks.length, "deck")} as simulated, beside this file.</p>
<details><summary>Show their names</summary><ul class="plain-list">${decks.map((path) => html`<li><code>${path}</code></li>`)}</ul></details>`,
    },
    timingsSection(report.timings),
    originSection(report),
    warningsSection(report.warnings),
    specSection(report.specYaml),
  ];
}

/** `supply 1.8 V, 27 °C, sky130, models ..., corner tt` */
export function conditionsText({ supply, temperatureC, process, models }: CharacterizedWith): string {
  return `supply ${plain(supply)}\u00a0V, ${String(temperatureC).replace("-", "−")}\u00a0°C, ${process}, models ${models.name}, corner ${models.corner}`;
}

export function footerOf({ provenance: { memspice, specHash, seed } }: CharacterizedWith): string {
  return `memspice ${memspice}, table ${specHash.slice(0, 12)}, seed ${seed}. Curves and tables are beside this file as CSV.`;
}

/** A notice at the top where runs failed and where there are warnings. */
export function noticesOf({ warnings }: CharacterizedWith, failed: number, runs: number): Html {
  return html`${
    failed === 0
      ? nothing
      : html`<p class="notice bad"><strong>✗ ${failed} of ${counted(runs, "run")} failed.</strong> They are marked in the figures and tables.</p>`
  }${
    warnings.length === 0
      ? nothing
      : html`<p class="notice"><a href="#warnings">${warnings.length === 1 ? "One warning" : `${warnings.length} warnings`}</a> should be read with these figures.</p>`
  }`;
}

/** Runs that failed, and why; nothing where none did. */
export function runFailures(
  rows: readonly { readonly where: string; readonly error: RunError | null }[],
): Html {
  const failed = rows.flatMap(({ where, error }) => (error === null ? [] : [{ where, error }]));
  if (failed.length === 0) return nothing;
  return table({
    caption: `${counted(failed.length, "run")} failed.`,
    columns: [{ title: "Run" }, { title: "Why" }],
    rows: failed.map(({ where, error }) => [
      where,
      html`<span class="prose">${error.message}<small>${error.code}</small></span>`,
    ]),
  });
}
