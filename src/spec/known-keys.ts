import { z } from "zod";

/** The parts of a JSON schema that say which keys are allowed. */
interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly allOf?: readonly Node[];
}

/** Keys that a user may write in the mapping at `path`, in the schema's order; of all branches where there are several. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node;
  const nodes = path.reduce<Node[]>((here, key) => here.flatMap((node) => step(node, key)), branches(root));
  return [...new Set(nodes.flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

function step({ properties, additionalProperties, items }: Node, key: PropertyKey): Node[] {
  const next = typeof key === "number" ? items : (properties?.[String(key)] ?? additionalProperties);
  return typeof next === "object" ? branches(next) : [];
}

function branches(node: Node): Node[] {
  const inner = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return [node, ...inner.flatMap(branches)];
}
