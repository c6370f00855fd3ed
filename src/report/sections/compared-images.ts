import type { CrosscheckReport, ImageComparison } from "../crosscheck-report.ts";
import { type Html, html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import { table } from "../table.ts";
import { duration, integer, plain } from "../units.ts";
import { runFailures } from "./cell-common.ts";

/** More rows than this nobody reads; all of them are in `images.csv`. */
const mostRows = 50;

const ways = ["float", "ideal", "solver", "spice"] as const;
const names = { float: "Float weights", ideal: "Cells, v G", solver: "Solver", spice: "SPICE" } as const;

/** Whole images with every current from SPICE, beside the other ways to compute them. */
export function comparedImagesSection({ summary, images }: CrosscheckReport): Section {
  const { network, array } = summary;
  const body =
    network === null
      ? html`<p>No image ran through the whole network in SPICE: the spec asks for none.</p>`
      : html`<p>Every bit line current of all ${integer(array.tiles)} tiles from SPICE: it and the solver predict the same class for
<strong>${integer(network.agreement)} of ${integer(network.images)}</strong> images${
          network.maxLogitError === null
            ? nothing
            : html`, and the largest difference of an output is ${plain(network.maxLogitError)} of the largest output (ideal arithmetic:
${plain(network.maxIdealLogitError ?? Number.NaN)})`
        }. An image takes ${duration(network.seconds.spice / network.images)} in SPICE.</p>
${imagesTable(images)}
${runFailures(images.map(({ image, error }) => ({ where: `test image ${image}`, error })))}`;
  return { id: "images", title: "Whole images", body };
}

function imagesTable(images: readonly ImageComparison[]): Html {
  const shown = [...images].sort((one, other) => trouble(other) - trouble(one)).slice(0, mostRows);
  return table({
    caption: `Class that each way predicts.${images.length > mostRows ? ` The ${mostRows} that disagree most, of ${integer(images.length)}.` : ""}`,
    columns: [
      { title: "Test image" },
      { title: "Label", number: true },
      ...ways.map((way) => ({ title: names[way], number: true })),
      { title: "Largest output error", number: true },
    ],
    rows: shown.map((one) => [
      String(one.image),
      String(one.label),
      ...ways.map((way) => predictedCell(one, way)),
      one.error === null ? plain(logitError(one)) : "–",
    ]),
  });
}

function predictedCell({ predicted, label }: ImageComparison, way: (typeof ways)[number]): Html {
  const found = predicted[way];
  if (found === null) return html`<span class="bad-text">✗</span>`;
  return found === label ? html`${found}` : html`<span class="wrong">${found} ✗</span>`;
}

/** Failed first, then those that SPICE sees differently, then by error. */
function trouble(one: ImageComparison): number {
  if (one.error !== null) return 2e9;
  return (one.predicted.spice === one.predicted.solver ? 0 : 1e9) + logitError(one);
}

/** Largest |SPICE - solver| of this image, over its largest |solver| logit. */
function logitError({ logits: { spice, solver } }: ImageComparison): number {
  if (spice === null) return Number.NaN;
  const largest = solver.reduce((most, logit) => Math.max(most, Math.abs(logit)), 0);
  return (
    spice.reduce((most, logit, j) => Math.max(most, Math.abs(logit - (solver[j] as number))), 0) / largest
  );
}
