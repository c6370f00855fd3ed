import { type Html, html } from "../html.ts";

/** Green with a tick or red with a cross, and the word: colour is never the only sign. */
export function verdictMark(good: boolean, pass = "pass", fail = "fail"): Html {
  return good ? html`<span class="pass">✓ ${pass}</span>` : html`<span class="miss">✗ ${fail}</span>`;
}

/** The same for a limit; without limits there is nothing to pass. */
export function statusMark(status: "pass" | "fail" | "info"): Html {
  return status === "info" ? html`no limit` : verdictMark(status === "pass");
}

/** `1 device`, `15 devices`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** The name of a limit, that may be parted after its dot and before its bracket. */
export function limitTitle(name: string): Html {
  return html`${name.split(/(?<=\.)|(?=\()/).flatMap((part, i) => (i === 0 ? [html`${part}`] : [html`<wbr>${part}`]))}`;
}
