import { basename } from "node:path";
import { readSubcircuitOf } from "../../device/index.ts";
import { sha256 } from "../../foundation/index.ts";
import type { ModelSet, Process } from "../../pdk/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { type ExtractedFile, extractedCircuit } from "../cell/extracted/extracted-circuit.ts";
import type { ExtractedParts } from "../cell/extracted/extracted-parts.ts";
import { layoutMemristor } from "../layout/device.ts";
import { type DeckDisk, nodeDisk } from "../user-deck/disk.ts";
import { readText } from "../user-deck/text.ts";
import { selectedCell, selectedPorts } from "./selected-cell.ts";

/** A 1T1R cell as it came back from layout. */
export interface ExtractedSelectedCell {
  readonly file: string;
  readonly sha256: string;
  readonly parts: ExtractedParts;
}

/** Reads a 1T1R cell from layout; rules and errors as of `parseExtracted`. */
export async function readExtractedSelectedCell(
  path: string,
  cell: { readonly device: DeviceSpec; readonly process: Process },
  disk: DeckDisk = nodeDisk,
): Promise<ExtractedSelectedCell> {
  const file = basename(path);
  return parseExtractedSelectedCell({ file, text: await readText(disk, path, file) }, cell);
}

/** As `readExtractedSelectedCell`, from text. */
export function parseExtractedSelectedCell(
  source: ExtractedFile,
  { device, process }: { readonly device: DeviceSpec; readonly process: Process },
): ExtractedSelectedCell {
  const memristor = layoutMemristor(device, process).callee;
  const ports = selectedPorts.map(({ name }) => name);
  const parts = extractedCircuit(source, { name: selectedCell, ports, process, memristor });
  return { file: source.file, sha256: sha256(source.text), parts };
}

/** Its cards, with the state of the memristor and the multiple of its current as parameters. */
export function emitExtractedSelectedCell(
  { file, parts }: ExtractedSelectedCell,
  device: DeviceSpec,
  models: Pick<ModelSet, "call">,
): string[] {
  const [te, be] = parts.memristor as readonly [string, string]; // without one it was refused
  return [
    `* ${selectedCell}: the devices of ${file}`,
    `.subckt ${selectedCell} ${selectedPorts.map(({ name }) => name).join(" ")} state=0 multiple=1`,
    `Xmem ${te} ${be} ${readSubcircuitOf(device)} x={state} multiple={multiple}`,
    ...parts.transistors.map(models.call),
    ...parts.passives,
    `.ends ${selectedCell}`,
  ];
}
