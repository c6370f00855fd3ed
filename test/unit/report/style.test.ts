import { describe, expect, it } from "vitest";
import { style } from "../../../src/report/style.ts";

/** Colours of the light (first) and the dark (second) set, by name. */
const [light, dark] = [...style.matchAll(/--bg:[^}]*/g)].map(
  ([set]) =>
    new Map([...set.matchAll(/--([a-z0-9]+):(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value])),
) as [Map<string, string>, Map<string, string>];

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

describe.each([
  ["light", light],
  ["dark", dark],
])("%s colours", (_, colours) => {
  const of = (name: string) => colours.get(name) as string;

  it.each(["ink", "muted", "blue", "red", "green"])("%s can be read as text (WCAG AA, 4.5 to 1)", (name) => {
    expect(contrast(of(name), of("bg"))).toBeGreaterThan(4.5);
    expect(contrast(of(name), of("panel"))).toBeGreaterThan(4.5);
  });

  it("pass and fail can be read on their own grounds", () => {
    expect(contrast(of("green"), of("pass"))).toBeGreaterThan(4.5);
    expect(contrast(of("red"), of("miss"))).toBeGreaterThan(4.5);
  });

  it("the eight steps of the map go one way in lightness, away from the page", () => {
    const steps = Array.from({ length: 8 }, (_, i) => contrast(of(`s${i}`), of("bg")));
    expect(steps.every((step, i) => i === 0 || step > (steps[i - 1] as number) * 1.1)).toBe(true);
  });
});
