import { NetlistError } from "../error.ts";
import type { DeckDisk } from "./disk.ts";

/** Text of a deck or of a file it includes, Windows line ends and a byte order mark taken off. @throws NetlistError DECK_UNREADABLE */
export async function readText(
  disk: DeckDisk,
  path: string,
  name: string,
  hint = "Give the path of a SPICE deck, a text file.",
): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await disk.read(path);
  } catch (cause) {
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: "there is no such file",
      EISDIR: "this is a folder",
      EACCES: "it may not be read",
    };
    const { code = "", message } = cause as NodeJS.ErrnoException;
    throw new NetlistError("DECK_UNREADABLE", `cannot read ${path}: ${reasons[code] ?? message}`, {
      at: [name],
      hint,
      cause,
    });
  }
  return Buffer.from(bytes)
    .toString("latin1") // one character a byte: what is not ASCII stays visible, and is refused below
    .replace(/^\xef\xbb\xbf/, "")
    .replace(/\r\n?/g, "\n");
}

const notAscii = /[^\t\n\x20-\x7e]/;

/** @throws NetlistError DECK_NOT_ASCII with the line of the first character that is not ASCII */
export function assertAscii(text: string, name: string): void {
  const index = text.search(notAscii);
  if (index < 0) return;
  const before = text.slice(0, index).split("\n");
  const column = (before.at(-1) as string).length + 1;
  const hex = text.charCodeAt(index).toString(16).padStart(2, "0");
  throw new NetlistError("DECK_NOT_ASCII", `byte 0x${hex} in column ${column} is not ASCII text`, {
    at: [name, `line ${before.length}`],
    hint: "Write u for micro and ohm for the sign, and save the file as plain ASCII.",
  });
}

/** Model files often carry names and signs in comments: there, and only there, `?` stands for what is not ASCII. */
export function asciiComments(text: string): string {
  if (!notAscii.test(text)) return text;
  return text.replace(/^[ \t]*\*.*$/gm, (comment) => comment.replace(/[^\t\x20-\x7e]/g, "?"));
}
