import type { Warning } from "../foundation/index.ts";
import type { MemristorStudy } from "./memristor-study.ts";
import type { OneTransistorStudy } from "./one-transistor-study.ts";
import type { RunReport, RunSummary } from "./run-report.ts";

/** All that the report of `characterize memristor` shows. Pure data, SI units. */
export interface MemristorReport {
  readonly name: string;
  readonly provenance: Pick<
    RunSummary["provenance"],
    "memspice" | "specHash" | "seed" | "engine" | "node" | "startedAt"
  >;
  readonly memristor: RunSummary["memristor"];
  /** Parameters of the model as simulated; `unit` as a spec names it (`ohm`), empty for a plain number or a word. */
  readonly parameters: readonly {
    readonly name: string;
    readonly value: number | string;
    readonly unit: string;
  }[];
  readonly hysteresis: RunReport["hysteresis"];
  readonly pulses: RunReport["pulses"];
  readonly readDisturb: RunReport["readDisturb"];
  /** Loops, switching, retention; null where only the stage of the main job was run. */
  readonly study: MemristorStudy | null;
  /** The cell with its select transistor; null where none was simulated. */
  readonly oneTransistor: OneTransistorStudy | null;
  readonly timings: Readonly<Record<string, number>>;
  readonly warnings: readonly Warning[];
  /** The complete spec, as YAML. */
  readonly specYaml: string;
}
