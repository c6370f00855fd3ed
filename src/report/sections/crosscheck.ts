import { html } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunReport } from "../run-report.ts";
import { table } from "../table.ts";
import { integer, plain } from "../units.ts";

/** SPICE against the solver, tile by tile and for whole images. */
export function crosscheckSection({ summary }: RunReport): Section {
  const { crosscheck, spice } = summary;
  const leftOut = summary.warnings.some(({ code }) => code === "SPICE_IMAGES_LEFT_OUT");
  return {
    id: "crosscheck",
    title: "SPICE cross-check",
    body: html`${
      crosscheck.length === 0
        ? html`<p>No tile was compared with SPICE: the spec asks for none.</p>`
        : table({
            caption:
              "Full tiles in SPICE on test images. Error: largest difference from the solver, of the largest output.",
            columns: [
              { title: "Layer" },
              { title: "Tile" },
              { title: "Rows × columns", number: true },
              { title: "Inputs", number: true },
              { title: "Error", number: true },
              { title: "Tolerance", number: true },
              { title: "Result" },
            ],
            rows: crosscheck.map((row) => [
              `${row.layer}\u00a0${row.polarity === "pos" ? "gPos" : "gNeg"}`,
              `${row.tile[0]},\u00a0${row.tile[1]}`,
              `${row.rows} × ${row.cols}`,
              integer(row.inputs),
              plain(row.maxRelativeError),
              plain(row.tolerance),
              row.maxRelativeError <= row.tolerance
                ? html`<span class="good-text">✓ pass</span>`
                : html`<span class="bad-text">✗ fail</span>`,
            ]),
          })
    }
${
  spice === null
    ? html`<p>No image ran through the whole network in SPICE${leftOut ? html`; the <a href="#warnings">warnings</a> say why` : ": the spec asks for none"}.</p>`
    : html`<p>Whole network, every current from SPICE, ${integer(spice.images)} ${spice.images === 1 ? "image" : "images"}: SPICE and the
solver predict the same class in <strong>${integer(spice.agreement)} of ${integer(spice.images)}</strong>; the largest difference of
an output is ${plain(spice.maxLogitError)} of the largest output.</p>`
}`,
  };
}
