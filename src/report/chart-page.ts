import { type ChartSpec, chartFigure } from "./figures/chart.ts";
import { html } from "./html.ts";
import { renderPage } from "./page.ts";

/** Curves, and what they show. */
export interface Chart extends ChartSpec {
  readonly caption: string;
}

/** Curves alone on a page: for measurements of memspice itself. */
export function renderChartPage(page: {
  readonly title: string;
  /** Machine and conditions. */
  readonly lead: string;
  readonly charts: readonly Chart[];
}): string {
  const { title, lead, charts } = page;
  const figures = charts.map(({ caption, ...chart }) => chartFigure("full", chart, html`${caption}`));
  return renderPage({
    title: `${title} · memspice`,
    header: html`<p class="eyebrow">memspice bench</p>
<h1>${title}</h1>
<p class="lead">${lead}</p>`,
    sections: [{ id: "growth", title: "Measured", body: html`${figures}` }],
    footer: "Figures are of one machine and one minute; compare ratios.",
  });
}
