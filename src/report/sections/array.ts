import { digitsFigure } from "../figures/digits.ts";
import { irDropFigure } from "../figures/ir-drop.ts";
import { type Html, html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunReport } from "../run-report.ts";
import { table } from "../table.ts";
import { engineering, integer } from "../units.ts";

/** The wires of one tile, what the whole array makes of test images, and what reading them takes. */
export function arraySection(report: RunReport): Section {
  const { irDrop, digits } = report;
  return {
    id: "array",
    title: "IR drop, test digits, read power",
    body: html`<div class="pair">
${irDropFigure(irDrop)}
${digits.length > 0 ? digitsFigure(digits) : nothing}
</div>
${readTable(report)}`,
  };
}

function readTable({ summary, read }: RunReport): Html {
  const images = summary.layers[0]?.read.images ?? 0;
  return table({
    caption: `Reading ${integer(images)} test images, drawn at random: what all drivers of a layer give, spent in lines and cells; converters and logic are not in it. Energy: mean power for ${engineering(read.time, "s")}.`,
    columns: [
      { title: "Layer" },
      { title: "Power, mean", number: true },
      { title: "Power, largest", number: true },
      { title: "Energy an image", number: true },
      { title: "Peak word line current", number: true },
      { title: "Peak bit line current", number: true },
    ],
    rows: summary.layers.map(({ name, read: layer }) => {
      const tiles = read.tiles.filter((tile) => tile.layer === name);
      const peak = (of: (tile: (typeof tiles)[number]) => number) =>
        tiles.reduce((most, tile) => Math.max(most, of(tile)), 0);
      return [
        name,
        engineering(layer.power.mean, "W"),
        engineering(layer.power.max, "W"),
        engineering(layer.energy, "J"),
        engineering(
          peak(({ peakWordCurrent }) => peakWordCurrent),
          "A",
        ),
        engineering(
          peak(({ peakBitCurrent }) => peakBitCurrent),
          "A",
        ),
      ];
    }),
  });
}
