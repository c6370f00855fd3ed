/** What TEAM and VTEAM share: resistance of the position x, and windows. `x` is the paper's, 0 (rOn) to D (rOff) [m]. */
export interface Thresholds {
  readonly rOn: number;
  readonly rOff: number;
  readonly thickness: number;
  readonly aOff: number;
  readonly aOn: number;
  readonly xC: number;
  readonly window: string;
  readonly resistance: string;
}

/** Resistance at a state [ohm]: linear in x, or rOn e^(lambda x/D) with lambda = ln(rOff/rOn). */
export function thresholdResistance({ rOn, rOff, resistance }: Thresholds): (state: number) => number {
  if (resistance === "linear") return (state) => rOn + (rOff - rOn) * (1 - state);
  const lambda = Math.log(rOff / rOn);
  return (state) => rOn * Math.exp(lambda * (1 - state));
}

/** Window of the motion towards rOff (`up` is false) or rOn: 1, or exp(-exp((x - aOff)/xC)) and exp(-exp((aOn - x)/xC)). */
export function thresholdWindow(device: Thresholds): (state: number, up: boolean) => number {
  if (device.window === "none") return () => 1;
  const { thickness, aOff, aOn, xC } = device;
  return (state, up) => {
    const x = thickness * (1 - state);
    return Math.exp(-Math.exp(Math.min((up ? aOn - x : x - aOff) / xC, 20)));
  };
}

/** The text of both. */
export const thresholdLets = [
  ["r", "{resistance} < 0.5 ? {rOn} + ({rOff}-{rOn})*(1-x) : {rOn}*exp(ln({rOff}/{rOn})*(1-x))"],
  ["foff", "{window} < 0.5 ? 1 : exp(-exp(min(({thickness}*(1-x)-{aOff})/{xC},20)))"],
  ["fon", "{window} < 0.5 ? 1 : exp(-exp(min(({aOn}-{thickness}*(1-x))/{xC},20)))"],
] as const;
