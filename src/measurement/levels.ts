import type { PulseResponse } from "./pulse-response.ts";

/**
 * The programmable conductances, ascending [S]: what n = 0 .. count identical pulses reach from the erased state. (A level of the
 * depression curve takes all pulses up first, so it is no place to start from.) Levels closer than `separation` (a fraction of
 * the level) count once: a saturated train repeats itself within the rounding of the solver.
 */
export function programmableLevels({ potentiation }: PulseResponse, separation = 1e-6): Float64Array {
  const sorted = potentiation.slice().sort();
  let kept = 0;
  return sorted.filter((level) => {
    if (level - kept <= separation * level) return false;
    kept = level;
    return true;
  });
}
