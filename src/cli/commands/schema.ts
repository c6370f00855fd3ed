import { manifestJsonSchema, runJsonSchema, sizingJsonSchema } from "../../spec/index.ts";
import { type Context, checkFlags } from "../context.ts";
import { exit } from "../exit.ts";

const schemas = { run: runJsonSchema, sizing: sizingJsonSchema, manifest: manifestJsonSchema } as const;

export type SchemaKind = keyof typeof schemas;

/** `memspice schema [run|sizing|manifest]`: the JSON Schema of a file that is read or written, the same with and without --json. */
export async function schema(context: Context, kind: SchemaKind): Promise<number> {
  checkFlags(context.flags);
  const document = schemas[kind]();
  if (context.flags.json) context.json(document);
  else context.say(JSON.stringify(document, null, 2));
  return exit.ok;
}
