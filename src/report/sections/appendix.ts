import type { Warning } from "../../foundation/index.ts";
import { html } from "../html.ts";
import type { Section } from "../page.ts";
import { table } from "../table.ts";
import { duration, share } from "../units.ts";

export function timingsSection(timings: Readonly<Record<string, number>>): Section {
  const entries = Object.entries(timings);
  const total = entries.reduce((sum, [, seconds]) => sum + seconds, 0);
  const row = (name: string, seconds: number) => [
    name,
    duration(seconds),
    total > 0 ? share(Number((seconds / total).toFixed(3))) : "–",
  ];
  return {
    id: "timings",
    title: "Timings",
    body:
      entries.length === 0
        ? html`<p>No stage was timed.</p>`
        : table({
            caption: "Wall-clock time by stage.",
            compact: true,
            columns: [{ title: "Stage" }, { title: "Time", number: true }, { title: "Share", number: true }],
            rows: [...entries.map(([name, seconds]) => row(name, seconds)), row("sum", total)],
          }),
  };
}

export function warningsSection(warnings: readonly Warning[]): Section {
  return {
    id: "warnings",
    title: "Warnings",
    body:
      warnings.length === 0
        ? html`<p>None.</p>`
        : table({
            caption: "What should be known when these results are used.",
            columns: [{ title: "Code" }, { title: "Where" }, { title: "What" }],
            rows: warnings.map(({ code, at, message }) => [
              html`<code>${code.split("_").flatMap((word, i) => (i === 0 ? [html`${word}`] : [html`_<wbr>${word}`]))}</code>`,
              at,
              message,
            ]),
          }),
  };
}

export function specSection(specYaml: string): Section {
  return {
    id: "spec",
    title: "Complete spec",
    body: html`<details><summary>Show the spec as used, defaults filled in</summary>
<pre>${specYaml}</pre></details>`,
  };
}
