import { DeviceError } from "./error.ts";

/** A drive over time, smooth between its breakpoints: a voltage [V], or a current [A] where a current source is meant. */
export interface Waveform {
  /** Value at a time [s]. Continuous: an integrator evaluates both sides of a breakpoint. */
  at(time: number): number;
  /** Times inside (t0, t1) [s], ascending, where the slope jumps or the sign changes. Integration steps end there. */
  breakpoints(t0: number, t1: number): readonly number[];
}

/** `amplitude` [V] or [A], for all times. */
export function constantWaveform(amplitude: number): Waveform {
  return { at: () => amplitude, breakpoints: () => [] };
}

/** amplitude sin(2 pi frequency t), [V] or [A], [Hz]. */
export function sineWaveform(amplitude: number, frequency: number): Waveform {
  const half = 0.5 / frequency;
  return {
    at: (time) => amplitude * Math.sin((Math.PI * time) / half),
    breakpoints: (t0, t1) => {
      const times: number[] = [];
      for (let k = Math.floor(t0 / half) + 1; k * half < t1; k++) times.push(k * half);
      return times;
    },
  };
}

/**
 * Straight lines through `points`; the first and the last value hold before and after.
 *
 * @param points [time [s], value [V] or [A]], times strictly ascending
 * @throws DeviceError DEVICE_WAVEFORM
 */
export function piecewiseLinearWaveform(points: readonly (readonly [number, number])[]): Waveform {
  assertPoints(points);
  const times = Float64Array.from(points, ([time]) => time);
  const values = Float64Array.from(points, ([, value]) => value);
  const corners = [...times, ...crossings(times, values)].sort((a, b) => a - b);
  return {
    at: (time) => interpolate(times, values, time),
    breakpoints: (t0, t1) => corners.filter((time) => time > t0 && time < t1),
  };
}

function crossings(times: Float64Array, values: Float64Array): number[] {
  const found: number[] = [];
  for (let i = 1; i < times.length; i++) {
    const [a, b] = [values[i - 1] as number, values[i] as number];
    if (a * b >= 0) continue;
    const [from, to] = [times[i - 1] as number, times[i] as number];
    const at = from + (to - from) * (a / (a - b));
    if (at > from && at < to) found.push(at);
  }
  return found;
}

function interpolate(times: Float64Array, values: Float64Array, time: number): number {
  let low = 0;
  let high = times.length - 1;
  if (time <= (times[low] as number)) return values[low] as number;
  if (time >= (times[high] as number)) return values[high] as number;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle;
    else high = middle;
  }
  const [from, to] = [times[low] as number, times[high] as number];
  const [a, b] = [values[low] as number, values[high] as number];
  return a + (b - a) * ((time - from) / (to - from));
}

function assertPoints(points: readonly (readonly [number, number])[]): void {
  const bad = points.findIndex(([time, value], i) => {
    const before = points[i - 1]?.[0] ?? Number.NEGATIVE_INFINITY;
    return !(Number.isFinite(time) && Number.isFinite(value) && time > before);
  });
  if (points.length > 0 && bad === -1) return;
  throw new DeviceError("DEVICE_WAVEFORM", "points need finite values and strictly ascending times", {
    at: ["waveform", `point ${Math.max(bad, 0)}`],
  });
}
