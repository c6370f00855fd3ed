import { describe, expect, it } from "vitest";
import { readResult } from "../../../src/lvs/index.ts";

const equal = {
  name: ["neuron", "neuron"],
  devices: [
    [
      ["n", 2],
      ["memspice_ring", 2],
    ],
    [
      ["n", 2],
      ["memspice_ring", 2],
    ],
  ],
  ...{ nets: [6, 6], badnets: [], badelements: [] },
  pins: [
    ["vdd", "OUT"],
    ["vdd", "out"],
  ],
};
const log = (verdict: string) => `Netgen 1.5.133\nResult: ${verdict}\nLVS Done.\n`;
const match = log("Circuits match uniquely.");
const read = (cell: object, text = match) => readResult(text, JSON.stringify([cell]), ["sim", "lvs"]);

describe("what netgen says", () => {
  it("counts devices and nets without its marks", () => {
    expect(read(equal)).toEqual({ version: "1.5.133", devices: [2, 2], nets: [4, 4], differences: [] });
  });

  it("is not equal where it calls circuits equal and a size differs", () => {
    const properties = [
      [
        ["nM11", [["w", "1.05"]]],
        ["nM11", [["w", "1.0"]]],
      ],
    ];
    expect(read({ ...equal, properties }).differences).toEqual([
      { kind: "property", message: "neuron: XM11 (n): w is 1.05 in sim and 1 in lvs" },
    ]);
  });

  it("counts both netlists, and names the kind of which one has more, where something differs", () => {
    const [[kind, count], ...others] = equal.devices[0] as [string, number][] as [[string, number]];
    const devices = [[[kind, count + 1], ...others], equal.devices[1]];
    const badnets = [[[["mem", []]], [["mem", []]]]];
    const found = read({ ...equal, devices, badnets }, log("Netlists do not match."));
    expect(found.devices).toEqual([3, 2]);
    expect(found.differences[0]).toEqual({
      kind: "device",
      message: `neuron: ${kind}: ${count + 1} in sim, ${count} in lvs: 1 more in sim`,
    });
    expect(read({ ...equal, devices }).differences).toEqual([]);
  });

  it("names devices and nets without a partner, and not its marks", () => {
    const lone = ["(no matching instance)", [["", 0]]];
    const badelements = [
      [[lone], [["nM6", []]]],
      [[["memspice_ringG1", []]], [lone]],
    ];
    const badnets = [
      [
        [
          ["mem", []],
          ["a", []],
        ],
        [["mem", []]],
      ],
    ];
    expect(read({ ...equal, badelements, badnets }, log("Netlists do not match.")).differences).toEqual([
      { kind: "device", message: "neuron: devices do not match. sim: none; lvs: XM6 (n)" },
      { kind: "net", message: "neuron: nets do not match. sim: mem, a; lvs: mem" },
    ]);
  });

  it("lists twenty differences and counts the others", () => {
    const badnets = Array.from({ length: 30 }, (_, i) => [[[`n${i}`, []]], [[`m${i}`, []]]]);
    const { differences } = read({ ...equal, badnets }, log("Netlists do not match."));
    expect(differences).toHaveLength(21);
    expect(differences.at(-1)?.message).toBe("and 10 more differences");
  });

  it.each([
    ["it ends without a result", "Segmentation fault", "[]", "gave no result"],
    ["its file breaks off", match, '[{"name": [', "gave no result"],
    [
      "its setup is not understood",
      `Warning:  There were errors reading the setup file\n${match}`,
      JSON.stringify([equal]),
      "setup file",
    ],
    [
      "it finds a difference and names none",
      log("Netlists do not match."),
      JSON.stringify([equal]),
      "names no difference",
    ],
  ])("is an error where %s", (_what, text, json, problem) => {
    expect(() => readResult(text, json, ["sim", "lvs"])).toThrow(
      new RegExp(`LVS_RESULT at netgen: .*${problem}`),
    );
  });
});
