/**
 * HP linear drift solved on paper; k = mobility rOn / D^2 [1/C]. Checks of the integrator and of SPICE, used by tests alone.
 *
 * @see Radwan et al., ICECS 2010 (no window); the windowed forms follow by separating dx / f(x) = k dq
 */
export interface Constants {
  readonly k: number;
  readonly rOn: number;
  readonly rOff: number;
}

/** Resistance after a flux [V s] without window, the state inside its range: M^2 = M0^2 - 2 k (rOff - rOn) flux. */
export function freeResistance({ k, rOn, rOff }: Constants, start: number, flux: number): number {
  return Math.sqrt(start ** 2 - 2 * k * (rOff - rOn) * flux);
}

/** Charge that took the resistance from `start` to `end` without window [C]. */
export function freeCharge({ k, rOn, rOff }: Constants, start: number, end: number): number {
  return (start - end) / (k * (rOff - rOn));
}

/** Flux of a sine from its zero on [V s]. */
export function sineFlux(amplitude: number, frequency: number, time: number): number {
  return (amplitude / (2 * Math.PI * frequency)) * (1 - Math.cos(2 * Math.PI * frequency * time));
}

/** |integral of v di| over the first half period of a sine, without window [W]. */
export function freeLobe(
  constants: Constants,
  start: number,
  drive: { amplitude: number; frequency: number },
): number {
  const { k, rOn, rOff } = constants;
  const { amplitude, frequency } = drive;
  const c = (2 * k * (rOff - rOn) * amplitude) / (2 * Math.PI * frequency);
  const a = start ** 2 - c;
  const least = freeResistance(constants, start, sineFlux(amplitude, frequency, 0.5 / frequency));
  const lobe = (2 * (start ** 3 - least ** 3)) / (3 * c * c) - (2 * a * (start - least)) / (c * c);
  return Math.abs(amplitude ** 2 * lobe);
}

/** State after a charge [C], Joglekar p = 1. */
export function joglekarByCharge(k: number, state: number, charge: number): number {
  const grown = state * Math.exp(4 * k * charge);
  return grown / (1 - state + grown);
}

/** State after a charge of one sign [C], Biolek p = 1. */
export function biolekByCharge(k: number, state: number, charge: number): number {
  return charge > 0
    ? Math.tanh(k * charge + Math.atanh(state))
    : 1 - Math.tanh(Math.atanh(1 - state) - k * charge);
}

/** Flux that takes the state from `from` to `to` under a voltage, Joglekar p = 1 [V s]. */
export function joglekarFlux({ k, rOn, rOff }: Constants, from: number, to: number): number {
  return (rOff * Math.log(to / from) - rOn * Math.log((1 - to) / (1 - from))) / (4 * k);
}

/** Flux that takes the state up from `from` to `to` under a voltage, Biolek p = 1 [V s]. */
export function biolekFlux({ k, rOn, rOff }: Constants, from: number, to: number): number {
  const primitive = (x: number) => rOff * Math.atanh(x) + ((rOff - rOn) / 2) * Math.log(1 - x * x);
  return (primitive(to) - primitive(from)) / k;
}

/** The x in [low, high] where an increasing function passes `target`, by bisection to rounding. */
export function inverse(f: (x: number) => number, target: number, [low, high]: [number, number]): number {
  let [a, b] = [low, high];
  for (let i = 0; i < 100; i++) {
    const middle = (a + b) / 2;
    if (f(middle) < target) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}
