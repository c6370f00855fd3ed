import { emitMemristorInstance, withoutSeries } from "../device/index.ts";
import type { ModelSet, TransistorCall } from "../pdk/index.ts";
import type { DeviceSpec } from "../spec/index.ts";

/** A memristor and the transistor that selects it. Lengths [m]. */
export interface OneTransistorCell {
  readonly memristor: DeviceSpec;
  /** n-channel; its bulk is at ground. */
  readonly transistor: Pick<TransistorCall, "device" | "w" | "l" | "m">;
}

/** Where one cell stands in a circuit. */
export interface OneTransistorPlace {
  /** Of its instances and inner nodes; unique in the circuit. */
  readonly name: string;
  /** Bit line: the top electrode. */
  readonly bl: string;
  /** Word line: the gate. */
  readonly wl: string;
  /** Source line. */
  readonly sl: string;
  /** State of the memristor at the start, 0..1; its own `initialState` where left out. */
  readonly state?: number;
  /** Time in which the drive moves the state [s], as in `MemristorInstance`. */
  readonly timeScale?: number;
}

/** Nodes inside a cell: bottom electrode and drain, state 0..1, temperature [K] of a device that has one of its own. */
function insideCell({ name }: Pick<OneTransistorPlace, "name">) {
  return { be: `${name}_be`, state: `${name}_x`, kelvin: `${name}_k` } as const;
}

/**
 * The cards of one cell, bit line - memristor - transistor - source line, the order of SkyWater's own 1T1R cell: a bit line
 * above the source line SETs, one below it RESETs. The cards stand in the circuit itself, not in a subcircuit, so that every
 * transistor can have its own mismatch (`ModelSet.vary`). The resistance in series that stands for a select transistor is left out. Beside them a deck needs `emitMemristorSubcircuit` and `ModelSet.slim`.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE; PdkError PDK_DEVICE_NOT_IN_LIBRARY
 * @see sky130_fd_pr_reram, cells/1T1R_larger (SkyWater)
 */
export function emitOneTransistorCell(
  { memristor, transistor }: OneTransistorCell,
  place: OneTransistorPlace,
  models: Pick<ModelSet, "call">,
): string[] {
  const { name, bl, wl, sl, state = memristor.initialState, timeScale } = place;
  const { be, state: x, kelvin } = insideCell(place);
  const own = timeScale === undefined ? {} : { timeScale };
  return [
    emitMemristorInstance(withoutSeries(memristor), {
      name: `${name}_mem`,
      te: bl,
      be,
      x,
      kelvin,
      state,
      ...own,
    }),
    models.call({ instance: `M${name}`, nodes: [be, wl, sl, "0"], ...transistor }),
  ];
}
