import type { ConditionName, LimitSpec } from "../../spec/index.ts";

/** Conditions of a limit, SI; only those that it names. */
export type LimitConditions = Readonly<Partial<Record<ConditionName, number>>>;

/** Limits that one and the same simulation of a cell answers: those with the same conditions. */
export interface LimitGroup {
  readonly cell: string;
  readonly at: LimitConditions;
  readonly limits: readonly LimitSpec[];
}

/** Limits by cell and conditions, in the order of the table. */
export function groupLimits(limits: readonly LimitSpec[]): LimitGroup[] {
  const groups = new Map<string, { cell: string; at: LimitConditions; limits: LimitSpec[] }>();
  for (const limit of limits) {
    const at = conditionsOf(limit);
    const key = JSON.stringify([limit.cell, at]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { cell: limit.cell, at, limits: [limit] });
    else group.limits.push(limit);
  }
  return [...groups.values()];
}

/** In the order of their names, so that the same conditions are the same text. */
export function conditionsOf({ at }: LimitSpec): LimitConditions {
  return Object.fromEntries(
    Object.entries(at)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
