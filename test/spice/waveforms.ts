import { integrate, piecewiseLinearWaveform } from "../../src/device/index.ts";
import { pulseSchedule } from "../../src/netlist/index.ts";
import { type DeviceSpec, parseRunSpec, type RunSpec } from "../../src/spec/index.ts";

/** A shared test waveform of straight lines; every form of a model stops at its corners, and is compared there. */
export interface TestWave {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
  readonly state: number;
  readonly maxStep: number;
}

export function specOf(yaml: string): RunSpec {
  return parseRunSpec(yaml);
}

/** Sine at two frequencies, a triangle, pulse trains both ways with a read between writes: in the model's own time scale. */
export function wavesOf({ device, characterization }: RunSpec): TestWave[] {
  const { hysteresis, pulses } = characterization;
  const { amplitude, frequency, initialState: state } = hysteresis;
  const sampled = (period: number, at: (phase: number) => number, marks: number) =>
    Array.from({ length: marks + 1 }, (_, n) => [(n * period) / marks, at(n / marks)] as const);
  const sine = (f: number) => ({
    name: `sine ${f} Hz`,
    points: sampled(1 / f, (phase) => amplitude * Math.sin(2 * Math.PI * phase), 200),
    state,
    maxStep: 1 / (2000 * f),
  });
  const triangle = (phase: number) => 1 - Math.abs(((4 * phase + 3) % 4) - 2);
  const few = 8;
  const width = (pulses.width * pulses.count) / (2 * few);
  const bench = { ...pulses, count: few, width, readWidth: width / 10 };
  const { points, reads } = pulseSchedule(bench);
  const marked = [...points, ...Array.from(reads, (time) => [time, bench.vRead] as const)];
  return [
    sine(frequency),
    sine(4 * frequency),
    {
      name: "triangle",
      points: sampled(1 / frequency, (phase) => amplitude * triangle(phase), 40),
      state,
      maxStep: 1 / (2000 * frequency),
    },
    {
      name: "pulses",
      points: marked.sort(([a], [b]) => a - b),
      state: device.initialState,
      maxStep: bench.width / 20,
    },
  ];
}

/** What the equations in TypeScript answer at the corners of a waveform: state and current [A], (corners). */
export function exactAt(device: DeviceSpec, { points, state }: TestWave) {
  const run = integrate(device, piecewiseLinearWaveform(points), { t1: points.at(-1)?.[0] as number, state });
  return sampleAt(points, run.time, { state: run.state, current: run.current });
}

/** Columns of a run at all corners but the first, which must be points of it (SPICE gives none for time 0). */
export function sampleAt<K extends string>(
  points: TestWave["points"],
  time: Float64Array,
  columns: Readonly<Record<K, Float64Array>>,
): Record<K, Float64Array> {
  const span = points.at(-1)?.[0] as number;
  let k = 0;
  const at = points.slice(1).map(([corner]) => {
    while (k < time.length - 1 && (time[k] as number) < corner - 1e-9 * span) k += 1;
    if (Math.abs((time[k] as number) - corner) > 1e-8 * span) throw new Error(`no point at ${corner} s`);
    return k;
  });
  const picked = Object.entries<Float64Array>(columns).map(([name, values]) => [
    name,
    Float64Array.from(at, (index) => values[index] as number),
  ]);
  return Object.fromEntries(picked);
}

/** Largest difference of two curves, as a fraction of the largest value of the second. */
export function worstOf(values: Float64Array, exact: Float64Array, fullScale?: number): number {
  const scale = fullScale ?? exact.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  return values.reduce((most, one, n) => Math.max(most, Math.abs(one - (exact[n] as number)) / scale), 0);
}
