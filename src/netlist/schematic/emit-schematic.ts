import { type Point, placed } from "./geometry.ts";
import type { Schematic } from "./schematic.ts";

/** Read by Xschem 2.8 and by those of today: version 1.1 of its files has all that a drawing needs. */
const fileHead = ["v {xschem version=2.8.1 file_version=1.1}", "G {}", "V {}", "S {}", "E {}"] as const;

/** The `.sch` file of a cell, for Xschem. */
export function emitSchematic(schematic: Schematic): string {
  const { devices, labels, wires } = schematic;
  return [
    ...fileHead,
    `T {${plain(schematic.title)}} ${titlePoint(schematic).join(" ")} 0 0 0.3 0.3 {}`,
    ...wires.map(({ net, ends: [from, to] }) => `N ${from.join(" ")} ${to.join(" ")} {lab=${net}}`),
    ...devices.map((device) => instance(device.file, device, device.properties)),
    ...labels.map((label, i) => {
      const name = `${/\/i?o?pin/.test(label.file) ? "p" : "l"}${i + 1}`;
      return instance(label.file, label, { name, lab: label.net });
    }),
    "",
  ].join("\n");
}

type Place = Pick<Schematic["labels"][number], "at" | "turns" | "mirrored">;

function instance(
  file: string,
  { at, turns = 0, mirrored = false }: Place,
  properties: Readonly<Record<string, string>>,
) {
  const words = Object.entries(properties).map(
    ([key, value]) => `${key}=${value.includes(" ") ? `"${value}"` : value}`,
  );
  return `C {${file}} ${at.join(" ")} ${turns} ${mirrored ? 1 : 0} {${words.join(" ")}}`;
}

/** Under the drawing, at its left. */
function titlePoint({ wires, devices }: Schematic): Point {
  const points = [...wires.flatMap(({ ends }) => ends), ...devices.map((device) => placed(device, [0, 0]))];
  const left = Math.min(...points.map(([x]) => x));
  const bottom = Math.max(...points.map(([, y]) => y));
  return [left, bottom + 60];
}

/** Text that cannot end a property of Xschem early. */
export function plain(text: string): string {
  return text.replace(/[{}\\"]/g, "");
}
