import { type Document, isMap, LineCounter, parse, parseDocument } from "yaml";
import type { z } from "zod";
import { SpecError } from "./error.ts";
import { type Fault, faultsOf, toSpecError } from "./fault.ts";
import { keysAt } from "./known-keys.ts";

export interface ParseOptions {
  /** Name of the file, for messages. */
  readonly file?: string;
  /** `path=value` pairs that replace single fields; the value is YAML: `array.tile=[32,32]`. */
  readonly overrides?: readonly string[];
  /** Text of a file that the spec names, by its path there; left out: a spec that names one is refused. */
  readonly read?: (path: string) => string;
}

/** A kind of YAML file: its schema, and what a message says to someone who wrote something else. */
export interface DocumentKind<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** What such a file is, to go on after "the file is": `a YAML mapping, as in examples/mnist.yaml`. */
  readonly form: string;
  /** Where all fields are listed. */
  readonly fields: string;
  /** An override of this kind of file, for messages: `array.tile=[32,32]`. */
  readonly override: string;
  /** What was written, with defaults that depend on other fields; faults are left for the schema to find. */
  readonly complete?: (written: unknown, read: ParseOptions["read"]) => unknown;
  /** Keys that the mapping at `path` may have, where the schema alone does not say; undefined: it does. */
  readonly known?: (path: readonly PropertyKey[], written: unknown) => readonly string[] | undefined;
}

/**
 * What the schema makes of YAML text, with every default filled in.
 *
 * @throws SpecError with all faults at once, each with its path, line and what is allowed
 */
export function parseYaml<Schema extends z.ZodType>(
  kind: DocumentKind<Schema>,
  text: string,
  { file = "spec", overrides = [], read }: ParseOptions = {},
): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const syntax = document.errors[0];
  if (syntax) {
    const line = syntax.linePos?.[0].line;
    throw new SpecError("SPEC_SYNTAX", syntax.message.split("\n")[0] as string, {
      at: [line === undefined ? file : `${file}:${line}`],
      hint: `It should be ${kind.form}.`,
      cause: syntax,
    });
  }
  if (document.contents !== null && !isMap(document.contents)) {
    throw new SpecError("SPEC_SYNTAX", "the file is not a YAML mapping", {
      at: [file],
      hint: `It should be ${kind.form}: one key a line.`,
    });
  }
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      const start = (node as { range?: [number, number, number] } | undefined)?.range?.[0];
      if (start !== undefined) return lines.linePos(start).line;
    }
    return undefined;
  };
  for (const override of overrides) apply(document, override, kind.override);
  const written = (document.toJS() as unknown) ?? {};
  const completed = kind.complete?.(written, read) ?? written;
  const parsed = kind.schema.safeParse(completed, { reportInput: true });
  if (parsed.success) return parsed.data;
  const place = (fault: Fault): string[] => {
    const line = lineOf(fault.path);
    return [line === undefined ? file : `${file}:${line}`, ...fault.path.map(String)];
  };
  throw toSpecError(
    faultsOf(parsed.error.issues, {
      ...kind,
      known: (path) => kind.known?.(path, written) ?? keysAt(kind.schema, path),
    }),
    { file, place, fields: kind.fields },
  );
}

function apply(document: Document, override: string, example: string) {
  const at = override.indexOf("=");
  if (at <= 0) {
    throw new SpecError("SPEC_OVERRIDE", `"${override}" is not of the form path=value`, {
      at: ["--set"],
      hint: `For example --set ${example}.`,
    });
  }
  let value: unknown;
  try {
    value = parse(override.slice(at + 1));
  } catch (cause) {
    throw new SpecError("SPEC_OVERRIDE", `the value of "${override}" is not YAML`, { at: ["--set"], cause });
  }
  try {
    document.setIn(override.slice(0, at).split("."), document.createNode(value));
  } catch (cause) {
    throw new SpecError("SPEC_OVERRIDE", `"${override}" goes through a field that is not a mapping`, {
      at: ["--set"],
      hint: `Name fields by their full path, as in --set ${example}.`,
      cause,
    });
  }
}
