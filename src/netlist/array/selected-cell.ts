import { formatSize, type Process } from "../../pdk/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { inUnits, layoutMemristor } from "../layout/device.ts";
import type { LayoutPort, LayoutView } from "../layout/view.ts";
import type { SelectTransistor } from "../select-bench.ts";

/** A select transistor as it is drawn [m]. */
export type DrawnSelect = Pick<SelectTransistor, "device" | "w" | "l">;

/** Subcircuit of a cell with a select transistor. */
export const selectedCell = "cell_1t1r";

export const selectedPorts: readonly LayoutPort[] = [
  { name: "wl", direction: "inout" },
  { name: "bl", direction: "inout" },
  { name: "sel", direction: "in" },
  { name: "gnd", direction: "ground" },
];

/**
 * A 1T1R cell as a layout sees it: word line, memristor, transistor, bit line; gate at the select line, bulk at ground. See `SelectedCells`.
 *
 * @throws NetlistError NETLIST_LAYOUT_PROCESS
 */
export function selectedCellLayout(device: DeviceSpec, select: DrawnSelect, process: Process): LayoutView {
  const { callee, parameters, note } = layoutMemristor(device, process);
  const { w, l } = select;
  const transistor = { w: inUnits(w, 1e-6), l: inUnits(l, 1e-6), nf: 1, m: 1 };
  return {
    name: selectedCell,
    ports: selectedPorts,
    comments: [
      `${selectedCell}: memristor and select transistor in series, ${process.title}`,
      "Ports",
      "  wl    word line: the row, driven",
      "  bl    bit line: the column, sensed at ground",
      "  sel   select line: the gate",
      "  gnd   ground",
      note,
    ],
    includes: [],
    calls: () => [
      { name: "XRmem", nodes: ["wl", "be"], callee, parameters },
      {
        name: "XMsel",
        nodes: ["be", "sel", "bl", "gnd"],
        callee: process.devices[select.device]?.subckt ?? select.device,
        parameters: transistor,
        comment: `${select.device}, ${formatSize({ w, l, m: 1 })}`,
      },
    ],
  };
}
