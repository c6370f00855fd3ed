import { biasPorts, type SizedCell } from "../../netlist/index.ts";
import { type BinSet, checkTransistors, recordedSet } from "../../pdk/index.ts";
import type { DeviceRow } from "../../report/index.ts";
import type { SizingTable } from "./table.ts";

/**
 * Every transistor of a table against the rules of the process and the model set that it is simulated with, at the largest supply and bias
 * asked for. Of the models inside the engine the recorded ranges are used, so that nothing has to start.
 */
export async function checkSizes(table: SizingTable): Promise<DeviceRow[]> {
  const { cells, process } = table;
  const sets = [await binsOf(table)];
  return cells.flatMap((cell) => {
    const { transistors } = cell;
    const supply = largestVoltage(table, cell);
    const checked = checkTransistors(
      transistors.map(({ drawn }) => drawn),
      process,
      { supply, sets },
    );
    return checked.map(({ transistor, issues, nearest }, i) => {
      const { cell, name, device, w, l, m, nf } = transistor;
      const role = transistors[i]?.role ?? null;
      return { cell, name, role, model: device, w, l, m, nf, issues, nearest };
    });
  });
}

/** Supply, the biases of the cell, and those that its limits set [V]. */
function largestVoltage({ points, spec }: SizingTable, { name, topology, parameters }: SizedCell): number {
  const biases = biasPorts(topology.kind, topology.ports).map((port) => parameters[port] as number);
  const set = spec.limits.flatMap(({ cell, at }) => (cell === name && at.vb !== undefined ? [at.vb] : []));
  return Math.max(...points.map(({ supply }) => supply), ...[...biases, ...set].map(Math.abs));
}

async function binsOf({ library, process, points }: SizingTable): Promise<BinSet> {
  if (library.source === "embedded") return recordedSet(process, "embedded");
  return library.corner(points[0].corner);
}
