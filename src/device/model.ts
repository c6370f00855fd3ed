import type { DeviceSpec } from "../spec/index.ts";

/**
 * The equations of one device, its parameters already in them. Voltage [V] and current [A] count from the top electrode to
 * the bottom one; a positive voltage drives the state up, towards more conductance.
 */
export interface Equations {
  /** Current into the top electrode [A]. */
  readonly current: (voltage: number, state: number) => number;
  /** Its derivative to the voltage [S], >= 0. */
  readonly slope: (voltage: number, state: number) => number;
  /** d state/dt [1/s], for a state in 0..1. What lies beyond an end is the business of whoever integrates. */
  readonly rate: (voltage: number, state: number, temperature: number) => number;
  /** Temperature of the device [K] where the model has one; algebraic, or `heat` below moves it. */
  readonly temperature?: (voltage: number, state: number) => number;
  /** A temperature with a life of its own. */
  readonly heat?: Heat;
  /** The current is proportional to the voltage at every state. */
  readonly ohmic: boolean;
}

export interface Heat {
  /** [K] */
  readonly ambient: number;
  /** [s] */
  readonly timeConstant: number;
  /** dT/dt [K/s] */
  readonly rate: (voltage: number, state: number, temperature: number) => number;
}

/**
 * The same equations as text, written once for SPICE and Verilog-A. Names: `v` the voltage across the device, `x` the state held
 * in 0..1, `t` the temperature of a device with heat, `{name}` a parameter, and names defined before. Operators and functions
 * are those that both know: + - * / ( ) ?: < > <= >=, abs exp ln max min pow sinh sqrt tanh; powers have bases >= 0.
 *
 * In SPICE a name is its expression, or where it says `node` a node of its own: ngspice differentiates whole expressions, so
 * one that is used twice and holds others that are used twice grows beyond use. A node has the solver's absolute tolerance
 * of a microvolt, so what is kept in one should be of the order of 1 or more.
 */
export interface Form {
  readonly lets: readonly (readonly [name: string, expression: string, node?: "node"])[];
  /** [A] */
  readonly current: string;
  /** d state/dt [1/s] */
  readonly rate: string;
  /** A hard stop at both ends, softened over `clipWidth`; `none` where the rate itself vanishes there. */
  readonly stop: "soft" | "none";
  readonly heat?: {
    /** Dissipated power [W]. */
    readonly power: string;
    readonly capacity: string;
    readonly timeConstant: string;
    readonly ambient: string;
  };
  /** Parameter that is a resistance in series [ohm]: `v` is then what is left of the voltage behind it. */
  readonly series?: string;
  /** Time in which a write pulse moves the state [s]: sets the scale of the state's capacitance, no physics. */
  readonly timeScale: number;
  /** `trtol` of a simulation; smaller where a state runs away and multiplies what a step errs by. Default 1. */
  readonly trtol?: number;
  /** The equations for people, a line each. */
  readonly notes: readonly string[];
}

/** A memristor model: equations in TypeScript, and as text. Its parameters are in its card, in `spec/memristor/`. */
export interface Model<D extends DeviceSpec> {
  readonly equations: (device: D) => Equations;
  /** Of every device of the model, or of one whose equations are made from data. */
  readonly form: Form | ((device: D) => Form);
  /** Conditions beyond the ranges of the card. @throws DeviceError DEVICE_PARAMETER */
  readonly check?: (device: D) => void;
}

/** Boltzmann's constant over the elementary charge [V/K], CODATA 2018 (exact). */
export const boltzmann = 1.380649e-23 / 1.602176634e-19;

/**
 * Cap of the exponent of an activated rate: where the field has taken the whole barrier away, ions move at the attempt speed and
 * no faster (SKY130 ReRAM: its range in 10 ps). A larger cap makes the stop at an end too stiff for solvers, and changes nothing
 * that a pulse of nanoseconds can tell.
 */
export const steepest = 0;
