import { html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunReport } from "../run-report.ts";
import { stageRows } from "../stages.ts";
import { table } from "../table.ts";
import { engineering, integer, percentDigits, points } from "../units.ts";

/** The array as chosen against what other choices would have cost. */
export function designsSection({ designReason, summary }: RunReport): Section {
  const { designs } = summary;
  const images = stageRows(summary.waterfall)[0]?.images ?? 1;
  const chosen = designs[0];
  const others = designs.length > 1;
  return {
    id: "design",
    title: "Array design",
    body: html`<p>${designReason}</p>
${
  chosen === undefined
    ? nothing
    : table({
        caption: `${
          others
            ? "The array as chosen, first, and what other choices would have cost: same weights, same seed."
            : "The array as chosen; the spec asks for no comparison."
        }${summary.compensation === null ? "" : " All with the plain mapping, before anything is won back."}`,
        columns: [
          { title: "Design" },
          { title: "Device window", number: true },
          { title: "Wire, Ω a segment", number: true },
          { title: "Not reached", number: true },
          { title: "Without wires,\u00a0%", number: true },
          { title: "With wire,\u00a0%", number: true },
          { title: "Change by wires, points", number: true },
          ...(others ? [{ title: "Against first row, points", number: true }] : []),
        ],
        rows: designs.map((design, i) => [
          design.name,
          html`${engineering(design.window.gMin, "S")} to ${engineering(design.window.gMax, "S")}<small>${engineering(1 / design.window.gMax, "Ω")} to ${engineering(1 / design.window.gMin, "Ω")}</small>`,
          html`${engineering(design.rWord, "Ω")} word<small>${engineering(design.rBit, "Ω")} bit</small>`,
          integer(design.unreachable),
          percentDigits(design.programmed, images),
          percentDigits(design.wire, images),
          points(design.wire - design.programmed, images),
          ...(others ? [i === 0 ? "–" : points(design.wire - chosen.wire, images)] : []),
        ]),
      })
}`,
  };
}
