import { MemspiceError } from "../../../foundation/index.ts";
import { SpecError } from "../../error.ts";
import { parseTable } from "./parse-csv.ts";

/** Text of a file that a spec names; throws where it cannot be read. */
export type ReadFile = (path: string) => string;

type Written = Readonly<Record<string, unknown>>;

/**
 * What a user wrote, with the curves of `device.file` in the place of its name, where the device is a table.
 *
 * @throws SpecError SPEC_TABLE (what is in the file), SPEC_TABLE_FILE (it cannot be read, or curves are there too)
 */
export function withTable(written: unknown, read: ReadFile | undefined): unknown {
  if (!isMapping(written) || !isMapping(written.device)) return written;
  const { file, ...device } = written.device;
  if (device.model !== "table" || typeof file !== "string") return written;
  if (device.curves !== undefined) {
    throw new SpecError("SPEC_TABLE_FILE", "both file and curves are given", {
      at: ["device", "file"],
      hint: "Name the file, or write the curves out; not both.",
    });
  }
  return { ...written, device: { ...device, source: file, curves: parseTable(textOf(file, read), file) } };
}

function textOf(file: string, read: ReadFile | undefined): string {
  try {
    if (read === undefined) throw new Error("no files are read here");
    return read(file);
  } catch (cause) {
    if (cause instanceof MemspiceError) throw cause;
    throw new SpecError("SPEC_TABLE_FILE", `cannot read ${file}: ${(cause as Error).message}`, {
      at: ["device", "file"],
      hint: "The path is relative to the spec file; without one, to the folder you stand in.",
      cause,
    });
  }
}

function isMapping(value: unknown): value is Written {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
