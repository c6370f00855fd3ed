import { expect, it } from "vitest";
import { withGuard } from "../../../src/lvs/index.ts";

it("a guard of two equal devices stands at the end of every subcircuit, tied to nothing else", () => {
  const text = ".subckt a p\nXM1 p p p p n\n.ends a\n.SUBCKT b q\n.ENDS\n";
  const guard =
    "XG1 memspice_guard_a memspice_guard_b memspice_guard\nXG2 memspice_guard_b memspice_guard_a memspice_guard\n";
  expect(withGuard(text)).toBe(`.subckt a p\nXM1 p p p p n\n${guard}.ends a\n.SUBCKT b q\n${guard}.ENDS\n`);
});
