import { type BinSet, checkTransistors, recordedSet } from "../../pdk/index.ts";
import type { DeviceRow } from "../../report/index.ts";
import type { SizingTable } from "./table.ts";

/**
 * Every transistor of a table against the rules of the process and the model set that it is simulated with, at the largest supply asked
 * for. Of the models inside the engine the recorded ranges are used, so that nothing has to start.
 */
export async function checkSizes(table: SizingTable): Promise<DeviceRow[]> {
  const { cells, process, points } = table;
  const sets = [await binsOf(table)];
  const supply = Math.max(...points.map((point) => point.supply));
  return cells.flatMap(({ transistors }) => {
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

async function binsOf({ library, process, points }: SizingTable): Promise<BinSet> {
  if (library.source === "embedded") return recordedSet(process, "embedded");
  return library.corner(points[0].corner);
}
