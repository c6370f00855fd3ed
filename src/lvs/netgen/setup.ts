import type { Process } from "../../pdk/index.ts";

/** Widths, lengths and areas that differ by less are equal. */
const tolerance = 0.01;

/** Parameters of a transistor that say nothing of its channel, or that netgen folds into others: fingers and devices in parallel add widths. */
const ignored = ["nf", "mult", "as", "ad", "ps", "pd", "nrd", "nrs", "sa", "sb", "sd"];

/**
 * netgen's setup for the devices of a process, in Tcl: source and drain permute, equal transistors in parallel are one with the sum of
 * their widths, plates and areas are compared, electrodes of memristors do not permute. Names that are not here are black boxes whose pins do not permute.
 */
export function netgenSetup({ devices, layout }: Pick<Process, "devices" | "layout">): string {
  const transistors = Object.values(devices).map(({ subckt }) => subckt);
  const capacitors = layout === null ? [] : [layout.capacitor.subckt];
  const memristors = Object.values(layout?.memristors ?? {}).map(({ subckt }) => subckt);
  return `${[
    "property default",
    "property parallel none",
    ...each(transistors, [
      "permute $device 1 3",
      `property $device remove ${ignored.join(" ")}`,
      within("w", "l"),
      "property $device parallel enable",
      "property $device parallel {l critical}",
      "property $device parallel {w add}",
    ]),
    ...each(capacitors, ["property $device remove mf", within("w", "l")]),
    ...each(memristors, ["property $device remove tfilament_0", within("area_ox")]),
  ].join("\n")}\n`;
}

function within(...parameters: readonly string[]): string {
  return `property $device tolerance ${parameters.map((name) => `{${name} ${tolerance}}`).join(" ")}`;
}

/** Commands for each device that is in a netlist: netgen has no use for those of others. */
function each(names: readonly string[], commands: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [
    `foreach name {${names.join(" ")}} {`,
    "  foreach circuit {1 2} {",
    "    if {[lsearch [cells list -all -circuit$circuit] $name] < 0} continue",
    '    set device "-circuit$circuit $name"',
    ...commands.map((command) => `    ${command}`),
    "  }",
    "}",
  ];
}
