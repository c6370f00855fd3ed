import { mismatchFigure } from "../figures/mismatch.ts";
import { type Html, html } from "../html.ts";
import type { Section } from "../page.ts";
import type { LimitBlock } from "../sizing-limits.ts";
import type { SizingSummary, YieldRow } from "../sizing-report.ts";
import { quantity } from "../sizing-units.ts";
import { table } from "../table.ts";
import { integer, share } from "../units.ts";
import { failuresTable, place } from "./sheet-limits.ts";
import { limitTitle } from "./verdict.ts";

/** Monte Carlo of transistor mismatch: yield and histogram of each limit. */
export function mismatchSection(summary: SizingSummary, blocks: readonly LimitBlock[]): Section {
  const sampled = blocks.filter(({ samples }) => samples.length > 0);
  const first = sampled[0]?.samples[0];
  return {
    id: "mismatch",
    title: "Mismatch",
    body:
      first === undefined
        ? html`<p>No Monte Carlo samples were run.</p>`
        : html`<p>Each sample draws its own mismatch for every transistor, at ${place(first)}, seed ${summary.provenance.seed}. One can be
run again alone with <code>--set mismatch.only=N</code>. A run that fails is a failure of its sample.</p>
${yieldTable(summary.yield, sampled)}
<div class="pair">${sampled.map((block) =>
            mismatchFigure(
              block,
              summary.yield.find(({ name }) => name === block.name),
            ),
          )}</div>
${failuresTable(sampled.flatMap(({ samples }) => samples))}`,
  };
}

function yieldTable(rows: readonly YieldRow[], blocks: readonly LimitBlock[]): Html {
  const unitOf = (name: string) => blocks.find((block) => block.name === name)?.unit ?? "1";
  return table({
    caption: "Share of the samples that keep each limit, with its 95 % interval (Wilson).",
    columns: [
      { title: "Limit" },
      { title: "Yield", number: true },
      { title: "Samples", number: true },
      { title: "Kept", number: true },
      { title: "Missed", number: true },
      { title: "Failed runs", number: true },
      { title: "Mean", number: true },
      { title: "Sigma", number: true },
    ],
    rows: rows.map((row) => [
      limitTitle(row.name),
      html`${share(row.yield)}<small>${share(row.ci95[0])} to ${share(row.ci95[1])}</small>`,
      integer(row.samples),
      integer(row.passed),
      integer(row.missed),
      integer(row.failed),
      row.mean === null ? "–" : quantity(row.mean, unitOf(row.name)),
      row.sigma === null ? "–" : html`${quantity(row.sigma, unitOf(row.name))}${relative(row)}`,
    ]),
  });
}

function relative({ mean, sigma }: YieldRow): Html {
  return mean === null || sigma === null || mean === 0
    ? html``
    : html`<small>${share(sigma / Math.abs(mean))}</small>`;
}
