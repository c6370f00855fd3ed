import { NetlistError } from "../../error.ts";
import { createWired } from "./wired.ts";

/** The devices of a cell and the nodes that they stand at, drawn or extracted. */
export interface HeldDevices {
  readonly ports: readonly string[];
  readonly transistors: readonly {
    readonly device: string;
    /** Drain, gate, source, bulk. */
    readonly nodes: readonly [string, string, string, string];
  }[];
  /** Top and bottom electrode. */
  readonly memristor: readonly [string, string] | null;
  /** Of which the resistors count: they join nets. */
  readonly passives: readonly string[];
}

export interface Holding {
  /** Of the subcircuit, for messages. */
  readonly name: string;
  readonly at: readonly string[];
}

/**
 * Holds an extracted cell against the cell as drawn: as many transistors of each model, and the memristor the same way round between them. Nets are
 * followed through resistors, transistors in parallel count once, those whose drain and source are one net (dummies, decoupling) not at all.
 * It is no LVS: sizes, and which transistor has which gate, are not compared.
 *
 * @throws NetlistError NETLIST_EXTRACTED_TRANSISTORS, NETLIST_EXTRACTED_MEMRISTOR
 */
export function assertHolds(found: HeldDevices, drawn: HeldDevices, { name, at }: Holding): void {
  const [here, there] = [countsOf(found), countsOf(drawn)];
  const wrong = [...new Set([...there.keys(), ...here.keys()])].filter(
    (model) => here.get(model) !== there.get(model),
  );
  const lvs = "To find what differs: memspice netlist with --layout name=file.";
  if (wrong.length > 0) {
    const said = wrong.map(
      (model) => `${here.get(model) ?? "no"} ${model} where the drawn cell has ${there.get(model) ?? "none"}`,
    );
    throw new NetlistError("NETLIST_EXTRACTED_TRANSISTORS", `.subckt ${name} holds ${said.join(", and ")}`, {
      at,
      hint: `Transistors in parallel count once, those whose drain and source are one net not at all. ${lvs}`,
    });
  }
  if (found.memristor === null || drawn.memristor === null) return;
  const [top, bottom] = electrodesOf(found, found.memristor);
  const [drawnTop, drawnBottom] = electrodesOf(drawn, drawn.memristor);
  if (top === drawnTop && bottom === drawnBottom) return;
  const reversed = top === drawnBottom && bottom === drawnTop;
  const problem = reversed
    ? `.subckt ${name} has its memristor the wrong way round: the top electrode is at ${top}, in the drawn cell at ${drawnTop}`
    : `.subckt ${name} has its memristor between ${top} and ${bottom}, the drawn cell between ${drawnTop} and ${drawnBottom}`;
  throw new NetlistError("NETLIST_EXTRACTED_MEMRISTOR", problem, {
    at,
    hint: `The first node of its card is the top electrode: a reversed device would be programmed backwards. ${lvs}`,
  });
}

interface Channel {
  readonly device: string;
  readonly gate: string;
  readonly ends: readonly [string, string];
}

/** Transistors whose drain and source are not one net, those in parallel once. */
function channelsOf({ transistors, passives }: HeldDevices): Channel[] {
  const wired = wiredBy(passives);
  const channels = transistors.map(({ device, nodes: [drain, gate, source] }): [string, Channel] => {
    const [one, other] = [wired(drain), wired(source)].sort() as [string, string];
    return [[device, wired(gate), one, other].join(" "), { device, gate: wired(gate), ends: [one, other] }];
  });
  return [...new Map(channels).values()].filter(({ ends: [one, other] }) => one !== other);
}

function countsOf(cell: HeldDevices): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { device } of channelsOf(cell)) counts.set(device, (counts.get(device) ?? 0) + 1);
  return counts;
}

/** What the electrodes are at, in words that do not depend on names of inner nets: `wl`, `a nfet_01v8 (gate sel, to bl)`. */
function electrodesOf(cell: HeldDevices, memristor: readonly [string, string]): [string, string] {
  const wired = wiredBy(cell.passives);
  const names = new Map(cell.ports.map((port) => [wired(port), port.toLowerCase()]));
  const called = (net: string) => names.get(net) ?? "an inner net";
  const channels = channelsOf(cell);
  const placeOf = (node: string) => {
    const net = wired(node);
    const port = names.get(net);
    if (port !== undefined) return port;
    const touching = channels.flatMap(({ device, gate, ends: [one, other] }) => {
      if (one !== net && other !== net) return [];
      return [`a ${device} (gate ${called(gate)}, to ${called(one === net ? other : one)})`];
    });
    return touching.length === 0 ? "a net without a transistor" : [...new Set(touching)].sort().join(" and ");
  };
  return [placeOf(memristor[0]), placeOf(memristor[1])];
}

function wiredBy(passives: readonly string[]) {
  return createWired(
    passives.filter((card) => /^r/i.test(card)).map((card) => card.split(/\s+/).slice(1, 3)),
  );
}
