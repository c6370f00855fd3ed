import type { DeviceSpec } from "../spec/index.ts";

/**
 * Window factor f(x, i) of the drift, 0..1 for a state in 0..1; `i > 0` drives the state up.
 *
 * - `none`: 1. The hard stop at the ends is in `stateRate`.
 * - `joglekar`: 1 - (2x - 1)^2p. It is 0 at both ends for either direction: a state at an end never leaves it again
 *   (boundary lock-up), and an ordinary drive brings the state to an end within double precision.
 * - `biolek`: 1 - (x - stp(-i))^2p. It is 1 when leaving an end, so there is no lock-up. Discontinuous in i, yet i f(x, i) is
 *   continuous.
 *
 * @see Joglekar and Wolf, Eur. J. Phys. 30 (2009) 661; Biolek et al., Radioengineering 18 (2009) 210
 */
export function windowFactor(device: DeviceSpec, state: number, current: number): number {
  switch (device.window) {
    case "none":
      return 1;
    case "joglekar":
      return 1 - (2 * state - 1) ** (2 * device.windowExponent);
    case "biolek":
      return 1 - (current > 0 ? state : 1 - state) ** (2 * device.windowExponent);
  }
}
