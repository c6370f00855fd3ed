import { expect, it } from "vitest";
import type { Environment } from "../../../src/pipeline/environment.ts";
import { networkNetlists } from "../../../src/pipeline/index.ts";
import { parseRunSpec } from "../../../src/spec/index.ts";

it("refuses schematics of tiles before anything is trained", async () => {
  const request = {
    formats: ["xschem"],
    cells: [],
    tiles: ["hidden_pos_r0_c0"],
    layers: [],
    globals: false,
  } as const;
  const untouched = { environment: {} as Environment, control: {} };
  await expect(networkNetlists(parseRunSpec("", { file: "run" }), request, untouched)).rejects.toMatchObject({
    code: "NETLIST_SCHEMATIC_ARRAY",
    at: ["hidden_pos_r0_c0"],
  });
});
