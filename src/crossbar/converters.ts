import type { Matrix } from "../foundation/index.ts";
import { CrossbarError } from "./error.ts";

/** Digital to analogue, at a word line: 2^bits voltages from 0 to `range` [V], both included. */
export interface Dac {
  readonly bits: number;
  readonly range: number;
}

/** What a converter made of its inputs, and how many of them lay beyond its range. */
export interface Converted {
  readonly values: Matrix;
  readonly saturated: number;
}

/**
 * Word line voltages as a DAC drives them, rounded to the nearest of its steps [V], (batch, rows). Beyond the range it saturates.
 *
 * @throws CrossbarError CROSSBAR_CONVERTER
 */
export function convertDrive({ bits, range }: Dac, voltages: Matrix): Converted {
  assertConverter(bits, range, "dac");
  const top = 2 ** bits - 1;
  const step = range / top;
  let saturated = 0;
  const data = voltages.data.map((v) => {
    const code = Math.floor(v / step + 0.5);
    if (code < 0 || code > top) saturated += 1;
    return Math.min(Math.max(code, 0), top) * step;
  });
  return { values: { ...voltages, data }, saturated };
}

/** Analogue to digital, at the foot of a pair of bit lines: `bits`, and the range of every column [A], (cols). */
export interface Adc {
  readonly bits: number;
  readonly ranges: Float64Array;
}

/**
 * Current differences I+ - I- as an ADC reads them [A], (batch, cols): two's complement, so 2^bits codes from -range to one step below
 * +range, and 0 A is a code. One step is 2 range / 2^bits. Beyond the codes it saturates.
 *
 * A full-scale sine comes out with a signal to noise ratio of 6.02 bits + 1.76 dB, from about 6 bits on (below, the code that is missing at the
 * top counts).
 *
 * @throws CrossbarError CROSSBAR_CONVERTER
 */
export function convertCurrents({ bits, ranges }: Adc, currents: Matrix): Converted {
  for (const range of ranges) assertConverter(bits, range, "adc");
  const { cols } = currents;
  const half = 2 ** (bits - 1);
  const data = new Float64Array(currents.data.length);
  let saturated = 0;
  for (let k = 0; k < data.length; k++) {
    const step = (ranges[k % cols] as number) / half;
    const code = Math.floor((currents.data[k] as number) / step + 0.5);
    if (code < -half || code > half - 1) saturated += 1;
    data[k] = Math.min(Math.max(code, -half), half - 1) * step;
  }
  return { values: { ...currents, data }, saturated };
}

/** Beyond this, a step is below the accuracy of the arithmetic. */
const mostBits = 32;

function assertConverter(bits: number, range: number, kind: string): void {
  const right = Number.isInteger(bits) && bits >= 1 && bits <= mostBits;
  if (right && range > 0 && range < Number.POSITIVE_INFINITY) return;
  const problem = right
    ? `a range of ${range}, expected a finite one above 0`
    : `${bits} bits, expected a whole number from 1 to ${mostBits}`;
  throw new CrossbarError("CROSSBAR_CONVERTER", problem, {
    at: ["converters", kind],
    hint: "Leave the converter out (null) for one without error.",
  });
}
