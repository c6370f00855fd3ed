import { hysteresisFigure } from "../figures/hysteresis.ts";
import { levelsIn, pulseFigure } from "../figures/pulses.ts";
import { type Html, html } from "../html.ts";
import type { MemristorReport } from "../memristor-report.ts";
import { record } from "../table.ts";
import { engineering, integer, plain, share } from "../units.ts";

export type Characterized = Pick<MemristorReport, "memristor" | "hysteresis" | "pulses" | "readDisturb">;

/** Both curves and the figures of the device, as SPICE gives them. */
export function memristorBody(report: Characterized): Html {
  const { memristor, hysteresis, pulses, readDisturb } = report;
  const ratio = memristor.gMax / memristor.gMin;
  return html`<div class="pair">
${hysteresisFigure(hysteresis)}
${pulseFigure(pulses)}
</div>
${record([
  ["Model", memristor.model],
  [
    "Conductance reached",
    `${engineering(memristor.gMin, "S")} to ${engineering(memristor.gMax, "S")} (${engineering(1 / memristor.gMax, "Ω")} to ${engineering(1 / memristor.gMin, "Ω")}), ratio ${plain(ratio)}`,
  ],
  [
    "Programmable levels",
    `${integer(memristor.levels)} after up to ${integer(memristor.pulses)} pulses; ${integer(levelsIn(pulses))} reads in the window`,
  ],
  [
    "Pulses",
    `${engineering(pulses.vSet, "V")} up and ${engineering(pulses.vReset, "V")} down, ${engineering(pulses.width, "s")} each, read at ${engineering(pulses.vRead, "V")}`,
  ],
  [
    "Read disturb",
    `${integer(readDisturb.reads)} reads of ${engineering(readDisturb.width, "s")} change the conductance by ${share(readDisturb.relativeChange)} in the worst state measured`,
  ],
  ["Pinch", `${plain(hysteresis.pinch)} of the peak current where the voltage crosses zero`],
])}`;
}
