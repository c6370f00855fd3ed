import type { CharacterizedWith, DeviceReport, NeuronReport, SynapseReport } from "./cell-report.ts";

/** The same data as JSON holds it: typed arrays as plain ones. */
export type Plain<T> = T extends Float64Array
  ? readonly number[]
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

/** `summary.json` of a characterisation: "failed" where a run gave no result. The waveform is left to its CSV. */
export type CellSummary<T extends CharacterizedWith> = { readonly status: "ok" | "failed" } & Plain<
  Omit<T, "specYaml" | "waveform">
>;

export function neuronSummary(report: NeuronReport): CellSummary<NeuronReport> {
  const runs = [...report.byCurrent, ...report.byBias];
  return summaryOf(report, report.failures.length > 0 || runs.some(({ error }) => error !== null));
}

export function synapseSummary(report: SynapseReport): CellSummary<SynapseReport> {
  const { byConductance, timing } = report;
  const runs = [...byConductance, ...(timing?.pairs ?? []), timing?.preOnly, timing?.postOnly];
  return summaryOf(
    report,
    runs.some((run) => run?.error != null),
  );
}

export function deviceSummary(report: DeviceReport): CellSummary<DeviceReport> {
  return summaryOf(report, report.failures.length > 0);
}

function summaryOf<T extends CharacterizedWith>(report: T, failed: boolean): CellSummary<T> {
  const { specYaml: _, ...rest } = report;
  const { waveform: __, ...shown } = rest as typeof rest & { waveform?: unknown };
  return { status: failed ? "failed" : "ok", ...(plainOf(shown) as object) } as CellSummary<T>;
}

function plainOf(value: unknown): unknown {
  if (value instanceof Float64Array) return Array.from(value);
  if (Array.isArray(value)) return value.map(plainOf);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainOf(part)]));
}
