import { type Html, html } from "../html.ts";
import { plain } from "../units.ts";

/** Shades of the style sheet, `--s0` .. `--s7`: the darkest ends at the tolerance, each paler one a decade below. */
const shades = 8;

/** How an error is drawn against its tolerance: colour of the square, and of text on it. */
export function errorColours(
  error: number,
  tolerance: number,
): { readonly fill: string; readonly ink: string } {
  if (!(error <= tolerance)) return { fill: "var(--red)", ink: "var(--bg)" };
  const decade = Math.ceil(Math.log10(error / tolerance) - 1e-9); // 0 at the tolerance, minus infinity for no error
  const shade = Math.max(0, shades - 1 + decade);
  return { fill: `var(--s${shade})`, ink: shade < shades / 2 ? "var(--ink)" : "var(--bg)" };
}

/** What the shades mean. */
export function errorLegend(tolerance: number): Html {
  const items = Array.from({ length: shades }, (_, shade) => {
    const upper = tolerance * 10 ** (shade - shades + 1);
    return html`<li><i style="background:var(--s${shade})"></i><span>${shade % 2 === 1 ? plain(Number(upper.toPrecision(3))) : "\u00a0"}</span></li>`;
  });
  return html`<p class="scale-title">error up to, of the largest output of the tile; red: above the tolerance</p>
<ul class="scale ends">${items}<li><i style="background:var(--red)"></i><span>✗</span></li></ul>`;
}
