import { type Html, html, raw } from "./html.ts";
import { style } from "./style.ts";

export interface Section {
  /** Anchor, unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** One HTML document: no script, nothing fetched; the policy in its head forbids both. */
export function renderPage(page: {
  readonly title: string;
  readonly header: Html;
  readonly sections: readonly Section[];
  readonly footer: string;
}): string {
  const links = page.sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  const sections = page.sections.map(
    ({ id, title, body }) => html`
<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${body}
</section>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${page.title}</title>
<style>${raw(style)}</style>
</head>
<body>
<header>
${page.header}
<nav aria-label="Contents"><ul>${links}</ul></nav>
</header>
<main>${sections}
</main>
<footer>${page.footer}</footer>
</body>
</html>
`.markup;
}
