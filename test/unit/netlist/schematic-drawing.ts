/** What a `.sch` file draws, read back from its text alone, with the pins of its symbol files. */
export interface ReadDrawing {
  readonly devices: readonly {
    readonly name: string;
    readonly file: string;
    readonly nets: readonly string[];
    readonly box: Box;
  }[];
  readonly ports: Readonly<Record<string, Point>>;
  readonly wires: readonly (readonly [Point, Point])[];
  readonly points: readonly Point[];
}

type Point = readonly [number, number];
type Box = readonly [number, number, number, number];

interface File {
  readonly path: string;
  readonly text: string;
}

const on = ([x, y]: Point, [[x1, y1], [x2, y2]]: readonly [Point, Point]) =>
  Math.min(x1, x2) <= x && x <= Math.max(x1, x2) && Math.min(y1, y2) <= y && y <= Math.max(y1, y2);

export function readDrawing(files: readonly File[]): ReadDrawing {
  const text = files.find(({ path }) => path.endsWith(".sch"))?.text ?? "";
  const wires = [...text.matchAll(/^N (\S+) (\S+) (\S+) (\S+) /gm)].map(
    ([, a, b, c, d]) =>
      [
        [Number(a), Number(b)],
        [Number(c), Number(d)],
      ] as const,
  );
  const all = [...text.matchAll(/^C \{(\S+)\} (\S+) (\S+) (\d) (\d) \{(.*)\}$/gm)].map(
    ([, file = "", x, y, turns, mirrored, properties = ""]) => ({
      ...{ file, at: [Number(x), Number(y)] as const, turns: Number(turns), mirrored: mirrored === "1" },
      name: `X${/\bname=(\S+)/.exec(properties)?.[1]}`,
      lab: /\blab=(\S+)/.exec(properties)?.[1] ?? "",
    }),
  );
  const labels = all.filter(({ file }) => file.startsWith("devices/"));
  const netAt = (start: Point): string => {
    const seen = new Set(wires.filter((wire) => on(start, wire)));
    for (const wire of seen) {
      for (const other of wires) {
        if (wire.some((end) => on(end, other)) || other.some((end) => on(end, wire))) seen.add(other);
      }
    }
    const names = labels.filter(({ at }) => [...seen].some((wire) => on(at, wire))).map(({ lab }) => lab);
    return [...new Set(names)].join(" and ") || "nothing";
  };
  const devices = all
    .filter(({ file }) => !file.startsWith("devices/"))
    .map((device) => {
      const symbol = files.find(({ path }) => path.endsWith(device.file))?.text ?? "";
      const pins = [...symbol.matchAll(/^B 5 (\S+) (\S+) (\S+) (\S+) /gm)].map(([, ...corners]) => {
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners.map(Number);
        return placed(device, [(x1 + x2) / 2, (y1 + y2) / 2]);
      });
      const [xs, ys] = [pins.map(([x]) => x), pins.map(([, y]) => y)];
      // A symbol of two pins is as wide as its plates, 10 to either side.
      const [wide, high] = [xs, ys].map((values) => (new Set(values).size === 1 ? 10 : 0)) as [
        number,
        number,
      ];
      const box = [
        ...[Math.min(...xs) - wide, Math.min(...ys) - high],
        ...[Math.max(...xs) + wide, Math.max(...ys) + high],
      ] as unknown as Box;
      return { name: device.name, file: device.file, nets: pins.map(netAt), box };
    });
  const ports = labels
    .filter(({ file }) => /pin\.sym/.test(file) && !file.includes("lab_"))
    .map(({ lab, at }) => [lab, at]);
  return {
    devices,
    ports: Object.fromEntries(ports),
    wires,
    points: [...wires.flat(), ...all.map(({ at }) => at)],
  };
}

interface Place {
  readonly at: Point;
  readonly turns: number;
  readonly mirrored: boolean;
}

function placed({ at: [x0, y0], turns, mirrored }: Place, [x, y]: Point): Point {
  const turn = ([a, b]: Point): Point => [-b, a];
  let point: Point = [mirrored ? -x : x, y];
  for (let i = 0; i < turns; i++) point = turn(point);
  return [x0 + point[0], y0 + point[1]];
}

/** Wires that run inside a symbol, or along more than a point of its edge. */
export function wiresThrough({ wires, devices }: ReadDrawing): string[] {
  return wires.flatMap(([[x1, y1], [x2, y2]]) =>
    devices.flatMap(({ name, box: [left, top, right, bottom] }) => {
      const width = Math.min(Math.max(x1, x2), right) - Math.max(Math.min(x1, x2), left);
      const height = Math.min(Math.max(y1, y2), bottom) - Math.max(Math.min(y1, y2), top);
      return width >= 0 && height >= 0 && width + height > 0
        ? [`${x1},${y1} ${x2},${y2} through ${name}`]
        : [];
    }),
  );
}
