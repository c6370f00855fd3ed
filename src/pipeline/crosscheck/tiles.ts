import type { Simulated } from "../simulate.ts";
import { type PlanRequest, planTiles } from "./plan.ts";
import { checkTile, type TileCheck, type TileCheckOptions } from "./tile.ts";

/** Test images that the inputs of tiles are chosen from. */
export const crosscheckCandidates = 64;

export interface Crosscheck {
  readonly checks: readonly TileCheck[];
  readonly simulated: readonly Simulated[];
}

export interface CrosscheckRequest extends PlanRequest, TileCheckOptions {
  readonly report?: (done: number, total: number) => void;
}

/** Runs some tiles of each layer in SPICE on real test images. The first that fails ends it. */
export async function crosscheckTiles(request: CrosscheckRequest): Promise<Crosscheck> {
  const { plans } = await planTiles(request);
  let done = 0;
  const checks = await Promise.all(
    plans.map(async (plan) => {
      const check = await checkTile(plan, request);
      request.report?.(++done, plans.length);
      return check;
    }),
  );
  return { checks, simulated: checks.flatMap(({ simulated }) => simulated) };
}
