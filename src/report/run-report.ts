import type { Matrix, Summary, Warning } from "../foundation/index.ts";
import type { AttributionRow, NonidealityRow } from "./attribution.ts";
import type { CompensationSummary, DigitalNumbers } from "./compensation.ts";
import type { MonteCarlo } from "./monte-carlo.ts";
import type { NeuronStage, NeuronStageSummary } from "./neuron-stage.ts";

/** `summary.json`, the public face of a run: names are fixed, users' scripts rely on them. Conductances [S], times [s], accuracy 0..1. */
export interface RunSummary {
  readonly status: "ok" | "failed";
  readonly provenance: {
    readonly memspice: string;
    readonly specHash: string;
    readonly seed: number;
    readonly engine: {
      readonly name: string;
      readonly version: string;
      readonly ngspice: string;
      readonly solver: string;
    };
    readonly tensorflow: { readonly backend: string; readonly version: string };
    readonly process: {
      readonly name: string;
      readonly models: string;
      readonly corner: string;
      readonly temperatureC: number;
    };
    readonly node: string;
    readonly startedAt: string;
  };
  readonly dataset: { readonly name: string; readonly train: number; readonly test: number };
  readonly training: {
    readonly epochs: readonly { readonly epoch: number; readonly loss: number; readonly accuracy: number }[];
    readonly testAccuracy: number;
    readonly seconds: number;
    /** SHA-256 of the weights, whatever their source. */
    readonly weightsHash: string;
    /** `trained` now, `cache` (trained earlier with the same inputs), or the folder the weights came from. */
    readonly source: string;
    readonly layer: "legacy" | "physical";
  };
  readonly memristor: {
    readonly model: string;
    readonly pulses: number;
    readonly gMin: number;
    readonly gMax: number;
    readonly levels: number;
  };
  readonly layers: readonly LayerSummary[];
  readonly waterfall: readonly WaterfallStage[];
  /** The same network in several chips; null where one was asked for. */
  readonly monteCarlo: MonteCarlo | null;
  /** What every stage up to the converters makes of every layer, stage by stage. */
  readonly attribution: readonly AttributionRow[];
  /** Everything that may be not ideal, on or off. */
  readonly nonidealities: readonly NonidealityRow[];
  /** What wires took and what was won back; null where the spec asks for no compensation. */
  readonly compensation: CompensationSummary | null;
  /** The neuron whose rates stood in for ReLU in the stage `neuron`; null where the spec leaves it out. */
  readonly neuron: NeuronStageSummary | null;
  readonly crosscheck: readonly CrosscheckRow[];
  /** The sample of whole images in SPICE against the solver; null where none ran. */
  readonly spice: SpiceComparison | null;
  /** The array as chosen, first, and what other choices would have cost. */
  readonly designs: readonly DesignRow[];
  readonly timings: Readonly<Record<string, number>>;
  readonly warnings: readonly Warning[];
  /** Paths of all files of this run, relative to the output folder. */
  readonly files: readonly string[];
}

export interface LayerSummary {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly tiles: number;
  readonly gPos: Summary;
  readonly gNeg: Summary;
  readonly programming: {
    readonly cells: number;
    readonly unreachable: number;
    readonly meanPulses: number;
    /** Root mean square of (reached - target), as a fraction of the window. */
    readonly rmsError: number;
  };
  readonly read: LayerRead;
}

/** What reading a layer takes, both polarities together, on a sample of test images: given by its drivers, spent in lines and cells. */
export interface LayerRead {
  /** Images in the sample. */
  readonly images: number;
  /** Over the images [W]. */
  readonly power: { readonly mean: number; readonly max: number };
  /** Of one inference: mean power times `array.readTime` [J]. */
  readonly energy: number;
  /** Largest current in any segment of any word or bit line, of all images [A]. */
  readonly peakLineCurrent: number;
}

/** The same of one tile. */
export interface TileReadRow {
  readonly layer: string;
  readonly polarity: "pos" | "neg";
  readonly tile: readonly [number, number];
  readonly power: { readonly mean: number; readonly max: number };
  readonly peakWordCurrent: number;
  readonly peakBitCurrent: number;
}

export interface WaterfallStage {
  readonly stage:
    | "ideal"
    | "levels"
    | "programmed"
    | "stuckAt"
    | "drift"
    | "wire"
    | "temperature"
    | "gain"
    | "conductances"
    | "retrained"
    | "ivNonlinearity"
    | "readNoise"
    | "converters"
    | "neuron"
    | "spice";
  readonly accuracy: number;
  readonly images: number;
  readonly ci95: readonly [number, number];
  /** Against the stage before, image by image; null for the first stage, and for a sample that was compared with none. */
  readonly change: PairedChange | null;
}

/** What one stage did to the same images: right now and wrong before, wrong now and right before, and the 95 % interval of the change. */
export interface PairedChange {
  /** The stage that it is compared with: the last before it that all images saw. */
  readonly against: WaterfallStage["stage"];
  readonly gained: number;
  readonly lost: number;
  readonly ci95: readonly [number, number];
}

export interface CrosscheckRow {
  readonly layer: string;
  readonly polarity: "pos" | "neg";
  readonly tile: readonly [number, number];
  readonly rows: number;
  readonly cols: number;
  readonly inputs: number;
  readonly maxRelativeError: number;
  readonly tolerance: number;
}

/** All that the report shows: the summary, and the curves and maps behind it. Pure data, SI units. */
export interface RunReport {
  readonly summary: RunSummary;
  readonly name: string;
  /** The complete spec, as YAML. */
  readonly specYaml: string;
  readonly hysteresis: {
    readonly time: Float64Array;
    readonly voltage: Float64Array;
    readonly current: Float64Array;
    /** Largest |i| where v crosses zero, as a fraction of the largest |i|. */
    readonly pinch: number;
    /** Area of the lobe of the last positive half period, integral of v di [W]. */
    readonly lobeArea: number;
  };
  readonly pulses: {
    readonly vSet: number;
    readonly vReset: number;
    readonly vRead: number;
    readonly width: number;
    /** Conductance at vRead after n = 0 .. count pulses [S]. */
    readonly potentiation: Float64Array;
    readonly depression: Float64Array;
    /** The part of the curve that weights are mapped to [S]. */
    readonly window: { readonly gMin: number; readonly gMax: number };
  };
  readonly readDisturb: {
    readonly reads: number;
    readonly width: number;
    /** (G after all reads - G before) / G before, the largest of those measured across the window. */
    readonly relativeChange: number;
    /** The conductance where that was [S]. */
    readonly conductance: number;
  };
  readonly conductances: readonly {
    readonly layer: string;
    readonly gPos: Float64Array;
    readonly gNeg: Float64Array;
  }[];
  /** Share of the word line drive that each cell of one tile loses in wires, 0..1, (rows, cols), all word lines at vRead. */
  readonly irDrop: {
    readonly layer: string;
    readonly polarity: "pos" | "neg";
    readonly tile: readonly [number, number];
    readonly loss: Matrix;
  };
  /** Null where `summary.compensation` is. */
  readonly digital: DigitalNumbers | null;
  /** Null where `summary.neuron` is. */
  readonly neuron: NeuronStage | null;
  /** Time of one read [s], and what it takes by tile. */
  readonly read: { readonly time: number; readonly tiles: readonly TileReadRow[] };
  readonly digits: readonly {
    /** (28 x 28), row-major, 0..255. */
    readonly pixels: Uint8Array;
    readonly label: number;
    readonly predicted: number;
    /** Softmax of the winning output, 0..1. */
    readonly confidence: number;
  }[];
  readonly designReason: string;
}

/** A choice of window and wires, built with the same weights and seed. */
export interface DesignRow {
  readonly name: string;
  readonly window: { readonly gMin: number; readonly gMax: number };
  /** Resistance of one segment [ohm]. */
  readonly rWord: number;
  readonly rBit: number;
  /** Accuracy before and after wire resistance. */
  readonly programmed: number;
  readonly wire: number;
  readonly cells: number;
  readonly unreachable: number;
}

export interface SpiceComparison {
  readonly images: number;
  /** Images where SPICE and the solver predict the same class. */
  readonly agreement: number;
  /** Largest |SPICE - solver| over all logits, as a fraction of the largest logit. */
  readonly maxLogitError: number;
  readonly tolerance: number;
}
