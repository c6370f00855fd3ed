import {
  curveFault,
  curvesFault,
  type DeviceOfModel,
  measuredRange,
  type TableCurve,
} from "../../spec/index.ts";
import { DeviceError } from "../error.ts";
import { clipWidth } from "../hp-subcircuit.ts";
import type { Form, Model } from "../model.ts";
import { paceAt, paceOf, paceText } from "../pace.ts";

type Table = DeviceOfModel<"table">;

/** The state moves from this share of the least measured voltage on, and as measured from all of it. */
const asleep = 0.95;

/** The curves of one direction, weakest pulse first. */
function curvesOf({ curves }: Table, sign: 1 | -1): readonly TableCurve[] {
  return curves
    .filter(({ voltage }) => voltage * sign > 0)
    .sort((a, b) => Math.abs(a.voltage) - Math.abs(b.voltage));
}

const clamp = (value: number) => Math.min(Math.max(value, 0), 1);

/** Speed of the state in one direction [1/s], >= 0; `drive` is the voltage in that direction [V]. */
function speedOf(device: Table, sign: 1 | -1): (drive: number, state: number) => number {
  const own = curvesOf(device, sign).map((curve) => {
    const pace = paceOf(curve, device.curves);
    const end = (sign > 0 ? pace.states.at(-1) : pace.states[0]) as number;
    return {
      voltage: Math.abs(curve.voltage),
      speed: (state: number) =>
        clamp((sign * (end - state)) / clipWidth) / (curve.width * paceAt(pace, state)),
    };
  });
  const least = own[0]?.voltage as number;
  return (drive, state) => {
    const awake = clamp((drive / least - asleep) / (1 - asleep));
    if (awake === 0) return 0;
    const measured = own.reduce((speed, next, n) => {
      const before = own[n - 1];
      if (before === undefined) return next.speed(state);
      const share = clamp((drive - before.voltage) / (next.voltage - before.voltage));
      return share === 0 ? speed : speed + share * (next.speed(state) - before.speed(state));
    }, 0);
    return awake * measured;
  };
}

/** The same as text: names for every curve, and the speed. */
function speedText(device: Table, sign: 1 | -1) {
  const word = sign > 0 ? "up" : "down";
  const drive = sign > 0 ? "v" : "(-v)";
  const own = curvesOf(device, sign);
  const volts = own.map(({ voltage }) => Math.abs(voltage));
  // One node a curve, so that the simulator differentiates its many bends once. A pace is 1 or more; a node that starts at 0 is not.
  const lets = own.flatMap((curve, n): Form["lets"][number][] => {
    const pace = paceOf(curve, device.curves);
    const way = sign > 0 ? `${pace.states.at(-1)}-pos` : `pos-${pace.states[0]}`;
    return [
      [`${word}Pace${n}`, paceText(pace, "pos"), "node"],
      [`${word}${n}`, `min(max((${way})/${clipWidth},0),1)/(${curve.width}*max(${word}Pace${n},0.5))`],
    ];
  });
  const parts = own.slice(1).map((_, n) => {
    const share = `min(max((${drive}-${volts[n]})/${(volts[n + 1] as number) - (volts[n] as number)},0),1)`;
    return `${share}*(${word}${n + 1}-${word}${n})`;
  });
  const awake = `min(max((${drive}/${volts[0]}-${asleep})/${1 - asleep},0),1)`;
  return { lets, speed: `${awake}*(${[`${word}0`, ...parts].join("+")})` };
}

function formOfTable(device: Table): Form {
  const [least, most] = measuredRange(device.curves);
  const [up, down] = [speedText(device, 1), speedText(device, -1)];
  const [longest] = device.curves
    .map(({ width, conductance }) => width * conductance.length)
    .sort((a, b) => b - a);
  return {
    lets: [["pos", "x", "node"], ...up.lets, ...down.lets],
    current: `{scale}*v*(${least}+${most - least}*x)`,
    rate: `{speed}*(${up.speed}-${down.speed})`,
    stop: "none",
    timeScale: longest as number,
    notes: [
      `i = v scale (gMin + (gMax - gMin) x), gMin = ${least} S, gMax = ${most} S: ohmic, as the table says nothing else`,
      "dx/dt = speed/(width p(x)) at a measured voltage; p: pulses per unit of x, straight between measured states and their middles,",
      "  so that whole pulses land on the measured conductances; p of an end holds beyond it, and a train stops where it ended",
      "between measured voltages of one sign straight lines of dx/dt; above the greatest as at the greatest; below 0.95 of the least nothing",
    ],
  };
}

/** A device from a table of measured conductances: equal pulses move it as they moved the measured one. */
export const table: Model<Table> = {
  equations: (device) => {
    const [least, most] = measuredRange(device.curves);
    const conductance = (state: number) => device.scale * (least + (most - least) * state);
    const [up, down] = [speedOf(device, 1), speedOf(device, -1)];
    return {
      ohmic: true,
      current: (v, state) => v * conductance(state),
      slope: (_, state) => conductance(state),
      rate: (v, state) => device.speed * (v >= 0 ? up(v, state) : -down(-v, state)),
    };
  },
  form: formOfTable,
  check: ({ curves }) => {
    const problem =
      curves.map((curve) => curveFault(curve)?.problem).find((one) => one !== undefined) ??
      curvesFault(curves);
    if (problem === undefined) return;
    throw new DeviceError("DEVICE_PARAMETER", problem, {
      at: ["device", "curves"],
      hint: "Curves of a table device come from `parseTable`, which says where the fault is.",
    });
  },
};
