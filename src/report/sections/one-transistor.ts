import { emitCsvRows } from "../csv.ts";
import { type Html, html } from "../html.ts";
import type { OneTransistorPulse, OneTransistorStudy } from "../one-transistor-study.ts";
import type { CsvFile } from "../run-csv.ts";
import { microns } from "../sizing-units.ts";
import { table } from "../table.ts";
import { engineering, integer, plain } from "../units.ts";

const words = { form: "FORM", reset: "RESET", set: "SET" } as const;

/** The pulses on a cell of memristor and transistor, and how the formed conductance stands to the published one. */
export function oneTransistorBody(study: OneTransistorStudy): Html {
  const { transistor, models, width, published, pulses, refinement } = study;
  const size = `${microns(transistor.w)}/${microns(transistor.l)}`;
  return html`<p>${formingText(study)} The transistor is ${transistor.device} ${size}, models ${models.name}, corner ${models.corner}; pulses take ${engineering(width, "s")}. Each pulse begins where the one before left the cell; the conductance is that of memristor and transistor together. Another tolerance of the solver changes conductances by at most ${plain(refinement)} of their value.</p>
${table({
  caption: `Pulses on one cell; formed cells are published with ${engineering(published.min, "S")} to ${engineering(published.max, "S")}`,
  columns: [
    { title: "Pulse" },
    ...["WL, V", "BL, V", "SL, V", "Before", "After", "Peak current", "Memristor, V", "Hottest, K"].map(
      (title) => ({
        title,
        number: true,
      }),
    ),
  ],
  rows: pulses.map((pulse) => [
    words[pulse.name],
    plain(pulse.wl),
    plain(pulse.bl),
    plain(pulse.sl),
    engineering(pulse.before, "S"),
    engineering(pulse.after, "S"),
    engineering(pulse.peakCurrent, "A"),
    plain(pulse.deviceVoltage),
    pulse.temperature === null ? "-" : integer(pulse.temperature),
  ]),
})}`;
}

function formingText({ formed, pulses, published }: OneTransistorStudy): string {
  const forming = pulses.filter(({ name }) => name === "form");
  const last = forming.at(-1) as OneTransistorPulse;
  if (!formed)
    return `Forming failed: after ${forming.length} pulses the cell has ${engineering(last.after, "S")}, less than the published ${engineering(published.min, "S")}.`;
  const inside = last.after <= published.max ? "inside" : "above";
  return `Forming took ${forming.length} ${forming.length === 1 ? "pulse" : "pulses"}, the last at WL ${plain(last.wl)} V and BL ${plain(last.bl)} V, to ${engineering(last.after, "S")}: ${inside} the published range.`;
}

/** `one-transistor.csv`. */
export function oneTransistorCsvFiles({ pulses }: OneTransistorStudy): CsvFile[] {
  return [
    {
      path: "one-transistor.csv",
      content: emitCsvRows(pulses, {
        pulse: ({ name }) => name,
        wl_V: ({ wl }) => wl,
        bl_V: ({ bl }) => bl,
        sl_V: ({ sl }) => sl,
        before_S: ({ before }) => before,
        after_S: ({ after }) => after,
        state: ({ state }) => state,
        peakCurrent_A: ({ peakCurrent }) => peakCurrent,
        deviceVoltage_V: ({ deviceVoltage }) => deviceVoltage,
        temperature_K: ({ temperature }) => temperature ?? NaN,
      }),
    },
  ];
}
