import { summarize } from "../../foundation/index.ts";
import { hysteresisFigure } from "../figures/hysteresis.ts";
import { pulseFigure } from "../figures/pulses.ts";
import { type Html, html } from "../html.ts";
import type { MemristorReport } from "../memristor-report.ts";
import { record } from "../table.ts";
import { engineering, integer, plain, share } from "../units.ts";

export type Characterized = Pick<MemristorReport, "memristor" | "hysteresis" | "pulses" | "readDisturb">;

/** Both curves and the figures of the device, as SPICE gives them. */
export function memristorBody(report: Characterized): Html {
  const { memristor, hysteresis, pulses, readDisturb } = report;
  const range = summarize([...pulses.potentiation, ...pulses.depression]);
  return html`<div class="pair">
${hysteresisFigure(hysteresis)}
${pulseFigure(pulses)}
</div>
${record([
  ["Model", memristor.model],
  ["Conductance, whole curve", conductanceRange(range.min, range.max)],
  ["Window for weights", conductanceRange(memristor.gMin, memristor.gMax)],
  ["Programmable levels in it", integer(memristor.levels)],
  [
    "Pulses",
    `${engineering(pulses.vSet, "V")} up and ${engineering(pulses.vReset, "V")} down, ${engineering(pulses.width, "s")} each, read at ${engineering(pulses.vRead, "V")}`,
  ],
  [
    "Read disturb",
    `${integer(readDisturb.reads)} reads of ${engineering(readDisturb.width, "s")} change the conductance by ${share(readDisturb.relativeChange)} at ${engineering(readDisturb.conductance, "S")}, the worst of three states across the window; reads of the inference are not applied to the cells`,
  ],
  ["Pinch", `${plain(hysteresis.pinch)} of the peak current where the voltage crosses zero`],
])}`;
}

function conductanceRange(min: number, max: number): string {
  const ratio = `ratio ${plain(max / min)}`;
  return `${engineering(min, "S")} to ${engineering(max, "S")} (${engineering(1 / max, "Ω")} to ${engineering(1 / min, "Ω")}), ${ratio}`;
}
