import { PdkError } from "../error.ts";
import { type Item, type LibraryFile, parseLibraryFile } from "./library-file.ts";

/** Where the files of a library come from: a disk, or the inside of the engine. */
export interface FileSource {
  /** The one name of the file that a card in `from` (null: the user) calls `spelled`; null where there is none. */
  locate(spelled: string, from: string | null): Promise<string | null>;
  read(path: string): Promise<string>;
}

/** Files of a library, each read and parsed once. */
export interface LibraryFiles {
  readonly source: FileSource;
  readonly parsed: Map<string, Promise<LibraryFile>>;
}

export interface Section {
  /** All that the section says, with its includes in place. */
  readonly items: readonly Item[];
  /** Every file that it read, in the order of the first use, with the sections of that file that it read. */
  readonly files: readonly { readonly file: LibraryFile; readonly sections: ReadonlySet<string> }[];
}

export function openFile(files: LibraryFiles, path: string): Promise<LibraryFile> {
  const known = files.parsed.get(path);
  if (known !== undefined) return known;
  const parsed = files.source.read(path).then((text) => parseLibraryFile(path, text));
  files.parsed.set(path, parsed);
  return parsed;
}

/**
 * A section of a library file (null: what stands outside its sections) with everything it includes, in order.
 *
 * @throws PdkError PDK_SECTION_UNKNOWN, PDK_INCLUDE_LOOP, PDK_FILE_MISSING, PDK_LIBRARY_SYNTAX
 */
export async function readSection(
  files: LibraryFiles,
  path: string,
  section: string | null,
): Promise<Section> {
  const items: Item[] = [];
  const used = new Map<string, { file: LibraryFile; sections: Set<string> }>();
  await walk(path, section, []);
  return { items, files: [...used.values()] };

  async function walk(path: string, section: string | null, stack: readonly string[]): Promise<void> {
    const file = await openFile(files, path);
    const use = used.get(path) ?? { file, sections: new Set() };
    used.set(path, use);
    if (section !== null) use.sections.add(section.toLowerCase());
    const here = section === null ? path : `${path} ${section}`;
    if (stack.includes(here)) {
      throw new PdkError("PDK_INCLUDE_LOOP", `${here} includes itself`, {
        at: [...stack, here],
        hint: "Take out one of these includes.",
      });
    }
    for (const item of sectionItems(file, section)) {
      if (item.kind !== "include") {
        items.push(item);
        continue;
      }
      const target = await files.source.locate(item.include.file, path);
      if (target === null) throw missing(item.include.file, [...stack, here, `line ${item.line}`]);
      await walk(target, item.include.section, [...stack, here]);
    }
  }
}

/** @throws PdkError PDK_SECTION_UNKNOWN */
export function sectionItems(file: LibraryFile, section: string | null): readonly Item[] {
  if (section === null) return file.items;
  const items = file.sections.get(section.toLowerCase());
  if (items !== undefined) return items;
  const known = [...file.sections.keys()];
  throw new PdkError("PDK_SECTION_UNKNOWN", `there is no section "${section}"`, {
    at: [file.path],
    hint: known.length === 0 ? "This file has no sections." : `Sections: ${known.join(", ")}.`,
  });
}

export function missing(path: string, at: readonly string[]): PdkError {
  return new PdkError("PDK_FILE_MISSING", `"${path}" was not found`, {
    at,
    hint: "An include is looked for beside the file that asks for it.",
  });
}
