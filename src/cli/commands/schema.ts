import { runJsonSchema, sizingJsonSchema } from "../../spec/index.ts";
import { type Context, checkFlags } from "../context.ts";
import { exit } from "../exit.ts";

/** `memspice schema [run|sizing]`: the JSON Schema of the run spec or of a sizing table, the same with and without --json. */
export async function schema(context: Context, kind: "run" | "sizing"): Promise<number> {
  checkFlags(context.flags);
  const document = kind === "run" ? runJsonSchema() : sizingJsonSchema();
  if (context.flags.json) context.json(document);
  else context.say(JSON.stringify(document, null, 2));
  return exit.ok;
}
