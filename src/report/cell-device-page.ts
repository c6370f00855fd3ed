import { assertDeviceReport } from "./cell-check.ts";
import type { DeviceReport } from "./cell-report.ts";
import { type Html, html } from "./html.ts";
import { renderPage } from "./page.ts";
import { closingSections, conditionsText, footerOf, noticesOf } from "./sections/cell-common.ts";
import { titleOf, transistorSections } from "./sections/transistors.ts";
import { counted } from "./sections/verdict.ts";

/**
 * The report of `characterize device`: curves and figures of transistors, one HTML document without script.
 *
 * @throws ReportError REPORT_INPUT when a curve is ragged or not finite
 */
export function renderDeviceReport(report: DeviceReport): string {
  assertDeviceReport(report);
  const title = headingOf(report);
  return renderPage({
    title: `${title} · memspice`,
    header: header(report, title),
    sections: [...transistorSections(report), ...closingSections(report)],
    footer: footerOf(report),
  });
}

function headingOf({ transistors }: DeviceReport): string {
  const [first] = transistors;
  return transistors.length === 1 && first ? titleOf(first) : counted(transistors.length, "transistor");
}

function header(report: DeviceReport, title: string): Html {
  const { transistors, failures, name } = report;
  return html`<p class="eyebrow">memspice characterize device · ${name}</p>
<h1>${title}</h1>
<p class="lead">Measured at a ${conditionsText(report)}.</p>
${noticesOf(report, failures.length, transistors.length + failures.length)}`;
}
