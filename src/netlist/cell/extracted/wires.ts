import { formatQuantity, type Warning } from "../../../foundation/index.ts";
import { formatNumber, parseSpiceNumber } from "../../../spice/index.ts";
import { NetlistError } from "../../error.ts";
import type { FlatDevice } from "./flatten.ts";
import { createWired } from "./wired.ts";

/** A resistor or a capacitor of a wire, or a drawn capacitor. */
export interface Wire {
  readonly kind: "r" | "c" | "plate";
  readonly device: FlatDevice;
  /** [ohm] or [F]. */
  readonly value: number;
}

/**
 * The largest value that a wire may have. A capacitor of 1 uF would cover 500 mm^2 with plates of 2 fF/um^2: such a value has lost its `f`. A
 * resistor of 1 Tohm is what SPICE itself puts across every junction (`gmin`, 1e-12 S): more is an open wire.
 */
const most = { c: 1e-6, r: 1e12 } as const;
const units = { c: "F", r: "ohm" } as const;

/** In place of less [ohm]: a fiftieth of a square of thick metal, and SPICE divides by it. */
const least = 1e-3;

/** From a net of capacitors alone to ground [ohm]: with 1 fF a time constant of 1 ms, beside which a spike is nothing. */
const tie = 1e12;

/** Reads `C0 a b 1.2f` or `R0 a b 12`; null: it is neither. @throws NetlistError NETLIST_EXTRACTED_DEVICE, NETLIST_EXTRACTED_VALUE */
export function wireOf(device: FlatDevice, file: string): Wire | null {
  const [kind] = device.name;
  if (kind !== "c" && kind !== "r") return null;
  const value = parseSpiceNumber(device.of);
  const fault = (code: string, problem: string, hint: string) =>
    new NetlistError(code, `"${device.card.text.slice(0, 80)}" ${problem}`, {
      at: [file, `line ${device.card.line}`],
      hint,
    });
  if (device.nodes.length !== 2 || Object.keys(device.parameters).length > 0 || Number.isNaN(value)) {
    const hint = "A wire is C or R, a name, two nodes and a number: C0 a b 1.2f.";
    throw fault("NETLIST_EXTRACTED_DEVICE", "is not two nodes and a value", hint);
  }
  const open = "Where a wire is open, take the card out.";
  const wrong = (problem: string, hint: string) => fault("NETLIST_EXTRACTED_VALUE", problem, hint);
  if (value < 0) throw wrong("has a negative value", "No wire has one: extract again, or take the card out.");
  if (!Number.isFinite(value)) throw wrong("has a value that is not finite", open);
  if (value > most[kind]) {
    const limit = formatQuantity(most[kind], units[kind]);
    const problem = `has ${formatQuantity(value, units[kind])}, more than the ${limit} that a wire can have`;
    const hint = { c: "Without a suffix the value is in farads: write 1.5f, or 1.5fF.", r: open };
    throw wrong(problem, hint[kind]);
  }
  return { kind, device, value };
}

export interface WireCards {
  readonly cards: readonly string[];
  readonly notes: readonly string[];
  readonly warnings: readonly Warning[];
}

/**
 * The cards of the wires of a cell.
 *
 * - A resistor below 1 mohm becomes 1 mohm; a note says which.
 * - A net on which there are only ends of capacitors has no voltage in SPICE: it is tied to ground by 1 Tohm, with a warning.
 *
 * @param held nodes of ports and of devices other than wires
 */
export function wireCards(
  wires: readonly Wire[],
  { held, file }: { readonly held: readonly string[]; readonly file: string },
): WireCards {
  const of = (kind: Wire["kind"]) => wires.filter((wire) => wire.kind === kind);
  const [resistors, capacitors] = [of("r"), of("c")];
  const short = resistors.filter(({ value }) => value < least);
  const loose = looseNets(wires, held);
  const farads = capacitors.reduce((sum, { value }) => sum + value, 0);
  const text = ({ device }: Wire) => device.card.text.slice(0, 80);
  return {
    cards: [
      ...wires.map(({ kind, device, value }) =>
        [device.name, ...device.nodes, formatNumber(kind === "r" ? Math.max(value, least) : value)].join(" "),
      ),
      ...[...loose.keys()].map((node) => `r_loose_${node} ${node} 0 ${formatNumber(tie)}`),
    ],
    notes: [
      `Wires: ${capacitors.length} capacitors, ${formatQuantity(farads, "F")} in all, and ${resistors.length} resistors.`,
      ...short.map((wire) => `"${text(wire)}" is below 1 mohm, and counts as 1 mohm.`),
      ...[...loose.values()].map(({ net }) => `The floating net ${net} is tied to ground by 1 Tohm.`),
    ],
    warnings: [...loose.values()].map(({ net, wire }) => ({
      code: "EXTRACTED_FLOATING_NET",
      at: `${file} / line ${wire.device.card.line}`,
      message: `no device is on ${net}, capacitors alone ("${text(wire)}"): SPICE has it tied to ground by 1 Tohm`,
    })),
  };
}

/** One node of each net of capacitors alone, with its name in the file and a capacitor on it. */
function looseNets(wires: readonly Wire[], held: readonly string[]) {
  const wired = createWired(wires.flatMap(({ kind, device }) => (kind === "r" ? [device.nodes] : [])));
  const known = new Set(["0", ...held].map(wired));
  const loose = new Map<string, { readonly net: string; readonly wire: Wire }>();
  for (const wire of wires) {
    for (const [pin, node] of wire.device.nodes.entries()) {
      const net = wired(node);
      if (known.has(net)) continue;
      known.add(net);
      loose.set(node, { net: wire.device.card.text.split(/\s+/)[pin + 1] as string, wire });
    }
  }
  return loose;
}
