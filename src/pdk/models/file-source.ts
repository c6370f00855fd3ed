import { dirname, isAbsolute, join } from "node:path";
import { builtInFiles } from "../../spice/index.ts";
import { PdkError } from "../error.ts";
import type { ModelDisk } from "./disk.ts";
import type { FileSource } from "./read-section.ts";

/** Files of a library on disk; paths are real ones. */
export function diskSource(disk: ModelDisk): FileSource {
  return {
    locate: (spelled, from) =>
      disk.realPath(isAbsolute(spelled) || from === null ? spelled : join(dirname(from), spelled)),
    async read(path) {
      try {
        return textOf(await disk.read(path));
      } catch (cause) {
        throw new PdkError("PDK_FILE_MISSING", `cannot be read: ${(cause as Error).message}`, {
          at: [path],
          hint: "Give a model library, a text file.",
          cause,
        });
      }
    },
  };
}

/** Files inside the engine; paths are their names. */
export function embeddedSource(read: (name: string) => Promise<string>): FileSource {
  return {
    locate: async (spelled) => (builtInFiles.includes(spelled) ? spelled : null),
    read: async (name) => withScale(await read(name)),
  };
}

/**
 * The engine's copy of the SKY130 models has their `.option scale=1.0u` commented out, and its mismatch formulas count in microns all the
 * same: in metres they give thresholds of kilovolts. The option is put back, and sizes are in microns as the foundry wrote them.
 */
function withScale(text: string): string {
  return text.replace(/^\*(?=\.option scale=)/m, "");
}

/** Comments may hold names and signs: there, and only there, `?` stands for what is not ASCII. */
function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .replace(/\r\n?/g, "\n");
  if (!/[^\t\n\x20-\x7e]/.test(text)) return text;
  return text.replace(/^[ \t]*\*.*$/gm, (comment) => comment.replace(/[^\t\x20-\x7e]/g, "?"));
}
