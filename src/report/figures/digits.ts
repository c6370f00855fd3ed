import { type Html, html, nothing, raw } from "../html.ts";
import type { RunReport } from "../run-report.ts";

/** Grey levels of a drawn digit: more cannot be told apart at this size. */
const greys = 8;
const side = 28;

/** Test images with what the array says of them: blue and a tick when right, red and a cross when wrong. */
export function digitsFigure(digits: RunReport["digits"]): Html {
  const items = digits.map(({ pixels, label, predicted, confidence }) => {
    const right = label === predicted;
    const text = `Digit ${label}, predicted ${predicted} with ${shown(confidence)}, ${right ? "right" : "wrong"}`;
    return html`<li class="${right ? "right" : "wrong"}">
<svg viewBox="0 0 ${side} ${side}" role="img" aria-label="${text}"><g class="ink" fill="currentColor" shape-rendering="crispEdges">${raw(ink(pixels))}</g></svg>
<p aria-hidden="true"><b>${predicted} ${right ? "✓" : "✗"}</b><small>${shown(confidence)}</small>${
      right ? nothing : html`<small>is a ${label}</small>`
    }</p></li>`;
  });
  const wrong = digits.filter(({ label, predicted }) => label !== predicted).length;
  return html`<figure>
<ul class="digits">${items}</ul>
<figcaption><strong>${digits.length} test digits</strong> as the built array reads them: predicted digit, softmax confidence, and the
true label where it differs. <span class="good-text">Blue with ✓</span> is right, <span class="bad-text">red with ✗</span> is wrong; ${
    wrong === 0 ? "all of these are right" : `${wrong} of these ${wrong === 1 ? "is" : "are"} wrong`
  }.</figcaption>
</figure>`;
}

/** Softmax in percent; what rounds to certainty is shown as more than 99.9 %. */
function shown(confidence: number): string {
  return confidence > 0.9995 ? "> 99.9 %" : `${(100 * confidence).toFixed(1)} %`;
}

/** The pixels as one path a grey level, neighbours in a row joined. */
function ink(pixels: Uint8Array): string {
  const paths = Array.from({ length: greys + 1 }, () => "");
  for (let row = 0; row < side; row++) {
    let from = 0;
    for (let col = 1; col <= side; col++) {
      const grey = greyAt(pixels, row, from);
      if (col < side && greyAt(pixels, row, col) === grey) continue;
      paths[grey] += `M${from},${row}h${col - from}v1h${from - col}z`;
      from = col;
    }
  }
  return paths
    .map((path, grey) =>
      grey === 0 || path === "" ? "" : `<path fill-opacity="${(grey / greys).toFixed(2)}" d="${path}"/>`,
    )
    .join("");
}

function greyAt(pixels: Uint8Array, row: number, col: number): number {
  return Math.round(((pixels[row * side + col] ?? 0) / 255) * greys);
}
