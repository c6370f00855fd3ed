import { emitReadInstance, emitReadSubcircuit } from "../device/index.ts";
import { formatQuantity } from "../foundation/index.ts";
import type { ModelSet } from "../pdk/index.ts";
import type { DeckFile } from "../spice/index.ts";
import { formatNumber } from "../spice/index.ts";
import { type ExtractedSelectedCell, emitExtractedSelectedCell } from "./array/extracted-selected-cell.ts";
import { selectedCell } from "./array/selected-cell.ts";
import {
  type CrossbarLines,
  describeLines,
  type EmitCell,
  emitCrossbarCells,
  emitLines,
} from "./crossbar.ts";
import { type CrossbarCells, type SelectedCells, shapeOf } from "./crossbar-cells.ts";
import type { Deck } from "./deck.ts";
import { NetlistError } from "./error.ts";

/** A tile with cells of any kind. */
export interface CellCircuit extends CrossbarLines {
  /** Name of the tile; the file with its cells is `<name>.inc`. */
  readonly name: string;
  readonly cells: CrossbarCells;
  /** Models of the select transistors of 1T1R cells; null for other cells. */
  readonly models: ModelSet | null;
  /** 1T1R cells as they came back from layout; left out: one transistor of `cells.select`. */
  readonly extracted?: ExtractedSelectedCell | null;
}

/** What an operating point of cells that are not linear needs: Newton steps go on until currents hold to a millionth. */
export const nonlinearOptions: Deck["options"] = {
  klu: true,
  reltol: 1e-7,
  abstol: 1e-15,
  vntol: 1e-10,
  gmin: 1e-15,
};

/**
 * As `emitCrossbarCells`, for cells of any kind: memristors whose state is held (`emitReadSubcircuit`), behind a select transistor in 1T1R cells.
 * The lines are the same; select line i is node `g<i>`, held at the gate voltage by `vg<i>`. Run it with `nonlinearOptions`.
 *
 * @throws NetlistError NETLIST_SELECT_MODELS; DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE; PdkError
 */
export function emitCrossbarCircuit(circuit: CellCircuit): DeckFile {
  const { name, cells } = circuit;
  if (cells.kind === "linear") return emitCrossbarCells({ ...circuit, conductance: cells.conductance });
  const { rows, cols } = shapeOf(cells);
  const kind = cells.kind === "1t1r" ? "1T1R" : "memristor";
  const names =
    cells.kind === "1t1r" ? "Xx<i>_<j>: memristor, XM<i>_<j>: select transistor" : "Xx<i>_<j>: memristor";
  const select = cells.kind === "1t1r" ? selectCards(cells, circuit) : null;
  const extracted = select === null ? null : (circuit.extracted ?? null);
  const cell: EmitCell = ({ at, row, word, bit }, k) => {
    const state = cells.state.data[k] as number;
    const multiple = cells.multiple === undefined ? 1 : (cells.multiple.data[k] as number);
    if (multiple === 0) return [];
    if (extracted !== null) {
      const values = `state=${formatNumber(state)} multiple=${formatNumber(multiple)}`;
      return [`Xx${at} ${word} ${bit} g${row} 0 ${selectedCell} ${values}`];
    }
    const be = select === null ? bit : `m${at}`;
    const own = emitReadInstance(cells.device, { name: `x${at}`, te: word, be, state, multiple });
    return select === null ? [own] : [own, select.call({ at, row, bit })];
  };
  const lines = [
    `* ${name}: crossbar, ${rows} word lines (rows) x ${cols} bit lines (columns), ${kind} cells; states are held`,
    ...describeLines(circuit, names),
    ...emitReadSubcircuit(cells.device).trimEnd().split("\n"),
    ...(select === null ? [] : select.head(rows)),
    ...emitLines(circuit, { rows, cols }, cell),
  ];
  return { path: `${name}.inc`, text: `${lines.join("\n")}\n` };
}

function selectCards({ select: { transistor }, device: memristor }: SelectedCells, circuit: CellCircuit) {
  const { models, extracted = null } = circuit;
  if (models === null) {
    throw new NetlistError("NETLIST_SELECT_MODELS", "1T1R cells without models of their transistors", {
      at: ["crossbar", transistor.device],
      hint: "Give the model set that the transistor was measured with.",
    });
  }
  const { device, w, l, vGate } = transistor;
  const call = (at: string, nodes: readonly [string, string, string, string]) =>
    models.call({ instance: `M${at}`, nodes, device, w, l, m: 1 });
  return {
    head: (rows: number) => [
      `* select transistors ${device}, W ${formatQuantity(w, "m")}, L ${formatQuantity(l, "m")}, gates at ${formatQuantity(vGate, "V")}; models ${models.name}, corner ${models.corner}`,
      ...models.slim(
        extracted === null
          ? [call("0_0", ["d", "g", "s", "0"])]
          : extracted.parts.transistors.map(models.call),
      ),
      ...(extracted === null ? [] : emitExtractedSelectedCell(extracted, memristor, models)),
      ...Array.from({ length: rows }, (_, i) => `vg${i} g${i} 0 ${formatNumber(vGate)}`),
    ],
    call: ({ at, row, bit }: Omit<Parameters<EmitCell>[0], "word">) =>
      call(at, [`m${at}`, `g${row}`, bit, "0"]),
  };
}
