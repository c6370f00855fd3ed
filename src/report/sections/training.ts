import { html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunReport } from "../run-report.ts";
import { record, table } from "../table.ts";
import { duration, integer, percent, percentDigits, plain } from "../units.ts";

const layers = {
  legacy: "as published: ideal weights, mapped to conductances afterwards",
  physical: "trained as pairs of conductances",
} as const;

const sources: Readonly<Record<string, string>> = {
  trained: "trained in this run",
  cache: "from the cache: trained earlier with the same inputs",
};

export function trainingSection({ summary }: RunReport): Section {
  const { training, dataset } = summary;
  return {
    id: "training",
    title: "Training",
    body: html`<div class="pair">
<div>${
      training.epochs.length > 0
        ? table({
            caption: "Loss and accuracy over the training images, by epoch.",
            columns: [
              { title: "Epoch" },
              { title: "Loss", number: true },
              { title: "Training accuracy, %", number: true },
            ],
            rows: training.epochs.map(({ epoch, loss, accuracy }) => [
              String(epoch),
              loss.toFixed(4),
              percentDigits(accuracy, 10_000),
            ]),
          })
        : html`<p>No epochs: the weights were not trained in this run.</p>`
    }</div>
<div>${record([
      ["Test accuracy", percent(training.testAccuracy, dataset.test)],
      [
        "Data set",
        `${dataset.name}: ${integer(dataset.train)} training and ${integer(dataset.test)} test images`,
      ],
      ["Layers", `${training.layer}: ${layers[training.layer]}`],
      ["Weights", sources[training.source] ?? `read from ${training.source}`],
      ["Training time", duration(training.seconds)],
    ])}${
      training.epochs.some(({ loss }) => !Number.isFinite(loss))
        ? html`<p class="bad-text">✗ The loss is not finite (${plain(training.epochs.length)} epochs): training diverged.</p>`
        : nothing
    }</div>
</div>`,
  };
}
