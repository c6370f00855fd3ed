import type { ErrorRecord, Unit, Warning } from "../foundation/index.ts";
import type { SizeIssue } from "../pdk/index.ts";
import type { ConditionName } from "../spec/index.ts";
import type { RunSummary } from "./run-report.ts";

/** What a run that failed says of itself. */
export type RunError = Pick<ErrorRecord, "code" | "message">;

/** How a result of cells came about; `engine` is null where nothing was simulated. */
export interface CellProvenance
  extends Pick<RunSummary["provenance"], "memspice" | "specHash" | "seed" | "node" | "startedAt"> {
  readonly engine: RunSummary["provenance"]["engine"] | null;
}

/** The transistor models that were used, as the model set names itself. */
export interface ModelsUsed {
  /** `embedded (eecircuit-engine 1.8.0)`, `sky130.lib.spice`. */
  readonly name: string;
  readonly source: "embedded" | "disk";
  /** The typical corner, or the first one asked for: `tt`, `wafer`. */
  readonly corner: string;
  /** All corners that the library has. */
  readonly corners: readonly string[];
  /** SHA-256 of the text of `corner`; null: sizes were held against the recorded ranges, and no model was read. */
  readonly hash: string | null;
}

/** On current of one transistor by these models, against what the foundry publishes for it [A]. */
export interface PublishedCurrent {
  readonly device: string;
  /** [m] */
  readonly w: number;
  readonly l: number;
  readonly measured: number;
  readonly published: number;
  readonly min: number;
  readonly max: number;
  /** measured / published - 1 */
  readonly relative: number;
}

/** One transistor of a cell and what is wrong with its size. Lengths [m]. */
export interface DeviceRow {
  readonly cell: string;
  /** As the table calls it: `W1`. */
  readonly name: string;
  /** What it does in the circuit: `inverter 1`; null where the topology does not say. */
  readonly role: string | null;
  /** Transistor of the process: `nfet_01v8`. */
  readonly model: string;
  readonly w: number;
  readonly l: number;
  readonly m: number;
  readonly nf: number;
  /** Empty: legal, and in every model set. */
  readonly issues: readonly SizeIssue[];
  /** Null where there is nothing to change, and where the process has no legal size at all. */
  readonly nearest: { readonly w: number; readonly l: number; readonly m: number } | null;
}

/** One limit at one corner, temperature and supply; or one Monte Carlo sample of it. SI. */
export interface MeasurementRow {
  /** The limit, the same in all its rows and in `yield`: see `limitName`. */
  readonly name: string;
  readonly cell: string;
  readonly measure: string;
  /** Conditions of the limit, SI: `{ iin: 1e-7 }`. */
  readonly at: Readonly<Partial<Record<ConditionName, number>>>;
  /** Null where the run failed; `error` then says why, and `status` is "fail". */
  readonly value: number | null;
  readonly unit: Unit;
  readonly min: number | null;
  readonly typ: number | null;
  readonly max: number | null;
  /** "info": neither `min` nor `max`. */
  readonly status: "pass" | "fail" | "info";
  readonly corner: string;
  readonly temperatureC: number;
  /** [V] */
  readonly supply: number;
  /** Number of the mismatch sample; null: no mismatch. */
  readonly sample: number | null;
  readonly error: RunError | null;
}

/** Monte Carlo of one limit: `samples = passed + missed + failed`; a run that failed is a failure of the sample. */
export interface YieldRow {
  /** As in the measurements. */
  readonly name: string;
  readonly samples: number;
  readonly passed: number;
  readonly missed: number;
  /** Runs without a result. */
  readonly failed: number;
  /** passed / samples */
  readonly yield: number;
  /** Wilson, 95 %. */
  readonly ci95: readonly [number, number];
  /** Of the samples that ran, in the unit of the measure; null where too few did. */
  readonly mean: number | null;
  readonly sigma: number | null;
}

/** What a reader must know of a circuit. */
export interface CellNotes {
  readonly name: string;
  readonly topology: string;
  readonly kind: "neuron" | "synapse";
  readonly notes: readonly string[];
  /** The file from layout that its devices are from; null: they are the table's. */
  readonly extracted: { readonly file: string; readonly sha256: string } | null;
}

/** `summary.json` of `check`, the public face of a sheet: names are fixed. */
export interface SizingSummary {
  /** "ok": every size legal and modelled, every limit met, every run converged. */
  readonly status: "ok" | "failed";
  readonly process: string;
  readonly models: ModelsUsed;
  readonly provenance: CellProvenance;
  /** How far the models are from the foundry's published typical currents; null: not measured. */
  readonly deviation: readonly PublishedCurrent[] | null;
  readonly cells: readonly CellNotes[];
  readonly devices: readonly DeviceRow[];
  readonly measurements: readonly MeasurementRow[];
  /** One row a limit; empty without Monte Carlo. */
  readonly yield: readonly YieldRow[];
  readonly timings: Readonly<Record<string, number>>;
  readonly warnings: readonly Warning[];
  readonly files: readonly string[];
}

/** All that the sheet shows. Pure data, SI units. */
export interface SizingReport {
  readonly name: string;
  readonly summary: SizingSummary;
  /** The complete sizing table, as YAML. */
  readonly specYaml: string;
}
