import { z } from "zod";
import { runSchema } from "./run.ts";
import { sizingSchema } from "./sizing.ts";

/** JSON Schema (draft 2020-12) of what a user may write in a run spec, for editors. */
export function runJsonSchema(): object {
  return z.toJSONSchema(runSchema, { io: "input", unrepresentable: "any" });
}

/** JSON Schema (draft 2020-12) of what a user may write in a sizing table, for editors. */
export function sizingJsonSchema(): object {
  return z.toJSONSchema(sizingSchema, { io: "input", unrepresentable: "any" });
}
