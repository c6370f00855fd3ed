import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { throwIfCancelled } from "../foundation/index.ts";

/** Lines are handed to the stream in pieces of about this many characters: one by one they would take ten times as long. */
const pieceLength = 1 << 18;

/**
 * Writes lines to a new file as fast as the disk takes them, and no faster: a piece is made when the last one has gone.
 *
 * @returns SHA-256 of the text
 * @throws CANCELLED; Error of the file system
 */
export async function writeLines(
  path: string,
  lines: Iterable<string>,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash("sha256");
  function* pieces() {
    let piece = "";
    for (const line of lines) {
      piece += `${line}\n`;
      if (piece.length < pieceLength) continue;
      throwIfCancelled(signal, [path]);
      hash.update(piece);
      yield piece;
      piece = "";
    }
    hash.update(piece);
    yield piece;
  }
  await pipeline(Readable.from(pieces(), { highWaterMark: 1 }), createWriteStream(path));
  return hash.digest("hex");
}
