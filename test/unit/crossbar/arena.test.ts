import { describe, expect, it } from "vitest";
import { clear, createArena } from "../../../src/crossbar/mesh/arena.ts";

describe("working memory of the solver", () => {
  it("grows with what it holds, and gives zeros", () => {
    const arena = createArena(4);
    arena.data.fill(1);
    const before = arena.data.length;
    clear(arena, before - 2, 10);
    expect(arena.data.length).toBeGreaterThanOrEqual(before + 8);
    expect(arena.data[before - 3]).toBe(1);
    expect([...arena.data.subarray(before - 2, before + 8)]).toEqual(Array(10).fill(0));
  });

  it("says how much it would need where there is not that much", () => {
    expect(() => clear(createArena(4), 0, 1e15)).toThrow(/CROSSBAR_MEMORY.*8000000000 MB/);
  });
});
