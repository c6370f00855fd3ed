import type { Unit } from "../../../foundation/index.ts";
import { type Card, parseSpiceNumber } from "../../../spice/index.ts";
import { NetlistError } from "../../error.ts";
import type { CellParameter, TransistorPlace } from "../topology.ts";
import { type OwnSubcircuit, wordsOf } from "./subcircuit.ts";

/** What the body of a user's cell is made of. */
export interface OwnParts {
  readonly transistors: readonly TransistorPlace[];
  readonly passives: readonly string[];
  readonly memristor: readonly [string, string] | null;
}

interface Source {
  readonly file: string;
  /** Names of the table, as it spells them. */
  readonly devices: readonly string[];
  /** Subcircuits that the file defines beside the cell. */
  readonly subcircuits: readonly string[];
}

/** @throws NetlistError NETLIST_CELL_TRANSISTOR, NETLIST_CELL_CARD */
export function partsOf(cell: OwnSubcircuit, source: Source): OwnParts {
  const transistors: TransistorPlace[] = [];
  const passives: string[] = [];
  let memristor: readonly [string, string] | null = null;
  for (const card of cell.body) {
    const place = transistorOf(card, source);
    const electrodes = place === null ? memristorOf(card, source) : null;
    if (place !== null) {
      if (transistors.some(({ name }) => name === place.name)) throw twice(card, place.name, source);
      transistors.push(place);
    } else if (electrodes !== null) {
      if (memristor !== null) throw fault(card, source, "is a second memristor", "A synapse has one.");
      memristor = electrodes;
    } else {
      assertCallee(card, source);
      passives.push(card.text);
    }
  }
  return { transistors, passives, memristor };
}

/** A subcircuit that the cell calls has no transistors: the table could not size them. @throws NetlistError NETLIST_CELL_TRANSISTOR */
export function assertWithoutTransistors({ name, body }: OwnSubcircuit, source: Source): void {
  for (const card of body) {
    if (transistorOf(card, source) !== null) {
      throw fault(
        card,
        source,
        `is a transistor in the subcircuit ${name}`,
        "Transistors stand in the cell itself, where the table sizes them.",
        "NETLIST_CELL_TRANSISTOR",
      );
    }
    assertCallee(card, source);
  }
}

/** Model names that mean the process's standard transistor. */
const standard = new Set(["n", "p", "nfet", "pfet", "nmos", "pmos", "nch", "pch"]);

function polarityOf(model: string): "n" | "p" | null {
  const n = /^n$|n(fet|mos|ch)/.test(model);
  const p = /^p$|p(fet|mos|ch)/.test(model);
  return n === p ? null : n ? "n" : "p";
}

/** `XW1 drain gate source bulk model ...`; sizes on the card count for nothing, the table has them. */
function transistorOf(card: Card, { file, devices, subcircuits }: Source): TransistorPlace | null {
  const { positional } = wordsOf(card);
  const [word = "", drain = "", gate = "", source = "", bulk = ""] = positional;
  const model = positional.at(-1) ?? "";
  const polarity = polarityOf(model);
  if (!/^[xmw]/.test(word)) return null;
  if (word.startsWith("x") && (polarity === null || subcircuits.includes(model))) return null;
  if (positional.length !== 6 || polarity === null) {
    throw new NetlistError("NETLIST_CELL_TRANSISTOR", `"${card.text}" is not a transistor with a polarity`, {
      at: [file, `line ${card.line}`],
      hint: "Write XW1 drain gate source bulk nfet, or pfet, or the name of a transistor of the process.",
    });
  }
  const name = nameOf(word, devices);
  return {
    name,
    instance: name.replace(/[^A-Za-z0-9_]/g, "_"),
    polarity,
    nodes: [drain, gate, source, bulk],
    model: standard.has(model) ? null : model,
    role: `as in ${file}`,
    devices: devicesOn(card),
  };
}

/** Devices in parallel that a card asks for, its fingers among them; null where it says nothing of them. */
function devicesOn({ text }: Card): number | null {
  const given = [...text.matchAll(/\b(?:m|nf)\s*=\s*([^\s,)]+)/gi)].map(([, value = ""]) =>
    parseSpiceNumber(value),
  );
  return given.length === 0 ? null : given.reduce((product, value) => product * value, 1);
}

/** The table's name of a card: with its letter X or M, or without, whichever the table has. */
function nameOf(word: string, devices: readonly string[]): string {
  const short = word.replace(/^[xm](?=[a-z_])/, "");
  const candidates = [word, word.slice(1), short];
  const found = candidates.flatMap((one) => devices.filter((device) => device.toLowerCase() === one))[0];
  return found ?? short.toUpperCase();
}

/** `Xmem te be [state] memristor`: the memristor of the table. */
function memristorOf(card: Card, { subcircuits }: Source): readonly [string, string] | null {
  const { positional } = wordsOf(card);
  const [word = "", te, be, ...rest] = positional;
  const model = rest.at(-1) ?? "";
  if (!word.startsWith("x") || !/^memristor/.test(model) || subcircuits.includes(model)) return null;
  return te === undefined || be === undefined ? null : [te, be];
}

function assertCallee(card: Card, source: Source): void {
  if (!card.keyword.startsWith("x")) return;
  const callee = wordsOf(card).positional.at(-1) ?? "";
  if (source.subcircuits.includes(callee)) return;
  throw fault(
    card,
    source,
    `calls ${callee}, which the file does not define`,
    "Names of transistors contain nfet, pfet, nmos or pmos; the table's memristor is called memristor.",
  );
}

/** Parameters on the `.subckt` line; their first letter gives the unit. @throws NetlistError NETLIST_CELL_SUBCKT */
export function ownParameters(cell: OwnSubcircuit, file: string): Record<string, CellParameter> {
  const units: Readonly<Record<string, Unit>> = { c: "F", r: "ohm", v: "V", i: "A" };
  const entries = Object.entries(cell.parameters).map(([name, written]): [string, CellParameter] => {
    const value = parseSpiceNumber(written.replace(/^\{(.*)\}$/, "$1"));
    if (Number.isFinite(value))
      return [name, { unit: units[name[0] ?? ""] ?? "1", value, meaning: `as in ${file}` }];
    throw new NetlistError("NETLIST_CELL_SUBCKT", `parameter ${name} = ${written} is not a number`, {
      at: [file, `line ${cell.line}`],
      hint: "Parameters on the .subckt line are plain numbers, which the table may replace; expressions go on the cards.",
    });
  });
  return Object.fromEntries(entries);
}

function twice(card: Card, name: string, source: Source): NetlistError {
  return fault(
    card,
    source,
    `is a second transistor ${name}`,
    "Every transistor has a name of its own in the table.",
    "NETLIST_CELL_TRANSISTOR",
  );
}

function fault(
  card: Card,
  { file }: Source,
  problem: string,
  hint: string,
  code = "NETLIST_CELL_CARD",
): NetlistError {
  return new NetlistError(code, `"${card.text}" ${problem}`, { at: [file, `line ${card.line}`], hint });
}
