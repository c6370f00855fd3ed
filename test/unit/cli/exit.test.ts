import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../../src/cli/exit.ts";

const codeFor = (code: string) => exitCodeOf({ code, at: "", message: "", hint: "" });

describe("the exit code", () => {
  it.each([
    ["SPEC_VALUE", 2],
    ["CLI_USAGE", 2],
    ["DATASET_ALTERED", 2],
    ["OUTPUT_NOT_WRITABLE", 2],
    ["DECK_FILE_OUTSIDE", 2],
    ["ENGINE_SYNTAX", 2],
    ["ENGINE_FLOATING_NODE", 2],
    ["NETWORK_FILE_TRUNCATED", 2],
    ["CROSSBAR_WINDOW", 2],
    ["CROSSBAR_STUCK_MAP", 2],
    ["STUCK_MAP", 2],
    ["CROSSCHECK_TILE", 2],
    ["MEASUREMENT_NO_RESPONSE", 2],
    ["NETLIST_LAYOUT_DEVICE", 2],
    ["NETLIST_NAME_DUPLICATE", 2],
    ["NETLIST_EXTRACTED_PORTS", 2],
    ["TILE_UNKNOWN", 2],
    ["LVS_TOOL_MISSING", 2],
    ["NETLIST_SCHEMATIC_SIZE", 2],
    ["LVS_TIMEOUT", 3],
    ["CANCELLED", 130],
    ["ENGINE_NO_CONVERGENCE", 3],
    ["ENGINE_TIMEOUT", 3],
    ["ENGINE_RAW_FILE", 3],
    ["MEASUREMENT_STATE_RANGE", 3],
    ["NETWORK_DIVERGED", 3],
    ["CROSSBAR_CONDUCTANCE", 3],
    ["UNEXPECTED", 3],
  ])("of %s is %d: wrong input is not the same as a point that failed", (code, expected) => {
    expect(codeFor(code)).toBe(expected);
  });
});
