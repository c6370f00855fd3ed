import { integrate, readConductance, type Waveform } from "../../../src/device/index.ts";
import type { Simulation } from "../../../src/engine/index.ts";
import type { DeviceSpec } from "../../../src/spec/index.ts";

type Vectors = Record<string, Float64Array>;

/** A transient result as an engine would give it, from arrays. */
export function simulationOf(time: Float64Array, vectors: Vectors): Simulation {
  return {
    result: { kind: "tran", time, vectors },
    warnings: [],
    engine: { name: "none", version: "0", ngspice: "0", solver: "sparse" },
    deckHash: "",
    seconds: 0,
  };
}

/** What an exact simulator would answer for one memristor under a drive. */
export function exactRun(
  device: DeviceSpec,
  drive: Waveform,
  options: { t1: number; state: number; maxStep: number },
): Simulation {
  const { time, voltage, current, state } = integrate(device, drive, options);
  return simulationOf(time, { "v(te)": voltage, "i(vsense)": current, "v(state)": state });
}

/** A run whose state is drawn by hand, under a given voltage: for runs that no device would give. */
export function drawnRun(
  device: DeviceSpec,
  points: readonly { time: number; voltage: number; state: number }[],
): Simulation {
  const inRange = (x: number) => (x > 0 ? Math.min(x, 1) : 0);
  const current = points.map(({ voltage, state }) => voltage * readConductance(device, inRange(state), 0.1));
  return simulationOf(
    Float64Array.from(points, ({ time }) => time),
    {
      "v(te)": Float64Array.from(points, ({ voltage }) => voltage),
      "i(vsense)": Float64Array.from(current),
      "v(state)": Float64Array.from(points, ({ state }) => state),
    },
  );
}
