import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { type Html, html, raw } from "../html.ts";

const { document } = parseHTML("<!doctype html><html></html>");

/** One drawing as SVG text. Colours come from the page's style sheet, so that light and dark need no second drawing. */
export function drawPlot(label: string, options: Plot.PlotOptions): string {
  const svg = Plot.plot({
    ...options,
    document,
    figure: false,
    ariaLabel: label,
    style: { fontSize: "12px", fontFamily: "inherit", background: "none" },
  });
  svg.setAttribute("role", "img");
  svg.removeAttribute("class");
  svg.querySelector("style")?.remove(); // it sets a white background; the page's own rules take its place
  return compact(svg.outerHTML);
}

/** Coordinates to a hundredth of a pixel: half the size of the file. */
function compact(svg: string): string {
  return svg.replace(
    / (d|x|y|x1|x2|y1|y2|cx|cy|width|height|transform)="([^"]*)"/g,
    (_, name: string, value: string) =>
      ` ${name}="${value.replace(/-?\d+\.\d{3,}(?:e-\d+)?/g, (digits) => String(Number(Number(digits).toFixed(2))))}"`,
  );
}

/** Pixels of a figure: on a desk over the page (`full`) or half of it (`half`), and on a phone. */
export const widths = { full: 912, half: 444, narrow: 328 } as const;

/** A figure in two widths; `draw` gives SVG for a width in pixels. The caption says what to see. */
export function figure(size: "full" | "half", draw: (width: number) => string, caption: Html): Html {
  return html`<figure>
<div class="wide">${raw(draw(widths[size]))}</div>
<div class="narrow">${raw(draw(widths.narrow))}</div>
<figcaption>${caption}</figcaption>
</figure>`;
}
