import type { PulseResponse } from "./pulse-response.ts";

/**
 * The programmable conductances: every level of both curves, ascending [S]. Levels closer than `separation` (a fraction of
 * the level) count once: a saturated train repeats itself within the rounding of the solver.
 */
export function programmableLevels(response: PulseResponse, separation = 1e-6): Float64Array {
  const sorted = Float64Array.from([...response.potentiation, ...response.depression]).sort();
  let kept = 0;
  return sorted.filter((level) => {
    if (level - kept <= separation * level) return false;
    kept = level;
    return true;
  });
}
