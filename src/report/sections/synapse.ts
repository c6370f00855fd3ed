import type { SynapseReport } from "../cell-report.ts";
import { panelsFigure } from "../figures/panels.ts";
import { byConductanceFigure, signedEngineering, timingFigure } from "../figures/synapse-curves.ts";
import { type Html, html } from "../html.ts";
import type { Section } from "../page.ts";
import { table } from "../table.ts";
import { engineering, plain, share } from "../units.ts";
import { runFailures } from "./cell-common.ts";
import { verdictMark } from "./verdict.ts";

/** Read, timing window and waveform of a synapse. */
export function synapseSections(report: SynapseReport): Section[] {
  return [
    { id: "read", title: "Read against conductance", body: readBody(report) },
    { id: "timing", title: "Conductance against spike timing", body: timingBody(report) },
    waveformSection(report),
  ];
}

function readBody({ byConductance, membraneVoltage }: SynapseReport): Html {
  return html`<div class="pair">
${byConductanceFigure(byConductance, "readCurrent", {
  name: "read current",
  unit: "A",
  caption: html`<strong>Read current.</strong> Into the membrane, held at ${engineering(membraneVoltage, "V")}, during a pre spike.`,
})}
${byConductanceFigure(byConductance, "deviceVoltage", {
  name: "memristor voltage",
  unit: "V",
  caption: html`<strong>Memristor voltage.</strong> What the transistors leave of the supply.`,
})}
${byConductanceFigure(byConductance, "mirrorGain", {
  name: "mirror gain",
  unit: "1",
  ruleY: [{ y: 1, name: "ideal" }],
  caption: html`<strong>Mirror gain.</strong> Read current over the current of the memristor.`,
})}
</div>
${table({
  caption: "The read, by conductance.",
  columns: [
    { title: "Conductance" },
    { title: "Read current", number: true },
    { title: "Memristor voltage", number: true },
    { title: "Mirror gain", number: true },
  ],
  rows: byConductance.map(({ g, readCurrent, deviceVoltage, mirrorGain, error }) => [
    engineering(g, "S"),
    error !== null
      ? verdictMark(false, "", "failed")
      : readCurrent === null
        ? "–"
        : engineering(readCurrent, "A"),
    deviceVoltage === null ? "–" : engineering(deviceVoltage, "V"),
    mirrorGain === null ? "–" : plain(mirrorGain),
  ]),
})}
${runFailures(byConductance.map(({ g, error }) => ({ where: `read at ${engineering(g, "S")}`, error })))}`;
}

function timingBody({ timing }: SynapseReport): Html {
  if (timing === null) return html`<p>Not measured: none was asked for.</p>`;
  const { g, pairs, preOnly, postOnly } = timing;
  const runs = [
    ...pairs.map((pair) => ({ where: `dt ${engineering(pair.dt, "s")}`, ...pair })),
    ...(preOnly === null ? [] : [{ where: "pre spike only", ...preOnly }]),
    ...(postOnly === null ? [] : [{ where: "post spike only", ...postOnly }]),
  ];
  return html`${timingFigure(timing)}
<details><summary>All ${runs.length} changes</summary>
${table({
  caption: `Change of a conductance of ${engineering(g, "S")}.`,
  compact: true,
  columns: [
    { title: "Spikes" },
    { title: "Change", number: true },
    { title: "Of the conductance", number: true },
  ],
  rows: runs.map(({ where, change, error }) => [
    where,
    change === null || error !== null ? verdictMark(false, "", "failed") : signedEngineering(change),
    change === null ? "–" : share(change / g),
  ]),
})}</details>
${runFailures(runs)}`;
}

function waveformSection({ waveform }: SynapseReport): Section {
  if (waveform === null)
    return { id: "waveform", title: "Waveform", body: html`<p>No waveform was kept.</p>` };
  const { dt, time, pre, post, deviceVoltage, readCurrent, conductance } = waveform;
  return {
    id: "waveform",
    title: "Waveform",
    body: panelsFigure(
      {
        label: "Synapse",
        time,
        panels: [
          {
            y: { name: "gates", unit: "V", zero: true },
            series: [
              { name: null, y: pre, look: "line" },
              { name: null, y: post, look: "dashed" },
            ],
          },
          {
            y: { name: "memristor voltage", unit: "V" },
            series: [{ name: null, y: deviceVoltage, look: "line" }],
          },
          { y: { name: "read current", unit: "A" }, series: [{ name: null, y: readCurrent, look: "line" }] },
          { y: { name: "conductance", unit: "S" }, series: [{ name: null, y: conductance, look: "line" }] },
        ],
      },
      html`<strong>One pair.</strong> dt = ${engineering(dt, "s")}; pre solid, post dashed. The memristor's voltage is top minus bottom
electrode: a post spike turns it around.`,
    ),
  };
}
