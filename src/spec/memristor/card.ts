import type { Unit } from "../../foundation/index.ts";
import type { OneTransistorSpec } from "../one-transistor.ts";

/** One parameter of a memristor model: its unit, the range that its card allows, and what it is. */
export interface Parameter {
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly meaning: string;
  /** A whole number. */
  readonly whole?: true;
}

/** What the test benches of `characterization` and the window of `mapping` are for a device that says nothing of them. */
export interface BenchDefaults {
  readonly hysteresis: {
    readonly amplitude: number;
    readonly frequency: number;
    readonly initialState: number;
  };
  readonly pulses: {
    readonly vSet: number;
    readonly vReset: number;
    readonly width: number;
    readonly count: number;
    readonly vRead: number;
    readonly readWidth: number;
  };
  readonly readDisturb: { readonly reads: number; readonly width: number };
  readonly window: { readonly gMin: number; readonly gMax: number };
  /** The cell that the published programming voltages are for. */
  readonly oneTransistor?: OneTransistorSpec;
  /** Shares of cells that a published yield leaves stuck. */
  readonly stuckAt?: { readonly off: number; readonly on: number };
}

/** A published or derived set of values, where it comes from, and the bench that suits its time scale. */
export interface Preset<P extends string> {
  readonly source: string;
  readonly values: Readonly<Record<P, number>>;
  /** Words that differ from the card's default. */
  readonly words?: Readonly<Record<string, string>>;
  readonly bench: BenchDefaults;
}

type Choices = Readonly<Record<string, readonly [string, ...string[]]>>;

/**
 * All that is known of a memristor model but its equations, which are in `device/`. Plain data: the schema of
 * `device:` in a run spec, the parameter card in `models/`, and the documentation are made from it.
 */
export interface Card<M extends string = string, P extends string = string, C extends Choices = Choices> {
  readonly model: M;
  readonly title: string;
  readonly source: string;
  /** What state 0 and state 1 are. */
  readonly state: string;
  /** Its state moves without a drive: what it holds does not last. */
  readonly volatile: boolean;
  /** Parameters that no source vouches for; null where every one has a source. */
  readonly provisional: string | null;
  readonly parameters: Readonly<Record<P, Parameter>>;
  /** Words to choose from; the first is the default. */
  readonly choices: C;
  readonly preset: string;
  readonly presets: Readonly<Record<string, Preset<NoInfer<P>>>>;
  /** Pairs of parameters of which the first must be less than the second. */
  readonly ordered: readonly (readonly [NoInfer<P>, NoInfer<P>])[];
  readonly initialState: number;
}

export function defineCard<const M extends string, const P extends string, const C extends Choices>(
  card: Card<M, P, C>,
): Card<M, P, C> {
  return card;
}

/** A device of a model, complete: what `device:` of a run spec becomes. Parameters in SI units, energies in eV. */
export type DeviceOf<K> =
  K extends Card<infer M, infer P, infer C>
    ? { model: M; preset: string; initialState: number } & { [N in P]: number } & {
        [N in keyof C]: C[N][number];
      }
    : never;
