import type { LayoutPort, LayoutView } from "../layout/view.ts";
import type { Point } from "./geometry.ts";

const pitch = 20;
const halfWidth = 80;
const stub = 20;

/** The `.sym` file of a cell: a box, what comes in at its left, what goes out at its right, supplies above and ground below. */
export function emitSymbol({ ports }: Pick<LayoutView, "ports">): string {
  const side = (...directions: readonly LayoutPort["direction"][]) =>
    ports.filter(({ direction }) => directions.includes(direction));
  const left = side("in", "inout");
  const right = side("out");
  const halfHeight = (pitch * (Math.max(left.length, right.length, 1) + 1)) / 2;
  const pins: [LayoutPort, Point][] = [
    ...column(left, -halfWidth - stub),
    ...column(right, halfWidth + stub),
    ...row(side("supply"), -halfHeight - stub),
    ...row(side("ground"), halfHeight + stub),
  ];
  const where = new Map(pins);
  return [
    "v {xschem version=2.8.1 file_version=1.1}",
    "G {type=subcircuit",
    'format="@name @pinlist @symname"',
    'template="name=x1"}',
    "V {}",
    "S {}",
    "E {}",
    ...box(halfWidth, halfHeight),
    // The order of the pins here is that of the ports on the `.subckt` line.
    ...ports.flatMap((port) => pin(port, where.get(port) as Point, halfHeight)),
    `T {@symname} ${-halfWidth} ${-halfHeight - 15} 0 0 0.2 0.2 {}`,
    `T {@name} ${halfWidth + 5} ${-halfHeight - 15} 0 0 0.2 0.2 {}`,
    "",
  ].join("\n");
}

function column(ports: readonly LayoutPort[], x: number): [LayoutPort, Point][] {
  return ports.map((port, i) => [port, [x, pitch * i - (pitch * (ports.length - 1)) / 2]]);
}

function row(ports: readonly LayoutPort[], y: number): [LayoutPort, Point][] {
  return ports.map((port, i) => [port, [2 * pitch * i - pitch * (ports.length - 1), y]]);
}

function box(x: number, y: number): string[] {
  return [line([-x, -y], [x, -y]), line([x, -y], [x, y]), line([x, y], [-x, y]), line([-x, y], [-x, -y])];
}

function line(from: Point, to: Point): string {
  return `L 4 ${from.join(" ")} ${to.join(" ")} {}`;
}

const directions = { in: "in", out: "out", inout: "inout", supply: "inout", ground: "inout" } as const;

function pin({ name, direction }: LayoutPort, [x, y]: Point, halfHeight: number): string[] {
  const vertical = Math.abs(x) <= halfWidth;
  const inner: Point = vertical ? [x, Math.sign(y) * halfHeight] : [Math.sign(x) * halfWidth, y];
  const text = vertical
    ? `T {${name}} ${x + 5} ${y < 0 ? y + 2 : y - 12} 0 0 0.2 0.2 {}`
    : `T {${name}} ${x < 0 ? -halfWidth + 5 : halfWidth - 5} ${y - 6} 0 ${x < 0 ? 0 : 1} 0.2 0.2 {}`;
  return [
    line([x, y], inner),
    `B 5 ${x - 2.5} ${y - 2.5} ${x + 2.5} ${y + 2.5} {name=${name} dir=${directions[direction]}}`,
    text,
  ];
}
