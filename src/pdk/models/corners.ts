import { PdkError } from "../error.ts";
import type { CornerIndex } from "./corner-index.ts";
import type { Item, LibraryFile } from "./library-file.ts";
import { switchesIn } from "./random-numbers.ts";
import { plainNumber } from "./subcircuit.ts";

/**
 * Sections of a library file that are corners, in its order. Left out: sections that others of the same file are made of, and those
 * that differ from a corner in switched-on random numbers alone (`tt_mm`, `mc`).
 */
export function cornersOf({ path, sections }: LibraryFile): readonly string[] {
  const own = path.split(/[\\/]/).at(-1);
  const parts = new Set<string | null>();
  for (const items of sections.values()) {
    for (const item of items) {
      if (item.kind === "include" && item.include.file.split("/").at(-1) === own)
        parts.add(item.include.section);
    }
  }
  return [...sections].filter(([name, items]) => !parts.has(name) && !isRandom(items)).map(([name]) => name);
}

/** Does a section switch random numbers on? */
export function isRandom(items: readonly Item[]): boolean {
  return items.some(
    (item) => item.kind === "param" && switchesIn(item.name).length > 0 && plainNumber(item.value) !== 0,
  );
}

/** @throws PdkError PDK_SECTION_RANDOM for a corner whose parameters of the whole circuit draw random numbers */
export function assertNotRandom(index: CornerIndex, at: readonly string[]): void {
  for (const param of index.randomParams) {
    const off = switchesIn(param.text).some((name) => {
      const value = index.params.get(name)?.at(-1)?.value;
      return value !== undefined && plainNumber(value) === 0;
    });
    if (!off) throw randomSection(at, `draws random numbers for ${param.name}`);
  }
}

export function randomSection(at: readonly string[], what: string): PdkError {
  return new PdkError("PDK_SECTION_RANDOM", `this section ${what}: no two runs of it need agree`, {
    at,
    hint: "Ask for the corner without random numbers, and for samples of mismatch, which can be replayed.",
  });
}
