import type { LayoutCall } from "../../netlist/index.ts";
import { type Card, formatNumber, parseSpiceNumber, readCards } from "../../spice/index.ts";
import { LvsError } from "../error.ts";
import { createNets, type Nets } from "./nodes.ts";

/** What the cards of a simulated netlist are in a layout. */
export interface Naming {
  /** Unit of sizes on the cards [m]: `ModelSet.scale`; null: there are none on them. */
  readonly scale: number | null;
  /** A capacitor of a layout. @param name with its `X` */
  capacitor(name: string, nodes: readonly [string, string], capacitance: number): LayoutCall;
  /** What a cell of an array, simulated as a resistor, is in the layout; null: there are none. */
  readonly cell: Device | null;
  /** By the subcircuit that is simulated, in lower case: the device of a layout. */
  readonly memristors: Readonly<Record<string, Device>>;
}

export type Device = Pick<LayoutCall, "callee" | "parameters">;

interface Open {
  readonly nets: Nets;
  readonly parameters: ReadonlyMap<string, string>;
  readonly calls: LayoutCall[];
  readonly head: string;
}

/**
 * The circuit that a netlist for simulation describes, as a netlist of devices that can be compared with one for layout.
 *
 * - Sizes become bare micrometres: a number on a card times `scale`.
 * - The subcircuit of a memristor, its equations, is a black box: its body is left out, a call of it becomes the device of the layout with its
 *   first two nodes; the parameters and the state are not compared.
 * - A capacitor becomes the plate that stands for its value.
 * - A source of 0 V, an ammeter, is a wire: its two nodes are one net.
 * - A call of another cell, which has no width, loses its parameters: states, like those of memristors.
 * - In an array, `rx<i>_<j>` (`vx<i>_<j>` where it is shorted) is a memristor, and every other resistor a wire, a driver or a sense amplifier.
 * - `.ic`, `.nodeset` and comments say nothing of the circuit.
 *
 * @param file its name, for messages
 * @throws LvsError LVS_CARD for anything else inside a subcircuit
 */
export function structureOf(text: string, file: string, naming: Naming): string {
  const lines: string[] = [];
  let open: Open | null = null;
  let blackBox = false;
  for (const card of readCards(text)) {
    const { keyword } = card;
    const words = card.text.replace(/\s*=\s*/g, "=").split(/\s+/);
    if (keyword === ".ends") {
      if (open !== null)
        lines.push(open.head, ...open.calls.map((call) => lineOf(call, open as Open)), ".ends");
      open = null;
      blackBox = false;
    } else if (keyword === ".subckt") {
      blackBox = modelOf(words[1] ?? "") in naming.memristors;
      if (!blackBox) open = openSubcircuit(words);
    } else if (!blackBox && open !== null && !/^\.(ic|nodeset)$/.test(keyword)) {
      addCard({ card, words, file, open, naming });
    }
  }
  return `${lines.join("\n")}\n`;
}

function openSubcircuit(words: readonly string[]): Open {
  const positional = words.filter((word) => !word.includes("="));
  const parameters = words
    .filter((word) => word.includes("="))
    .map((word) => word.split("=") as [string, string]);
  const ports = positional.slice(2);
  return {
    nets: createNets(ports),
    parameters: new Map(parameters),
    calls: [],
    head: positional.join(" "),
  };
}

interface Adding {
  readonly card: Card;
  readonly words: readonly string[];
  readonly file: string;
  readonly open: Open;
  readonly naming: Naming;
}

function addCard(adding: Adding): void {
  const { words, open, naming } = adding;
  const [name = "", one = "", other = "", written = ""] = words;
  const letter = name[0]?.toLowerCase();
  if (letter === "x") open.calls.push(callOf(adding));
  else if (naming.cell !== null && /^[rv]x/i.test(name)) {
    open.calls.push({ name: `XR${name.slice(2)}`, nodes: [one, other], ...naming.cell });
  } else if (naming.cell !== null && /^r[wbds]/i.test(name)) open.nets.tie(one, other);
  else if (letter === "c") {
    open.calls.push(naming.capacitor(`X${name}`, [one, other], capacitanceOf(written, open)));
  } else if (letter === "v" && words.length === 4 && parseSpiceNumber(written) === 0)
    open.nets.tie(other, one);
  else throw strange(adding, "is no device that a layout has");
}

function callOf(adding: Adding): LayoutCall {
  const { words, naming } = adding;
  const positional = words.filter((word) => !word.includes("="));
  const callee = positional.at(-1) as string;
  const name = positional[0] as string;
  const nodes = positional.slice(1, -1);
  const memristor = naming.memristors[modelOf(callee)];
  if (memristor !== undefined)
    return { name: name.replace(/^X/i, "XR"), nodes: nodes.slice(0, 2), ...memristor };
  const parameters = words
    .filter((word) => word.includes("="))
    .map((word): [string, number] => {
      const [key = "", value = ""] = word.split("=");
      const number = parseSpiceNumber(value);
      return [key.toLowerCase(), /^[wl]$/i.test(key) ? micrometres(number, adding) : number];
    });
  const own = Object.fromEntries(parameters);
  return { name, nodes, callee, parameters: "w" in own ? own : {} };
}

/** The subcircuit of a memristor; the one whose state is held for a read stands for the same device. */
function modelOf(callee: string): string {
  return callee.toLowerCase().replace(/_read$/, "");
}

function micrometres(size: number, adding: Adding): number {
  const { scale } = adding.naming;
  if (scale === null) throw strange(adding, "has a size, and its unit is not known");
  return Number(((size * scale) / 1e-6).toPrecision(12));
}

function strange({ card, file }: Adding, problem: string): LvsError {
  return new LvsError("LVS_CARD", `"${card.text}" ${problem}`, {
    at: [file, `line ${card.line}`],
    hint: "Compared are transistors, capacitors, memristors and 0 V ammeters; leave sim out of --format, or --verify.",
  });
}

/** A number, or the value of a parameter of the subcircuit, `{cm}`. */
function capacitanceOf(written: string, { parameters }: Open): number {
  const [, parameter] = /^\{(\w+)\}$/.exec(written) ?? [];
  return parseSpiceNumber(parameter === undefined ? written : (parameters.get(parameter) ?? ""));
}

function lineOf({ name, nodes, callee, parameters }: LayoutCall, { nets }: Open): string {
  const values = Object.entries(parameters).map(([key, value]) => `${key}=${formatNumber(value)}`);
  return [name, ...nodes.map(nets.nameOf), callee, ...values].join(" ");
}
