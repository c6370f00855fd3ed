import { driftByCurve, driftByPower, type RetentionCurve } from "../../crossbar/index.ts";
import { conductanceRange, readConductance, stateAtConductance, stateAtRest } from "../../device/index.ts";
import type { Matrix, Random } from "../../foundation/index.ts";
import type { DeviceSpec, RunSpec } from "../../spec/index.ts";
import type { ProgrammedLayer } from "../program.ts";
import { polarities } from "../tile-sites.ts";

type Drift = NonNullable<RunSpec["nonidealities"]["drift"]>;

/** Points of the device's own curve, over its whole range. */
const points = 65;

export interface AgeRequest {
  readonly drift: Drift;
  readonly device: DeviceSpec;
  readonly vRead: number;
  readonly random: Random;
}

/** The layers a time after programming: every conductance has drifted, and nothing else has changed. */
export function ageLayers(
  layers: readonly ProgrammedLayer[],
  { drift, device, vRead, random }: AgeRequest,
): ProgrammedLayer[] {
  const age = aging(drift, device, vRead, random);
  return layers.map((layer) => {
    const [pos, neg] = polarities.map((polarity) => {
      const written = layer[polarity];
      return { ...written, conductance: age(written.conductance, [layer.name, polarity]) };
    }) as [ProgrammedLayer["pos"], ProgrammedLayer["neg"]];
    return { ...layer, pos, neg };
  });
}

/** What the time makes of the conductances of one polarity of a layer [S], (rows, cols). */
function aging(drift: Drift, device: DeviceSpec, vRead: number, random: Random) {
  if (!("law" in drift)) {
    return (g: Matrix, name: readonly string[]) => driftByPower(g, drift, { random, name });
  }
  const curve = retentionCurve(device, vRead, drift.time);
  return (g: Matrix) => driftByCurve(g, curve);
}

/** The device at a temperature of its surroundings [degree C], where its card has one; else as it is. */
export function deviceAt(device: DeviceSpec, temperatureC: number | null): DeviceSpec {
  if (temperatureC === null) return device;
  const kelvin = temperatureC + 273.15;
  if ("ambient" in device) return { ...device, ambient: kelvin };
  if ("temperature" in device) return { ...device, temperature: kelvin };
  return device;
}

/** What a rest at 0 V makes of every conductance of a device, by its equations. */
export function retentionCurve(device: DeviceSpec, vRead: number, time: number): RetentionCurve {
  const [least, most] = conductanceRange(device, vRead);
  const before = Float64Array.from(
    { length: points },
    (_, k) => least * (most / least) ** (k / (points - 1)),
  );
  const after = before.map((g) => {
    const state = stateAtConductance(device, Math.min(Math.max(g, least), most), vRead);
    const [rested] = stateAtRest(device, state, [time]);
    return readConductance(device, rested as number, vRead);
  });
  return { before, after };
}
