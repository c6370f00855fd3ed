/** Conductance against the number of equal pulses, as measured: one curve of a table device. */
export interface TableCurve {
  /** Of every pulse [V]; above 0 the conductance rises, below 0 it falls. */
  readonly voltage: number;
  /** Of every pulse [s]. */
  readonly width: number;
  /** After n = 0, 1, 2, ... pulses [S]: two at least, strictly rising or falling. */
  readonly conductance: readonly number[];
}

/** Most pulses of a curve: a deck writes each as a bend of its rate. See models/table/README.md. */
export const mostPulses = 500;

/** What is wrong with a curve, at which of its pulses. */
export interface CurveFault {
  readonly pulse: number;
  readonly column: "voltage_V" | "width_s" | "conductance_S";
  readonly problem: string;
  readonly hint: string;
}

/** The first thing that keeps a curve from being a device's, if any. */
export function curveFault({ voltage, width, conductance }: TableCurve): CurveFault | undefined {
  const fault = (pulse: number, column: CurveFault["column"], problem: string, hint: string) => ({
    pulse,
    column,
    problem,
    hint,
  });
  if (!(Math.abs(voltage) > 0 && Number.isFinite(voltage))) {
    const hint =
      "Give the voltage of the pulses with its sign: above 0 raises the conductance, below 0 lowers it.";
    return fault(0, "voltage_V", `a pulse of ${voltage} V has no direction`, hint);
  }
  if (!(width > 0 && Number.isFinite(width)))
    return fault(0, "width_s", `a pulse of ${width} s`, "Give the width of one pulse in seconds: 1e-6.");
  const negative = conductance.findIndex((g) => !(g > 0 && Number.isFinite(g)));
  if (negative !== -1) {
    const problem = `conductance ${conductance[negative]} S after pulse ${negative}, expected more than 0`;
    return fault(
      negative,
      "conductance_S",
      problem,
      "Subtract the offset of the instrument, and leave out open cells.",
    );
  }
  if (conductance.length < 2) {
    const problem = `one conductance at ${voltage} V is no curve`;
    return fault(
      0,
      "conductance_S",
      problem,
      "Give the conductance before the first pulse (pulse 0), and after each.",
    );
  }
  if (conductance.length > mostPulses + 1) {
    const problem = `more than ${mostPulses} pulses at ${voltage} V, the most that SPICE takes in good time`;
    return fault(
      mostPulses + 1,
      "conductance_S",
      problem,
      "Keep every n-th conductance, count them from 0 again, and give n times the width.",
    );
  }
  const turn = conductance.findIndex(
    (g, n) => n > 0 && !((g - (conductance[n - 1] as number)) * voltage > 0),
  );
  if (turn === -1) return undefined;
  const word = voltage > 0 ? "rise" : "fall";
  return fault(
    turn,
    "conductance_S",
    `conductance goes from ${conductance[turn - 1]} S to ${conductance[turn]} S at ${voltage} V, expected it to ${word} with every pulse`,
    "Average several trains against noise, and end the curve where the device has saturated.",
  );
}

/** What keeps a set of good curves from being a device. */
export function curvesFault(curves: readonly TableCurve[]): string | undefined {
  const volts = curves.map(({ voltage }) => voltage);
  const twice = volts.find((voltage, n) => volts.indexOf(voltage) !== n);
  if (twice !== undefined) return `two curves of ${twice} V: which of them holds is not known`;
  if (!curves.some(({ voltage }) => voltage > 0))
    return "no curve of a positive voltage: nothing raises the conductance";
  if (!curves.some(({ voltage }) => voltage < 0))
    return "no curve of a negative voltage: nothing lowers the conductance";
  return undefined;
}

/** Least and most conductance that was measured: states 0 and 1 [S]. */
export function measuredRange(curves: readonly TableCurve[]): readonly [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { conductance } of curves) {
    for (const g of conductance) [least, most] = [Math.min(least, g), Math.max(most, g)];
  }
  return [least, most];
}
