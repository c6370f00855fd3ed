import { hashOf } from "../../foundation/index.ts";
import { formatNumber, parseSpiceNumber } from "../../spice/index.ts";
import { PdkError } from "../error.ts";
import type { ModelSet } from "../model-set.ts";
import type { Bin } from "../transistor.ts";
import { callCard } from "./call.ts";
import { type CornerIndex, indexCorner, scaleOf } from "./corner-index.ts";
import { assertNotRandom } from "./corners.ts";
import { fullLibrary } from "./full-library.ts";
import { mismatchOf } from "./mismatch.ts";
import type { Section } from "./read-section.ts";
import { slim } from "./slim.ts";
import type { ModelSources } from "./sources.ts";
import { vary } from "./vary.ts";

/** What of a process its models need: where they are, and the subcircuits of its transistors. */
export interface ModelProcess {
  readonly name: string;
  readonly models: ModelSources;
  readonly devices: Readonly<Record<string, { readonly subckt: string }>>;
}

export interface ModelSetParts {
  readonly process: ModelProcess;
  readonly source: "embedded" | "disk";
  readonly name: string;
  readonly corner: string;
  readonly section: Section;
  /** The card that includes it all. */
  readonly root: { readonly file: string; readonly section: string | null };
}

/** @throws PdkError PDK_WRONG_PROCESS, PDK_SECTION_RANDOM */
export function createModelSet({ process, source, name, corner, section, root }: ModelSetParts): ModelSet {
  const index = indexCorner(section.items);
  assertProcess(process, index, [name, corner]);
  assertNotRandom(index, [name, corner]);
  const scale = scaleOf(index, parseSpiceNumber);
  // Reads all bins once, here, so that no deck has to wait for it.
  for (const { subckt } of Object.values(process.devices)) mismatchOf(index, subckt.toLowerCase());
  const here = { index, scale, name: `${name}, corner ${corner},` };
  let full: ModelSet["full"] | undefined;
  return {
    process: process.name,
    source,
    name,
    corner,
    scale,
    hash: hashOf([root.section, ...section.files.map(({ file }) => file.hash)]),
    bins: (device) => binsOf(index, process.devices[device]?.subckt.toLowerCase() ?? ""),
    call(transistor) {
      const { device, instance } = transistor;
      const subckt = process.devices[device]?.subckt;
      if (subckt !== undefined && index.subckts.has(subckt.toLowerCase())) {
        return callCard(transistor, subckt, scale);
      }
      throw new PdkError("PDK_DEVICE_NOT_IN_LIBRARY", `${name}, corner ${corner}, has no ${device}`, {
        at: [instance],
        hint: `Its transistors: ${devicesIn(process, index).join(", ")}.`,
      });
    },
    slim: (cards) => slim(cards, here),
    vary: (cards, numbers) => vary(cards, here, numbers),
    get full() {
      full ??= fullLibrary(
        index,
        section,
        root,
        source === "embedded" && scale !== 1 ? [`.option scale=${formatNumber(scale)}`] : [],
      );
      return full;
    },
  };
}

/** Bins of the models that the transistor's subcircuit uses, those of subcircuits within it among them. */
function binsOf(index: CornerIndex, subckt: string): readonly Bin[] {
  return (index.subckts.get(subckt) ?? []).flatMap(({ content, models }) =>
    content.flatMap((piece): readonly Bin[] => {
      if (piece.kind !== "element") return [];
      if (piece.letter === "x") return binsOf(index, piece.words.at(-1) ?? "");
      if (piece.letter !== "m") return [];
      return piece.words.slice(1).flatMap((word) => {
        const cards = models.get(word) ?? index.models.get(word) ?? [];
        return cards.flatMap(({ bin }) => (bin === null ? [] : [bin]));
      });
    }),
  );
}

function devicesIn(process: ModelProcess, index: CornerIndex): readonly string[] {
  return Object.entries(process.devices)
    .filter(([, { subckt }]) => index.subckts.has(subckt.toLowerCase()))
    .map(([device]) => device);
}

function assertProcess(process: ModelProcess, index: CornerIndex, at: readonly string[]): void {
  if (devicesIn(process, index).length > 0) return;
  const some = [...index.subckts.keys()].slice(0, 5).join(", ");
  throw new PdkError("PDK_WRONG_PROCESS", `none of the transistors of ${process.name} is in this library`, {
    at,
    hint: `It defines ${some === "" ? "no subcircuits" : `${some} ...`}: name the library of ${process.name}, or another process.`,
  });
}
