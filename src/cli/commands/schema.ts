import { runJsonSchema } from "../../spec/index.ts";
import { type Context, checkFlags } from "../context.ts";
import { exit } from "../exit.ts";

/** `memspice schema`: the JSON Schema of the run spec, the same with and without --json. */
export async function schema(context: Context): Promise<number> {
  checkFlags(context.flags);
  const document = runJsonSchema();
  if (context.flags.json) context.json(document);
  else context.say(JSON.stringify(document, null, 2));
  return exit.ok;
}
