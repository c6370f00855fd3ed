import { PdkError } from "../error.ts";
import type { ModelLibrary } from "../model-set.ts";
import { cornersOf, isRandom, randomSection } from "./corners.ts";
import { createModelSet, type ModelProcess } from "./create-model-set.ts";
import type { ModelDisk } from "./disk.ts";
import { diskSource, embeddedSource } from "./file-source.ts";
import { locateLibrary } from "./locate.ts";
import { type LibraryFiles, openFile, readSection, sectionItems } from "./read-section.ts";

export type LibraryChoice =
  /** The models inside the engine; `read` gives a file by its name there, `engine` is the engine's name and version, for reports. */
  | { readonly kind: "embedded"; readonly read: (name: string) => Promise<string>; readonly engine: string }
  /** A library file, a folder that holds one, or the root of an installed PDK. */
  | { readonly kind: "disk"; readonly path: string; readonly disk: ModelDisk };

export interface OpenModelsOptions {
  readonly process: ModelProcess;
  readonly library: LibraryChoice;
}

/**
 * The model library of a process. Its text is read when a corner first asks for it, once.
 *
 * @throws PdkError PDK_FILE_MISSING, PDK_LIBRARY_SYNTAX
 */
export async function openModels({ process, library }: OpenModelsOptions): Promise<ModelLibrary> {
  return library.kind === "embedded" ? openEmbedded(process, library) : openDisk(process, library);
}

function openEmbedded(
  process: ModelProcess,
  { read, engine }: Extract<LibraryChoice, { kind: "embedded" }>,
): ModelLibrary {
  const { embedded } = process.models;
  const files: LibraryFiles = { source: embeddedSource(read), parsed: new Map() };
  const name = `embedded (${engine})`;
  const corners = Object.keys(embedded);
  const [typicalCorner] = corners;
  if (typicalCorner === undefined) {
    throw new PdkError("PDK_FILE_MISSING", `there are no models of ${process.name} inside the engine`, {
      at: [process.name],
      hint: "Name a library on disk.",
    });
  }
  return {
    process: process.name,
    source: "embedded",
    name,
    others: [],
    corners,
    typicalCorner,
    async corner(corner) {
      const file = embedded[corner];
      if (file === undefined) throw unknownCorner(name, corner, corners);
      const section = await readSection(files, file, null);
      return createModelSet({
        process,
        source: "embedded",
        name,
        corner,
        section,
        root: { file, section: null },
      });
    },
  };
}

async function openDisk(
  process: ModelProcess,
  { path, disk }: Extract<LibraryChoice, { kind: "disk" }>,
): Promise<ModelLibrary> {
  const sources = process.models.disk;
  const { file, name, others } = await locateLibrary(path, sources, disk);
  const files: LibraryFiles = { source: diskSource(disk), parsed: new Map() };
  const root = await openFile(files, file);
  const corners = cornersOf(root);
  const typicalCorner = corners.includes(sources.typical) ? sources.typical : corners[0];
  if (typicalCorner === undefined) throw unknownCorner(name, sources.typical, corners);
  const library: ModelLibrary = {
    process: process.name,
    source: "disk",
    name,
    others,
    corners,
    typicalCorner,
    async corner(corner) {
      const wanted = corner.toLowerCase();
      if (!root.sections.has(wanted)) throw unknownCorner(name, corner, corners);
      if (isRandom(sectionItems(root, wanted)))
        throw randomSection([name, corner], "switches random numbers on");
      const section = await readSection(files, file, wanted);
      return createModelSet({
        process,
        source: "disk",
        name,
        corner: wanted,
        section,
        root: { file, section: wanted },
      });
    },
  };
  await library.corner(typicalCorner); // a library of another process is told from its text only
  return library;
}

function unknownCorner(name: string, corner: string, corners: readonly string[]): PdkError {
  return new PdkError("PDK_SECTION_UNKNOWN", `there is no corner "${corner}"`, {
    at: [name],
    hint: corners.length === 0 ? "This file has no sections." : `Corners: ${corners.join(", ")}.`,
  });
}
