import { describe, expect, it } from "vitest";
import { html, raw } from "../../../src/report/html.ts";

describe("html", () => {
  it("escapes every string and leaves markup alone", () => {
    const nasty = `<script>alert("x")</script> & 'y'`;
    expect(html`<p title="${nasty}">${raw("<b>bold</b>")} ${3}</p>`.markup).toBe(
      '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;"><b>bold</b> 3</p>',
    );
  });

  it("joins lists without commas", () => {
    expect(html`<ul>${["a", "<"].map((item) => html`<li>${item}</li>`)}</ul>`.markup).toBe(
      "<ul><li>a</li><li>&lt;</li></ul>",
    );
  });
});
