import { digitsFigure } from "../figures/digits.ts";
import { irDropFigure } from "../figures/ir-drop.ts";
import { html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunReport } from "../run-report.ts";

/** The wires of one tile, and what the whole array makes of test images. */
export function arraySection({ irDrop, digits }: RunReport): Section {
  return {
    id: "array",
    title: "IR drop and test digits",
    body: html`<div class="pair">
${irDropFigure(irDrop)}
${digits.length > 0 ? digitsFigure(digits) : nothing}
</div>`,
  };
}
