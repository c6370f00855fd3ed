import { fail } from "./check.ts";
import type { CrosscheckReport } from "./crosscheck-report.ts";
import { renderPage } from "./page.ts";
import { specSection, timingsSection, warningsSection } from "./sections/appendix.ts";
import { comparedImagesSection } from "./sections/compared-images.ts";
import { comparedTilesSection } from "./sections/compared-tiles.ts";
import { crosscheckHeadline } from "./sections/crosscheck-headline.ts";
import { provenanceSection } from "./sections/provenance.ts";

/**
 * The report of `crosscheck`: one HTML document without script. The same report gives the same text, byte for byte.
 *
 * @throws ReportError REPORT_INPUT when currents are of another shape than their tile
 */
export function renderCrosscheckReport(report: CrosscheckReport): string {
  assertCurrents(report);
  const { summary } = report;
  const { memspice, specHash, seed, native } = summary.provenance;
  const second = native === null ? [] : [["Second engine", `${native.name} ${native.version}`] as const];
  return renderPage({
    title: `${report.name}: SPICE against the solver · memspice`,
    header: crosscheckHeadline(report),
    sections: [
      comparedTilesSection(report),
      comparedImagesSection(report),
      timingsSection(summary.timings),
      provenanceSection(summary.provenance, { more: second }),
      warningsSection(summary.warnings),
      specSection(report.specYaml),
    ],
    footer: `memspice ${memspice}, spec ${specHash.slice(0, 12)}, seed ${seed}. Tables, currents and decks are beside this file.`,
  });
}

function assertCurrents({ currents }: CrosscheckReport): void {
  for (const { name, images, solver, ...others } of currents) {
    for (const way of ["ideal", "spice", "native"] as const) {
      const matrix = others[way];
      if (matrix === null || (matrix.rows === images.length && matrix.cols === solver.cols)) continue;
      fail(
        `currents / ${name} / ${way}`,
        `${matrix.rows} x ${matrix.cols} currents for ${images.length} x ${solver.cols}`,
      );
    }
  }
}
