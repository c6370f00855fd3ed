import type { Process } from "../../pdk/index.ts";
import { parseSpiceNumber } from "../../spice/index.ts";
import { cellSubcircuit, describeTransistor } from "../cell/emit-cell.ts";
import { portMeaning } from "../cell/ports.ts";
import type { CellKind, SizedCell, SizedTransistor } from "../cell/topology.ts";
import { NetlistError } from "../error.ts";
import { assertNames } from "../names.ts";
import { inUnits, layoutCapacitor, layoutMemristor, layoutNames } from "./device.ts";
import type { LayoutCall, LayoutView, PortDirection } from "./view.ts";

const directions: Readonly<Record<CellKind, Readonly<Record<string, PortDirection>>>> = {
  neuron: { mem: "inout", vout: "out", vdd: "supply", gnd: "ground" },
  synapse: { vpre: "in", vpos: "in", ipos: "out", vdd: "supply", gnd: "ground" },
};

/** Which way the signal at a port of a cell goes; a bias comes in. */
function portDirection(kind: CellKind, port: string): PortDirection {
  return directions[kind][port] ?? "in";
}

/**
 * A sized cell as a layout sees it: transistors, capacitors as plates, the memristor. Ground inside the cell is its port `gnd`.
 *
 * @throws NetlistError NETLIST_LAYOUT_PROCESS, NETLIST_LAYOUT_DEVICE, NETLIST_LAYOUT_CAPACITOR, NETLIST_NAME_ILLEGAL, NETLIST_NAME_DUPLICATE
 */
export function cellLayout(cell: SizedCell, process: Process): LayoutView {
  const { topology, memristor } = cell;
  layoutNames(process);
  const name = cellSubcircuit(cell);
  const electrode = memristor === null ? null : layoutMemristor(memristor, process);
  const calls = [
    ...cell.transistors.map((transistor) => transistorCall(transistor, process)),
    ...topology.passives.flatMap((card) => passiveCall(card, cell, process)),
    ...(electrode === null || topology.memristor === null
      ? []
      : [
          {
            name: "XRmem",
            nodes: topology.memristor.map(netOf),
            callee: electrode.callee,
            parameters: electrode.parameters,
            comment: "memristor: top electrode, bottom electrode",
          },
        ]),
  ];
  const at = ["cells", cell.name];
  assertNames(
    calls.map((call) => call.name),
    at,
  );
  assertNames(new Set([...topology.ports, ...calls.flatMap(({ nodes }) => nodes)]), at);
  return {
    name,
    ports: topology.ports.map((port) => ({ name: port, direction: portDirection(topology.kind, port) })),
    comments: [
      `${cell.name}: ${topology.purpose} (${topology.name}), ${process.title}`,
      "Ports",
      ...topology.ports.map((port) => `  ${port.padEnd(5)} ${portMeaning(topology.kind, port)}`),
      ...(electrode === null ? [] : [electrode.note]),
    ],
    includes: [],
    calls: () => calls,
  };
}

function transistorCall(transistor: SizedTransistor, { devices }: Process): LayoutCall {
  const { instance, nodes, device, w, l, m } = transistor;
  return {
    name: /^m/i.test(instance) ? `X${instance}` : `XM${instance}`,
    nodes: nodes.map(netOf),
    callee: devices[device]?.subckt ?? device,
    parameters: { w: inUnits(w, 1e-6), l: inUnits(l, 1e-6), nf: 1, m },
    comment: describeTransistor(transistor),
  };
}

/** A card beside the transistors: a capacitor, or nothing that a layout could hold. @throws NetlistError NETLIST_LAYOUT_DEVICE */
function passiveCall(card: string, cell: SizedCell, process: Process): LayoutCall[] {
  const [word = "", top = "", bottom = "", value = ""] = card.split(/\s+/);
  if (/^\.(ic|nodeset|param)$/i.test(word)) return [];
  const at = ["cells", cell.name, word];
  const capacitance = capacitanceOf(value, cell);
  if (/^c/i.test(word) && capacitance > 0) {
    const nodes = [netOf(top), netOf(bottom)] as const;
    return [layoutCapacitor({ name: `X${word}`, nodes, capacitance }, process, at)];
  }
  throw new NetlistError("NETLIST_LAYOUT_DEVICE", `"${card}" has no form in a layout`, {
    at,
    hint: "A layout holds transistors, capacitors of a plain value or a parameter, and memristors. Ask for --format sim alone, or draw this one by devices.",
  });
}

function capacitanceOf(written: string, { parameters }: SizedCell): number {
  const [, parameter] = /^\{(\w+)\}$/.exec(written) ?? [];
  return parameter === undefined ? parseSpiceNumber(written) : (parameters[parameter] ?? Number.NaN);
}

/** Node 0 of a simulation is the net of the port gnd. */
function netOf(node: string): string {
  return node === "0" ? "gnd" : node;
}
