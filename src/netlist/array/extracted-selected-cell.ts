import { readSubcircuitOf } from "../../device/index.ts";
import { sha256 } from "../../foundation/index.ts";
import type { ModelSet, Process } from "../../pdk/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { type ExtractedFile, extractedCircuit } from "../cell/extracted/extracted-circuit.ts";
import type { ExtractedParts } from "../cell/extracted/extracted-parts.ts";
import { readLayout } from "../cell/extracted/read-layout.ts";
import { layoutMemristor } from "../layout/device.ts";
import { type DeckDisk, nodeDisk } from "../user-deck/disk.ts";
import { type DrawnSelect, selectedCell, selectedPorts } from "./selected-cell.ts";

/** A 1T1R cell as it came back from layout. */
export interface ExtractedSelectedCell {
  readonly file: string;
  readonly sha256: string;
  readonly parts: ExtractedParts;
}

/** The cell that it takes the place of. */
export interface ReplacedSelectedCell {
  readonly device: DeviceSpec;
  readonly select: Pick<DrawnSelect, "device">;
  readonly process: Process;
}

/** Reads a 1T1R cell from layout; rules and errors as of `parseExtracted`. */
export async function readExtractedSelectedCell(
  path: string,
  cell: ReplacedSelectedCell,
  disk: DeckDisk = nodeDisk,
): Promise<ExtractedSelectedCell> {
  return parseExtractedSelectedCell(await readLayout(path, disk), cell);
}

/** As `readExtractedSelectedCell`, from text. */
export function parseExtractedSelectedCell(
  source: ExtractedFile,
  { device, select, process }: ReplacedSelectedCell,
): ExtractedSelectedCell {
  const memristor = layoutMemristor(device, process).callee;
  const ports = selectedPorts.map(({ name }) => name);
  const drawn = {
    ports,
    transistors: [{ device: select.device, nodes: ["be", "sel", "bl", "gnd"] as const }],
    memristor: ["wl", "be"] as const,
    passives: [],
  };
  const parts = extractedCircuit(source, { name: selectedCell, ports, process, memristor, drawn });
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
    ...parts.notes.map((note) => `* ${note}`),
    `.subckt ${selectedCell} ${selectedPorts.map(({ name }) => name).join(" ")} state=0 multiple=1`,
    `Xmem ${te} ${be} ${readSubcircuitOf(device)} x={state} multiple={multiple}`,
    ...parts.transistors.map(models.call),
    ...parts.passives,
    `.ends ${selectedCell}`,
  ];
}
