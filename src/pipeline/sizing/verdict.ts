import { hasFailed, type SizingSummary } from "../../report/index.ts";

/** What a sheet found: how many of its parts do not hold. */
export interface Verdict {
  /** Transistors with an issue. */
  readonly illegal: number;
  /** Limits missed at a condition, and yields below the least that is asked for. */
  readonly missed: number;
  /** Runs without a result. */
  readonly failed: number;
}

type Judged = Pick<SizingSummary, "devices" | "measurements" | "yield">;

/** Mismatch samples are judged by their yield, all else one by one. @param leastYield share of samples that must keep a limit */
export function judge({ devices, measurements, yield: yields }: Judged, leastYield: number): Verdict {
  const rows = measurements.filter(({ sample, status }) => sample === null && status === "fail");
  const failed = rows.filter(hasFailed).length;
  return {
    illegal: devices.filter(({ issues }) => issues.length > 0).length,
    missed: rows.length - failed + yields.filter((row) => row.yield < leastYield).length,
    failed,
  };
}

export function isGood({ illegal, missed, failed }: Verdict): boolean {
  return illegal + missed + failed === 0;
}
