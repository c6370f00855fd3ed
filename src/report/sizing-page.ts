import { renderPage } from "./page.ts";
import { specSection, timingsSection, warningsSection } from "./sections/appendix.ts";
import { circuitsSection } from "./sections/circuits.ts";
import { modelsSection } from "./sections/models.ts";
import { originSection } from "./sections/origin.ts";
import { devicesSection } from "./sections/sheet-devices.ts";
import { sheetHeadline, verdict } from "./sections/sheet-headline.ts";
import { limitsSection } from "./sections/sheet-limits.ts";
import { mismatchSection } from "./sections/sheet-mismatch.ts";
import { assertSizingReport } from "./sizing-check.ts";
import { limitBlocks } from "./sizing-limits.ts";
import type { SizingReport } from "./sizing-report.ts";

/**
 * The sheet of `check`: one HTML document without script, that opens from disk and fetches nothing.
 *
 * @throws ReportError REPORT_INPUT when a part contradicts itself or is not finite
 */
export function renderSizingReport(report: SizingReport): string {
  assertSizingReport(report);
  const { summary, name } = report;
  const blocks = limitBlocks(summary.measurements);
  const { memspice, specHash, seed } = summary.provenance;
  return renderPage({
    title: `${name}: ${summary.status === "ok" ? "pass" : "fail"}, ${verdict(report, blocks)} · memspice`,
    header: sheetHeadline(report, blocks),
    sections: [
      devicesSection(summary.devices),
      limitsSection(blocks),
      mismatchSection(summary, blocks),
      circuitsSection(summary.cells),
      modelsSection(summary),
      timingsSection(summary.timings),
      originSection(summary),
      warningsSection(summary.warnings),
      specSection(report.specYaml),
    ],
    footer: `memspice ${memspice}, table ${specHash.slice(0, 12)}, seed ${seed}. Tables are beside this file as CSV.`,
  });
}
