import { parseSpiceNumber, readCards } from "../../spice/index.ts";
import { LvsError } from "../error.ts";
import { portsOf } from "../ports.ts";

/** Lengths below this [m] are written in metres: nobody draws a transistor of a millimetre, nor one of a nanometre. */
const metresBelow = 1e-3;

/**
 * The devices of a netlist that was extracted from a layout, for comparison: capacitors (`C`) are parasitics of wires and are left out; sizes in metres
 * become micrometres; everything else stays as it is.
 *
 * @param file its name, for messages
 * @throws LvsError LVS_LAYOUT without the cell, or with resistors: they cut nets into pieces that no schematic has
 */
export function layoutCircuit(
  text: string,
  { cell, file }: { readonly cell: string; readonly file: string },
): string {
  if (portsOf(cell, text).length === 0) {
    throw new LvsError("LVS_LAYOUT", `there is no .subckt ${cell} with ports in the file`, {
      at: [file],
      hint: "Extract the cell under its own name, its ports labelled, with Magic's `ext2spice lvs` (which sets `subcircuit top on`).",
    });
  }
  const lines = readCards(text).flatMap((card) => {
    if (card.keyword.startsWith("r")) {
      throw new LvsError("LVS_LAYOUT", `"${card.text}" cuts a net in two`, {
        at: [file, `line ${card.line}`],
        hint: "Extract without resistances for LVS, and with them for simulation (--cell of check and characterize).",
      });
    }
    return card.keyword.startsWith("c") ? [] : [card.text.replace(/\b([wl])\s*=\s*(\S+)/gi, inMicrometres)];
  });
  return `${lines.join("\n")}\n`;
}

function inMicrometres(word: string, name: string, written: string): string {
  const size = parseSpiceNumber(written);
  return size < metresBelow ? `${name}=${Number((size / 1e-6).toPrecision(12))}` : word;
}
