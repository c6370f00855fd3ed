import { z } from "zod";
import { runSchema } from "./run.ts";

/** JSON Schema (draft 2020-12) of what a user may write, for editors. */
export function runJsonSchema(): object {
  return z.toJSONSchema(runSchema, { io: "input", unrepresentable: "any" });
}
