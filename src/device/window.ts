import type { DeviceOfModel } from "../spec/index.ts";

/** The windows of the HP device. */
export type WindowName = DeviceOfModel<"hp">["window"];

/**
 * Window factor f(x, i) of the drift, 0..1 for a state in 0..1; `i > 0` drives the state up.
 *
 * - `none`: 1. The hard stop at the ends is in `stateRate`.
 * - `strukov`: x(1 - x), whatever p. Locks at both ends, like Joglekar's.
 * - `joglekar`: 1 - (2x - 1)^2p. It is 0 at both ends for either direction: a state at an end never leaves it again
 *   (boundary lock-up), and an ordinary drive brings the state to an end within double precision.
 * - `biolek`: 1 - (x - stp(-i))^2p. It is 1 when leaving an end, so there is no lock-up. Discontinuous in i, yet i f(x, i) is
 *   continuous.
 *
 * - `prodromakis`: 1 - ((x - 1/2)^2 + 3/4)^p, with the scale j = 1. p = 1 is Strukov's. Locks at both ends.
 *
 * @see Strukov et al., Nature 453 (2008) 80; Prodromakis et al., IEEE TED 58 (2011) 3099;
 *   Joglekar and Wolf, Eur. J. Phys. 30 (2009) 661; Biolek et al., Radioengineering 18 (2009) 210
 */
export function windowFactor(device: DeviceOfModel<"hp">, state: number, current: number): number {
  switch (device.window) {
    case "none":
      return 1;
    case "strukov":
      return state * (1 - state);
    case "prodromakis":
      return 1 - ((state - 0.5) ** 2 + 0.75) ** device.windowExponent;
    case "joglekar":
      return 1 - (2 * state - 1) ** (2 * device.windowExponent);
    case "biolek":
      return 1 - (current > 0 ? state : 1 - state) ** (2 * device.windowExponent);
  }
}
