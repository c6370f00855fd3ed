import { basename } from "node:path";
import type { DeckDisk } from "../../user-deck/disk.ts";
import { readText } from "../../user-deck/text.ts";
import type { ExtractedFile } from "./extracted-circuit.ts";

/** A file from a layout tool, with its name for messages. @throws NetlistError DECK_UNREADABLE, at the path as given */
export async function readLayout(path: string, disk: DeckDisk): Promise<ExtractedFile> {
  const hint =
    "Give the netlist that was extracted from the layout of this cell, as Magic's ext2spice writes it.";
  return { file: basename(path), text: await readText(disk, path, path, hint) };
}
