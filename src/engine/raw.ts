import { EngineError } from "./error.ts";

/** One plot of a binary raw file of ngspice. */
export interface RawPlot {
  readonly title: string;
  readonly plotName: string;
  readonly complex: boolean;
  readonly points: number;
  /** Vector names as the simulator spells them, in lower case. */
  readonly names: readonly string[];
  /** Values of vector `index`, (points); the real part of a complex one. */
  real(index: number): Float64Array;
  /** Imaginary part, (points); zeros for a real plot. */
  imaginary(index: number): Float64Array;
}

const separator = new TextEncoder().encode("Binary:\n");

/**
 * All plots of a binary raw file, in order; usually one. An empty file has none.
 *
 * @throws EngineError ENGINE_RAW_FILE for a header that does not parse or values that are missing
 */
export function parseRaw(bytes: Uint8Array): readonly RawPlot[] {
  const plots: RawPlot[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const end = indexOf(bytes, separator, offset);
    if (end < 0) throw broken("a header without values");
    const header = parseHeader(new TextDecoder("latin1").decode(bytes.subarray(offset, end)));
    const start = end + separator.length;
    const length = header.points * header.names.length * (header.complex ? 16 : 8);
    if (start + length > bytes.length) throw broken(`${length} bytes of values, got ${bytes.length - start}`);
    const values = new Uint8Array(bytes.subarray(start, start + length)); // a copy, so that the doubles are aligned
    plots.push(plotOf(header, values.buffer));
    offset = start + length;
  }
  return plots;
}

type Header = Omit<RawPlot, "real" | "imaginary">;

function plotOf(header: Header, buffer: ArrayBuffer): RawPlot {
  const values = new Float64Array(buffer);
  const width = header.complex ? 2 : 1;
  const column = (index: number, part: 0 | 1): Float64Array => {
    const stride = header.names.length * width;
    const first = index * width + part;
    return Float64Array.from({ length: header.points }, (_, i) => values[first + i * stride] as number);
  };
  return {
    ...header,
    real: (index) => column(index, 0),
    imaginary: (index) => (header.complex ? column(index, 1) : new Float64Array(header.points)),
  };
}

function parseHeader(text: string): Header {
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, "m").exec(text)?.[1];
  const [plotName, flags] = [field("Plotname"), field("Flags")];
  const [points, variables] = [Number(field("No\\. Points")), Number(field("No\\. Variables"))];
  const names = [...text.matchAll(/^[ \t]+\d+[ \t]+(\S+)[ \t]+\S+/gm)].map((match) => match[1] as string);
  const counted = Number.isInteger(points) && points >= 0 && names.length === variables;
  if (plotName === undefined || flags === undefined || !counted) throw broken("a header that does not parse");
  return { title: field("Title") ?? "", plotName, complex: /\bcomplex\b/.test(flags), points, names };
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  for (
    let i = bytes.indexOf(wanted[0] as number, from);
    i >= 0;
    i = bytes.indexOf(wanted[0] as number, i + 1)
  ) {
    if (wanted.every((byte, k) => bytes[i + k] === byte)) return i;
  }
  return -1;
}

function broken(what: string): EngineError {
  return new EngineError("ENGINE_RAW_FILE", `the simulator's result file is broken: it has ${what}`, {
    hint: "Run the deck again; if it stays, please report it.",
  });
}
