import { type Html, html } from "../html.ts";
import type { Section } from "../page.ts";
import type { ModelsUsed, PublishedCurrent } from "../sizing-report.ts";
import { microns } from "../sizing-units.ts";
import { record, table } from "../table.ts";
import { engineering } from "../units.ts";
import { verdictMark } from "./verdict.ts";

/** Which transistor models were used, and how far they are from what the foundry publishes. */
export function modelsSection({
  process,
  models,
  deviation,
}: {
  readonly process: string;
  readonly models: ModelsUsed;
  readonly deviation: readonly PublishedCurrent[] | null;
}): Section {
  return {
    id: "models",
    title: "Transistor models",
    body: html`${record([
      ["Process", process],
      ["Models", `${models.name}, ${models.source === "embedded" ? "inside the engine" : "from disk"}`],
      ["Corner", models.corner],
      ["Corners of this library", models.corners.join(", ")],
      [
        "SHA-256 of the corner",
        models.hash === null ? "not read: nothing was simulated" : html`<code>${models.hash}</code>`,
      ],
    ])}
${
  deviation === null
    ? html`<p>Not compared with the foundry's published currents: nothing was simulated.</p>`
    : deviation.length === 0
      ? html`<p>The process manifest holds no published currents to compare these models with.</p>`
      : deviationTable(deviation, models)
}`,
  };
}

function deviationTable(deviation: readonly PublishedCurrent[], { corner }: ModelsUsed): Html {
  return table({
    caption: `On currents by these models, corner ${corner}, against the foundry's published typical values and their range.`,
    columns: [
      { title: "Device" },
      { title: "W/L, µm", number: true },
      { title: "Here", number: true },
      { title: "Published", number: true },
      { title: "Range", number: true },
      { title: "Difference", number: true },
      { title: "In range" },
    ],
    rows: deviation.map(({ device, w, l, measured, published, min, max, relative }) => [
      device,
      `${microns(w)}/${microns(l)}`,
      engineering(measured, "A"),
      engineering(published, "A"),
      `${engineering(min, "A")} to ${engineering(max, "A")}`,
      signedShare(relative),
      verdictMark(measured >= min && measured <= max, "yes", "no"),
    ]),
  });
}

/** A signed difference in percent, one decimal: `+15.9 %`. */
export function signedShare(relative: number): string {
  const text = Math.abs(100 * relative).toFixed(1);
  return `${Number(text) === 0 ? "" : relative < 0 ? "−" : "+"}${text}\u00a0%`;
}
