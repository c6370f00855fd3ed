import { type Html, html, nothing } from "./html.ts";

export type Cell = Html | string;

export interface Table {
  /** What the table holds; printed above it (outside of what scrolls), and its name when read aloud. */
  readonly caption: string;
  /** Headings with their units; `number` columns are aligned right. */
  readonly columns: readonly { readonly title: string; readonly number?: boolean }[];
  /** One cell a column; the first is the heading of its row. */
  readonly rows: readonly (readonly Cell[])[];
  /** No wider than it must be: for few columns over the whole page. */
  readonly compact?: boolean;
}

/** A table that scrolls by itself where it does not fit, so that the page never does. */
export function table({ caption, columns, rows, compact = false }: Table): Html {
  const heads = columns.map(
    ({ title, number }) => html`<th scope="col"${number ? html` class="number"` : nothing}>${title}</th>`,
  );
  const body = rows.map(
    (row) => html`<tr>${row.map((cell, i) => tableCell(cell, i, columns[i]?.number))}</tr>\n`,
  );
  return html`<p class="caption">${caption}</p>
<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table${compact ? html` class="compact"` : nothing}>
<thead><tr>${heads}</tr></thead>
<tbody>${body}</tbody>
</table></div>`;
}

function tableCell(cell: Cell, column: number, number = false): Html {
  if (column === 0) return html`<th scope="row">${cell}</th>`;
  return number ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`;
}

/** Names and values of a record: provenance, settings. */
export function record(entries: readonly (readonly [name: string, value: Cell])[]): Html {
  return html`<dl class="record">${entries.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** The few figures that matter most, large. */
export function facts(entries: readonly { name: string; value: string; note: string }[]): Html {
  const items = entries.map(
    ({ name, value, note }) => html`<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`,
  );
  return html`<dl class="facts">${items}</dl>`;
}
