/** What is looked for in an open page; each list is empty where all is well. */
export interface Finding {
  /** Pixels by which the page is wider than the window. */
  readonly overflow: number;
  /** Text of drawings that leaves the window at the left or right. */
  readonly clipped: readonly string[];
  /** Pairs of text in one drawing that cover each other. */
  readonly collisions: readonly string[];
  readonly figures: number;
  /** Figures with nothing to see in them: no drawing of at least 40 x 20 pixels. */
  readonly empty: readonly string[];
  readonly background: string;
  readonly ink: string;
  /** Smallest text of any drawing, in pixels on the screen. */
  readonly smallestText: number;
  /** Whether the text of the spec takes room on the page. */
  readonly specShown: boolean;
}

/** Runs in the page. It may use nothing from outside of itself. */
export const probe = `(() => {
  const box = (element) => element.getBoundingClientRect();
  const seen = (element) => box(element).width > 0 && box(element).height > 0;
  const drawings = [...document.querySelectorAll("svg")].filter(seen);
  const texts = (svg) => [...svg.querySelectorAll("text")].filter((text) => seen(text) && text.textContent.trim() !== "");
  const collisions = [];
  for (const svg of drawings) {
    const labels = texts(svg);
    labels.forEach((one, i) => labels.slice(i + 1).forEach((other) => {
      const [a, b] = [box(one), box(other)];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 3) collisions.push(one.textContent + " / " + other.textContent);
    }));
  }
  const labels = drawings.flatMap(texts);
  const root = document.documentElement;
  const pre = document.querySelector("pre");
  return {
    overflow: root.scrollWidth - root.clientWidth,
    clipped: labels.filter((text) => box(text).left < 0 || box(text).right > root.clientWidth).map((text) => text.textContent),
    collisions,
    figures: document.querySelectorAll("figure").length,
    empty: [...document.querySelectorAll("figure")]
      .filter((figure) => ![...figure.querySelectorAll("svg")].some((svg) => box(svg).width >= 40 && box(svg).height >= 20 && svg.querySelector("path, rect, circle")))
      .map((figure) => figure.textContent.slice(0, 40)),
    background: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.body).color,
    smallestText: Math.min(...labels.map((text) => {
      const svg = text.ownerSVGElement;
      const scale = svg.viewBox.baseVal.width > 0 ? box(svg).width / svg.viewBox.baseVal.width : 1;
      return parseFloat(getComputedStyle(text).fontSize) * scale;
    })),
    specShown: pre !== null && pre.checkVisibility({ contentVisibilityAuto: true }) && box(pre).height > 20,
  };
})()`;
