import type { z } from "zod";
import { SpecError } from "./error.ts";

/** One thing that is wrong in a file. */
export interface Fault {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly problem: string;
  readonly hint: string;
}

type Issue = z.core.$ZodIssue;
interface Kind {
  readonly known: (path: readonly PropertyKey[]) => readonly string[];
  readonly fields: string;
}

/** What the schema found wrong, in words. */
export function faultsOf(issues: readonly Issue[], kind: Kind): Fault[] {
  return flatten(issues).map((issue) => describe(issue, kind));
}

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

function describe(issue: Issue, { known: keysOf, fields }: Kind): Fault {
  if (issue.code === "unrecognized_keys") {
    const known = keysOf(issue.path);
    return {
      code: "SPEC_UNKNOWN_KEY",
      path: [...issue.path, issue.keys[0] as string],
      problem: `unknown key${issue.keys.length > 1 ? "s" : ""} ${issue.keys.join(", ")}`,
      hint: `Known here: ${known.length > 0 ? known.join(", ") : "none"}.`,
    };
  }
  const value = { code: "SPEC_VALUE", path: issue.path };
  if (issue.code === "custom") {
    const { hint } = (issue.params ?? {}) as { hint?: string };
    return { ...value, problem: issue.message, hint: hint ?? fields };
  }
  const problem = issue.message.replace(/^Invalid (input|option): /, "");
  return { ...value, problem: `${problem}${received(issue)}`, hint: fields };
}

/** What was written, where it is short enough to help; zod says `undefined` and `NaN` itself. */
function received({ input, message }: Issue): string {
  if (input === undefined || (input !== null && typeof input === "object")) return "";
  const text = typeof input === "string" ? JSON.stringify(input) : String(input);
  return message.endsWith(`received ${text}`) ? "" : `, got ${text}`;
}

/** One fault with its own place and hint, or several in one error. */
export function toSpecError(
  faults: readonly Fault[],
  { file, place, fields }: { file: string; place: (fault: Fault) => string[]; fields: string },
): SpecError {
  const [first] = faults;
  if (faults.length === 1 && first !== undefined) {
    return new SpecError(first.code, first.problem, { at: place(first), hint: first.hint });
  }
  const listed = faults.map((fault) => `\n  ${place(fault).join(" / ")}: ${fault.problem}`).join("");
  return new SpecError("SPEC_INVALID", `${faults.length} faults${listed}`, { at: [file], hint: fields });
}
