import { subcircuitOf } from "../../device/index.ts";
import { formatQuantity } from "../../foundation/index.ts";
import { formatLength, type Process } from "../../pdk/index.ts";
import { type DeviceSpec, memristorCards } from "../../spec/index.ts";
import { NetlistError } from "../error.ts";
import type { LayoutCall } from "./view.ts";

/** The process's names for layout. @throws NetlistError NETLIST_LAYOUT_PROCESS */
export function layoutNames({ name, layout }: Process): NonNullable<Process["layout"]> {
  if (layout !== null) return layout;
  throw new NetlistError("NETLIST_LAYOUT_PROCESS", `no layout names of ${name} are known`, {
    at: ["process"],
    hint: "Ask for --format sim alone, or give pdk's manifest of the process a section `layout`.",
  });
}

export interface LayoutCapacitor {
  /** With its `X`. */
  readonly name: string;
  /** Top plate, bottom plate. */
  readonly nodes: readonly [string, string];
  /** [F] */
  readonly capacitance: number;
}

/**
 * A capacitor as the square plate that has its capacitance: area w^2 and perimeter 4 w at the typical densities, w on the grid.
 *
 * @throws NetlistError NETLIST_LAYOUT_PROCESS, NETLIST_LAYOUT_CAPACITOR
 */
export function layoutCapacitor(
  { name, nodes, capacitance }: LayoutCapacitor,
  process: Process,
  at: readonly string[],
): LayoutCall {
  const { subckt, device, min } = layoutNames(process).capacitor;
  const { area, perimeter } = densityOf(process);
  const edge = 4 * perimeter;
  const exact = (Math.sqrt(edge ** 2 + 4 * area * capacitance) - edge) / (2 * area);
  const side = Math.round(exact / process.grid.step) * process.grid.step;
  if (!(side >= min - process.grid.step / 2)) {
    throw new NetlistError(
      "NETLIST_LAYOUT_CAPACITOR",
      `${formatQuantity(capacitance, "F")} would be a plate of ${formatLength(side)}, and ${device} needs ${formatLength(min)}`,
      {
        at,
        hint: `The least ${device} has ${formatQuantity(plateCapacitance({ w: min, l: min }, process), "F")}: give the cell that much.`,
      },
    );
  }
  const size = inUnits(side, 1e-6);
  return {
    ...{ name, nodes, callee: subckt },
    parameters: { w: size, l: size, m: 1 },
    comment: `${formatQuantity(capacitance, "F")}: ${device}, a square of ${formatLength(side)}`,
  };
}

/** Capacitance of a drawn plate at the typical densities [F]. @param size of the plate [m] */
export function plateCapacitance(
  { w, l }: { readonly w: number; readonly l: number },
  process: Process,
): number {
  const { area, perimeter } = densityOf(process);
  return area * w * l + perimeter * 2 * (w + l);
}

/** [F/m^2] and [F/m], typical; a perimeter that is not published counts for nothing. */
function densityOf(process: Process): { readonly area: number; readonly perimeter: number } {
  const { area, perimeter } = process.capacitors[
    layoutNames(process).capacitor.device
  ] as Process["capacitors"][string];
  return { area: area.typ, perimeter: perimeter?.typ ?? 0 };
}

export interface LayoutMemristor {
  readonly callee: string;
  readonly parameters: LayoutCall["parameters"];
  /** What a reader of the netlist must know of it. */
  readonly note: string;
}

/** What a memristor is called in a layout: a cell of the process, or a black box of two pins where the process has no layer for it. */
export function layoutMemristor({ model }: Pick<DeviceSpec, "model">, process: Process): LayoutMemristor {
  const { title } = memristorCards[model];
  const drawn = layoutNames(process).memristors[model];
  if (drawn === undefined) {
    const { name } = subcircuitOf(model);
    return {
      callee: name,
      parameters: {},
      note: `${name} te be: ${title}. A black box: ${process.title} has no layer for it, its layout is not known here.`,
    };
  }
  return {
    callee: drawn.subckt,
    parameters: { area_ox: inUnits(drawn.area, 1e-12) },
    note: `${drawn.subckt} te be: ${title}. Pins do not permute; area_ox is in um^2.`,
  };
}

/** A length or an area in another unit, without the rounding error of the division. */
export function inUnits(value: number, unit: number): number {
  return Number((value / unit).toPrecision(12));
}
