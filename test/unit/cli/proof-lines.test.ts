import { describe, expect, it } from "vitest";
import { proofLines } from "../../../src/cli/commands/verify-netlists.ts";

const comparison = (cell: string, status: "ok" | "failed" = "ok") => ({
  ...{ cell, between: ["sim", "lvs"] as const, status, devices: 9, nets: 5, seconds: 1 },
  first: { devices: 10, nets: 5 },
  differences: status === "ok" ? [] : [{ kind: "net", message: "net a differs" } as never],
});

describe("the lines of a proof, quietly", () => {
  it("are one for each layer and cell that is equal, and all of what differs", () => {
    const proof = {
      ...{ status: "failed" as const, netgen: "1.5", setup: "memspice" },
      comparisons: [
        comparison("hidden_pos_r0_c0"),
        comparison("hidden_neg_r12_c1"),
        comparison("hidden"),
        comparison("cell_1t1r"),
        comparison("output_pos_r0_c0", "failed"),
      ],
    };
    expect(proofLines(proof, { quiet: true })).toEqual([
      "equal     hidden: 3 comparisons",
      "equal     cell_1t1r: 1 comparison",
      "DIFFERENT output_pos_r0_c0: sim and lvs, 10 and 9 devices, 5 nets",
      "          net a differs",
      "compared by netgen 1.5, set up by memspice",
    ]);
    expect(proofLines(proof)).toHaveLength(7);
  });
});
