import { emitCsv } from "../csv.ts";
import { thinCurve } from "../figures/curve.ts";
import { linesFigure } from "../figures/lines.ts";
import { type Html, html } from "../html.ts";
import type { MemristorStudy } from "../memristor-study.ts";
import type { CsvFile } from "../run-csv.ts";
import { record } from "../table.ts";
import { engineering, plain } from "../units.ts";

/** Loops, switching, currents and retention, with the fingerprints judged. */
export function studyBody(study: MemristorStudy): Html {
  const { fingerprints, loops } = study;
  const { pinched, shrinking, singleValued } = fingerprints;
  const word = (held: boolean) => (held ? "held" : "not held");
  return html`<div class="pair">${loopsFigure(study)}${switchingFigure(study)}</div>
<div class="pair">${currentsFigure(study)}${retentionFigure(study)}</div>
${record([
  [
    "Fingerprint 1, pinched",
    `${word(pinched.held)}: at zero voltage at most ${plain(pinched.worst)} of the peak current`,
  ],
  [
    "Fingerprint 2, lobes shrink",
    `${word(shrinking.held)}: from ${engineering(shrinking.fromFrequency, "Hz")} on, to ${engineering(loops.at(-1)?.frequency ?? 0, "Hz")}`,
  ],
  [
    "Fingerprint 3, one line",
    `${word(singleValued.held)}: at the highest frequency the lobe fills ${plain(singleValued.relativeLobe)} of its rectangle`,
  ],
  ["SPICE and equations", `at most ${plain(study.agreement)} apart in state, over loops, pulses and reads`],
  [
    "Retention",
    study.volatile
      ? "volatile: the state relaxes without a drive, so programmed weights do not last"
      : "as the model has it; drift that the model does not have is not shown",
  ],
  ["Endurance", "not in the model: its parameters do not age"],
  ...(study.provisional === null ? [] : [["Provisional", study.provisional] as const]),
])}`;
}

function loopsFigure({ loops }: MemristorStudy): Html {
  return linesFigure({
    label: "Current over voltage at several frequencies",
    x: { name: "voltage", unit: "V" },
    y: { name: "current", unit: "A" },
    curves: loops.map(({ frequency, hysteresis }) => ({
      name: engineering(frequency, "Hz"),
      points: thinCurve(hysteresis.voltage, hysteresis.current),
    })),
    closed: true,
    caption: html`<strong>Loops.</strong> SPICE, the same amplitude at ${loops.length} frequencies.`,
  });
}

function switchingFigure({ switching }: MemristorStudy): Html {
  const side = (name: string, sign: number) => ({
    name,
    points: switching
      .filter(({ voltage, seconds }) => voltage * sign > 0 && Number.isFinite(seconds))
      .map(({ voltage, seconds }) => [Math.abs(voltage), seconds] as const),
  });
  return linesFigure({
    label: "Switching time over voltage, up and down",
    x: { name: "voltage, magnitude", unit: "V" },
    y: { name: "time", unit: "s", log: true },
    curves: [side("up", 1), side("down", -1)].filter(({ points }) => points.length > 0),
    caption: html`<strong>Switching.</strong> Equations: time of a constant voltage from state 0.1 to 0.9, and back. Voltages that do not switch are left out.`,
  });
}

function currentsFigure({ currents }: MemristorStudy): Html {
  return linesFigure({
    label: "Current over voltage at five states",
    x: { name: "voltage", unit: "V" },
    y: { name: "current", unit: "A" },
    curves: currents.map(({ state, voltage, current }) => ({
      name: plain(Number(state.toPrecision(2))),
      points: Array.from(voltage, (v, n) => [v, current[n] as number] as const),
    })),
    caption: html`<strong>Current at fixed states.</strong> Equations, the state held; five states across the window.`,
  });
}

function retentionFigure({ retention }: MemristorStudy): Html {
  return linesFigure({
    label: "Conductance over time at 0 V",
    x: { name: "time", unit: "s", log: true },
    y: { name: "conductance", unit: "S" },
    curves: retention.map(({ state, time, conductance }) => ({
      name: plain(Number(state.toPrecision(2))),
      points: Array.from(time, (t, n) => [t, conductance[n] as number] as const),
    })),
    caption: html`<strong>Retention.</strong> Equations, at 0 V for up to ten years, from five states across the window.`,
  });
}

/** `loops.csv`, `switching.csv`, `current-voltage.csv` and `retention.csv`. */
export function studyCsvFiles({ loops, switching, currents, retention }: MemristorStudy): CsvFile[] {
  const join = <T>(items: readonly T[], pick: (item: T) => ArrayLike<number>) =>
    items.flatMap((item) => Array.from(pick(item)));
  const repeat = (value: number, count: number) => Array<number>(count).fill(value);
  return [
    {
      path: "loops.csv",
      content: emitCsv({
        frequency_Hz: join(loops, ({ frequency, hysteresis }) => repeat(frequency, hysteresis.time.length)),
        time_s: join(loops, ({ hysteresis }) => hysteresis.time),
        voltage_V: join(loops, ({ hysteresis }) => hysteresis.voltage),
        current_A: join(loops, ({ hysteresis }) => hysteresis.current),
      }),
    },
    {
      path: "switching.csv",
      content: emitCsv({
        voltage_V: switching.map(({ voltage }) => voltage),
        time_s: switching.map(({ seconds }) => seconds),
      }),
    },
    {
      path: "current-voltage.csv",
      content: emitCsv({
        state: join(currents, ({ state, voltage }) => repeat(state, voltage.length)),
        voltage_V: join(currents, ({ voltage }) => voltage),
        current_A: join(currents, ({ current }) => current),
      }),
    },
    {
      path: "retention.csv",
      content: emitCsv({
        state: join(retention, ({ state, time }) => repeat(state, time.length)),
        time_s: join(retention, ({ time }) => time),
        conductance_S: join(retention, ({ conductance }) => conductance),
      }),
    },
  ];
}
