import { expect, it } from "vitest";
import { portOrder } from "../../../src/lvs/index.ts";

const pair = (first: string, second: string) =>
  [
    { format: "sim", text: `.subckt a ${first}\n.ends` },
    { format: "lvs", text: `* a\n.SUBCKT A ${second}\n.ends` },
  ] as const;

it("ports in another order are a difference: cards go by place", () => {
  expect(portOrder("a", pair("p q", "P\n+ Q"))).toEqual([]);
  expect(portOrder("a", pair("p q", "p r"))).toEqual([]); // said elsewhere: netgen looks for names
  expect(portOrder("a", pair("p q", "q p"))).toEqual([
    { kind: "port", message: "a: ports stand in another order: p q in sim, q p in lvs" },
  ]);
});
