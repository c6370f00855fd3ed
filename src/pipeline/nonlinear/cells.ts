import { type DeviceMultiple, withoutSeries } from "../../device/index.ts";
import { createMatrix, type Matrix } from "../../foundation/index.ts";
import type { MemristorCells, SelectCurves, SelectedCells } from "../../netlist/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";

/**
 * The cells of a tile as devices: each in the state that has its conductance [S] at a read.
 *
 * A 1T1R cell is written without its transistor, and has that conductance without it: the transistor then takes its share. Where the device has a
 * resistance in series, which stands for a select transistor, the transistor takes its place.
 *
 * @param find from `cellFinder` of `device`
 */
export function cellsOf(
  conductance: Matrix,
  device: DeviceSpec,
  find: (conductance: number) => DeviceMultiple,
  select: SelectCurves | null,
): MemristorCells | SelectedCells {
  const { rows, cols, data } = conductance;
  const [state, multiple] = [createMatrix(rows, cols), createMatrix(rows, cols)];
  for (let k = 0; k < data.length; k++) {
    const found = find(data[k] as number);
    state.data[k] = found.state;
    multiple.data[k] = found.multiple;
  }
  const cells = { state, multiple };
  if (select === null) return { kind: "memristor", device, ...cells };
  return { kind: "1t1r", device: withoutSeries(device), ...cells, select };
}
