import type { Warning } from "../foundation/index.ts";
import type { TransistorMeasurement } from "../measurement/index.ts";
import type {
  CellNotes,
  CellProvenance,
  DeviceRow,
  ModelsUsed,
  PublishedCurrent,
  RunError,
} from "./sizing-report.ts";

/** What every report of `characterize neuron | synapse | device` carries. */
export interface CharacterizedWith {
  readonly name: string;
  readonly process: string;
  readonly models: ModelsUsed;
  readonly provenance: CellProvenance;
  /** See SizingSummary. */
  readonly deviation: readonly PublishedCurrent[] | null;
  /** [degree C] */
  readonly temperatureC: number;
  /** [V] */
  readonly supply: number;
  /** Paths of the decks that were simulated, relative to the output folder. */
  readonly decks: readonly string[];
  readonly timings: Readonly<Record<string, number>>;
  readonly warnings: readonly Warning[];
  /** The complete sizing table, as YAML. */
  readonly specYaml: string;
}

/** A cell: its circuit and its sizes. */
export interface CharacterizedCell extends CharacterizedWith {
  readonly cell: CellNotes;
  readonly devices: readonly DeviceRow[];
  /** Capacitors and biases as simulated; `unit` as a spec names it. */
  readonly parameters: readonly { readonly name: string; readonly value: number; readonly unit: string }[];
}

/** One run of a neuron. SI; a measure is null where the run failed or the neuron did not spike. */
export interface NeuronPoint {
  /** Membrane current [A]. */
  readonly iin: number;
  /** Refractory bias [V]; null where the circuit has none. */
  readonly vb: number | null;
  /** 0: settled without a spike; null: the run failed. */
  readonly spikeRate: number | null;
  readonly threshold: number | null;
  readonly spikeWidth: number | null;
  readonly refractoryTime: number | null;
  readonly energyPerSpike: number | null;
  readonly supplyCurrent: number | null;
  /** Null: the run converged. */
  readonly error: RunError | null;
}

/** Period against current as T = C V / I + Tref. */
export interface PeriodFit {
  /** C V, the charge of one spike [C]. */
  readonly charge: number;
  /** Tref [s] */
  readonly refractoryTime: number;
  /** `charge` over the threshold [F]. */
  readonly capacitance: number;
  /** Currents that the fit rests on. */
  readonly points: number;
  /** Largest |T_fit / T - 1| over them. */
  readonly maxRelativeError: number;
}

export interface NeuronReport extends CharacterizedCell {
  readonly kind: "neuron";
  /** In order of current, all at one bias. */
  readonly byCurrent: readonly NeuronPoint[];
  /** In order of bias, all at one current; may be empty. */
  readonly byBias: readonly NeuronPoint[];
  /** Between these two currents [A] lies the least that makes it fire; null: not looked for, or not found. */
  readonly rheobase: { readonly silent: number; readonly fires: number } | null;
  readonly fit: PeriodFit | null;
  /** Benches beside the curves that gave nothing: `rest`, `waveform`. */
  readonly failures: readonly { readonly bench: string; readonly error: RunError }[];
  /** Current from the supply with no input [A]. */
  readonly restCurrent: number | null;
  /** One run, all arrays of one length. */
  readonly waveform: {
    readonly iin: number;
    readonly vb: number | null;
    readonly time: Float64Array;
    readonly membrane: Float64Array;
    readonly output: Float64Array;
    /** Out of the supply, positive [A]. */
    readonly supplyCurrent: Float64Array;
  } | null;
}

/** Synapse during a pre spike, memristor at `g` [S]. */
export interface SynapseReadPoint {
  readonly g: number;
  readonly readCurrent: number | null;
  readonly mirrorGain: number | null;
  readonly deviceVoltage: number | null;
  readonly error: RunError | null;
}

/** Change of conductance [S] by one experiment; null where the run failed. */
export interface ConductanceChange {
  readonly change: number | null;
  readonly error: RunError | null;
}

export interface SynapseReport extends CharacterizedCell {
  readonly kind: "synapse";
  /** Name of the memristor model: `hp`. */
  readonly memristor: string;
  /** Voltage that the postsynaptic membrane is held at [V]. */
  readonly membraneVoltage: number;
  /** In order of conductance. */
  readonly byConductance: readonly SynapseReadPoint[];
  /** Spike timing at one initial conductance; null: not measured. */
  readonly timing: {
    readonly g: number;
    /** Widths of the spikes [s]. */
    readonly preWidth: number;
    readonly postWidth: number;
    /** In order of dt = t_post - t_pre [s]. */
    readonly pairs: readonly (ConductanceChange & { readonly dt: number })[];
    readonly preOnly: ConductanceChange | null;
    readonly postOnly: ConductanceChange | null;
  } | null;
  /** One pair of spikes, all arrays of one length. */
  readonly waveform: {
    readonly dt: number;
    readonly time: Float64Array;
    readonly pre: Float64Array;
    readonly post: Float64Array;
    /** Top minus bottom electrode. */
    readonly deviceVoltage: Float64Array;
    /** Into the postsynaptic membrane [A]. */
    readonly readCurrent: Float64Array;
    readonly conductance: Float64Array;
  } | null;
}

/** A figure that the foundry publishes for exactly this size. */
export interface PublishedFigure {
  readonly figure: keyof TransistorMeasurement["figures"];
  readonly published: number;
  readonly min: number;
  readonly max: number;
}

/** Curves and figures of one transistor; a p-channel device is mirrored, so that all voltages and currents are positive. */
export interface TransistorCurves extends TransistorMeasurement {
  readonly device: string;
  readonly polarity: "n" | "p";
  /** [m] */
  readonly w: number;
  readonly l: number;
  readonly m: number;
  /** Empty where the foundry publishes nothing for this size. */
  readonly published: readonly PublishedFigure[];
}

/** A transistor that was not measured, because its runs failed. */
export interface TransistorFailure {
  readonly device: string;
  readonly w: number;
  readonly l: number;
  readonly m: number;
  readonly error: RunError;
}

export interface DeviceReport extends CharacterizedWith {
  readonly kind: "device";
  readonly transistors: readonly TransistorCurves[];
  readonly failures: readonly TransistorFailure[];
}
