import { subcircuitOf } from "../../device/index.ts";
import type { Naming } from "../../lvs/index.ts";
import { layoutCapacitor, layoutMemristor } from "../../netlist/index.ts";
import type { Process } from "../../pdk/index.ts";
import { type DeviceSpec, modelNames } from "../../spec/index.ts";

export interface Simulated {
  /** Unit of sizes on the cards [m]; null: there are none. */
  readonly scale: number | null;
  /** Memristor of the arrays; null: there are none. */
  readonly device: DeviceSpec | null;
}

/** What the devices of a simulated netlist are called in a layout of this process. */
export function layoutNaming(process: Process, { scale, device }: Simulated): Naming {
  return {
    scale,
    cell: device === null ? null : layoutMemristor(device, process),
    memristors: Object.fromEntries(
      modelNames.map((model) => [
        subcircuitOf(model).name.toLowerCase(),
        layoutMemristor({ model }, process),
      ]),
    ),
    capacitor: (name, nodes, capacitance) => layoutCapacitor({ name, nodes, capacitance }, process, [name]),
  };
}
