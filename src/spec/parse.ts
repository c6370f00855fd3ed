import { isMap, LineCounter, parse, parseDocument, stringify } from "yaml";
import type { z } from "zod";
import { SpecError } from "./error.ts";
import { knownDeviceKeys, withModelDefaults } from "./model-defaults.ts";
import { type RunSpec, runSchema } from "./run.ts";

export interface ParseOptions {
  /** Name of the file, for messages. */
  readonly file?: string;
  /** `path=value` pairs that replace single fields; the value is YAML: `array.tile=[32,32]`. */
  readonly overrides?: readonly string[];
}

/**
 * The complete run spec from YAML text (empty text: all defaults), with every default filled in.
 *
 * @throws SpecError with all faults at once, each with its path, line and what is allowed
 */
export function parseRunSpec(text: string, { file = "spec", overrides = [] }: ParseOptions = {}): RunSpec {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const fault = document.errors[0];
  if (fault) {
    const line = fault.linePos?.[0].line;
    throw new SpecError("SPEC_SYNTAX", fault.message.split("\n")[0] as string, {
      at: [line === undefined ? file : `${file}:${line}`],
      hint: "A spec is a YAML mapping, as in examples/mnist.yaml.",
      cause: fault,
    });
  }
  if (document.contents !== null && !isMap(document.contents)) {
    throw new SpecError("SPEC_SYNTAX", "the file is not a YAML mapping", {
      at: [file],
      hint: "A spec starts with `memspice: 1` and has one key a line, as in examples/mnist.yaml.",
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
  for (const override of overrides) {
    const { path, value } = parseOverride(override);
    try {
      document.setIn(path, value);
    } catch (cause) {
      throw new SpecError("SPEC_OVERRIDE", `"${override}" goes through a field that is not a mapping`, {
        at: ["--set"],
        hint: "Name fields by their full path, as in --set array.tile=[32,32].",
        cause,
      });
    }
  }
  const written = (document.toJS() as unknown) ?? {};
  const parsed = runSchema.safeParse(withModelDefaults(written));
  if (parsed.success) return parsed.data;
  const known = (path: readonly PropertyKey[]) => knownDeviceKeys(path, written) ?? knownKeys(path);
  throw toSpecError(flatten(parsed.error.issues), { file, lineOf, known });
}

function parseOverride(override: string): { path: string[]; value: unknown } {
  const at = override.indexOf("=");
  if (at <= 0) {
    throw new SpecError("SPEC_OVERRIDE", `"${override}" is not of the form path=value`, {
      at: ["--set"],
      hint: "For example --set array.tile=[32,32] or --set network.epochs=2.",
    });
  }
  try {
    return { path: override.slice(0, at).split("."), value: parse(override.slice(at + 1)) };
  } catch (cause) {
    throw new SpecError("SPEC_OVERRIDE", `the value of "${override}" is not YAML`, { at: ["--set"], cause });
  }
}

type Issue = z.core.$ZodIssue;

/** A failed union is shown by the faults of the branch that came nearest: the one without unknown keys. */
function flatten(issues: readonly Issue[], parent: readonly PropertyKey[] = []): Issue[] {
  return issues.flatMap((issue) => {
    const path = [...parent, ...issue.path];
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return [{ ...issue, path }];
    const strangeness = (branch: readonly Issue[]) =>
      branch.filter(
        ({ code, path }) => code === "unrecognized_keys" || (code === "invalid_type" && path.length === 0),
      ).length;
    const nearest = [...issue.errors].sort((a, b) => strangeness(a) - strangeness(b))[0] as Issue[];
    return flatten(nearest, path);
  });
}

interface Places {
  readonly file: string;
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined;
  /** Keys that a mapping may have. */
  readonly known: (path: readonly PropertyKey[]) => readonly string[];
}

function toSpecError(issues: readonly Issue[], { file, lineOf, known }: Places): SpecError {
  const faults = issues.map((issue) => {
    const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] as string] : issue.path;
    const line = lineOf(path);
    const place = [line === undefined ? file : `${file}:${line}`, ...path.map(String)];
    return { place, ...describe(issue, known) };
  });
  const [first] = faults;
  if (faults.length === 1 && first !== undefined) {
    return new SpecError(first.code, first.problem, { at: first.place, hint: first.hint });
  }
  const listed = faults.map(({ place, problem }) => `\n  ${place.join(" / ")}: ${problem}`).join("");
  return new SpecError("SPEC_INVALID", `${faults.length} faults${listed}`, {
    at: [file],
    hint: "`memspice schema` prints all fields with their ranges.",
  });
}

function describe(issue: Issue, known: Places["known"]): { code: string; problem: string; hint: string } {
  if (issue.code === "unrecognized_keys") {
    const keys = known(issue.path).join(", ") || "none";
    return {
      code: "SPEC_UNKNOWN_KEY",
      problem: `unknown key${issue.keys.length > 1 ? "s" : ""} ${issue.keys.join(", ")}`,
      hint: `Known here: ${keys}.`,
    };
  }
  const received =
    "input" in issue && issue.input !== undefined ? `, got ${JSON.stringify(issue.input)}` : "";
  const hint = issue.code === "custom" ? (issue.params as { hint?: string } | undefined)?.hint : undefined;
  return {
    code: "SPEC_VALUE",
    problem:
      issue.code === "custom" ? issue.message : `${issue.message.replace(/^Invalid input: /, "")}${received}`,
    hint: hint ?? "`memspice schema` prints all fields with their ranges.",
  };
}

function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const start: unknown = runSchema.parse({});
  const here = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], start);
  return here !== null && typeof here === "object" ? Object.keys(here) : [];
}

/** The spec as YAML that parses to the same spec again. */
export function emitRunSpec(spec: RunSpec): string {
  return stringify(spec);
}
