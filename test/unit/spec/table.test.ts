import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { emitRunSpec, emitTable, exampleCurves, parseRunSpec, parseTable } from "../../../src/spec/index.ts";

const heading = "voltage_V,width_s,pulse,conductance_S";
const rows = ["1.2,1e-6,0,1e-6", "1.2,1e-6,1,2e-6", "1.2,1e-6,2,4e-6", "-1,1e-6,0,4e-6", "-1,1e-6,1,3e-6"];
const good = [heading, ...rows].join("\n");
const withRow = (n: number, ...row: string[]) => [heading, ...rows.toSpliced(n, 1, ...row)].join("\n");

describe("a table of measured conductances", () => {
  it("is a curve for every voltage: columns in any order, comments and empty lines left out", () => {
    const expected = [
      { voltage: 1.2, width: 1e-6, conductance: [1e-6, 2e-6, 4e-6] },
      { voltage: -1, width: 1e-6, conductance: [4e-6, 3e-6] },
    ];
    expect(parseTable(good, "a.csv")).toEqual(expected);
    const turned = good
      .split("\n")
      .map((line) => line.split(",").reverse().join(" , "))
      .join("\r\n");
    expect(parseTable(`# sample 7\r\n\r\n${turned}\r\n`, "a.csv")).toEqual(expected);
    expect(parseTable(emitTable(expected), "a.csv")).toEqual(expected);
  });

  it("of the example is models/table/example.csv", () => {
    const file = new URL("../../../models/table/example.csv", import.meta.url);
    expect(parseTable(readFileSync(file, "utf8"), "example.csv")).toEqual(exampleCurves);
  });

  it.each([
    ["an empty file", "", ["t.csv"], "empty"],
    ["nothing but comments", "# later\n", ["t.csv"], "empty"],
    [
      "a column in another unit",
      good.replace("conductance_S", "conductance_uS"),
      ["t.csv:1", "conductance_uS"],
      "another unit than conductance_S",
    ],
    ["an unknown column", good.replace("pulse", "number"), ["t.csv:1", "number"], 'no column "number"'],
    ["a missing column", good.replaceAll(/,[^,\n]*$/gm, ""), ["t.csv:1"], "no column conductance_S"],
    ["a column that stands twice", good.replace("width_s", "pulse"), ["t.csv:1"], "column width_s"],
    ["a short row", withRow(1, "1.2,1e-6,1"), ["t.csv:3"], "3 values"],
    [
      "a number with a unit",
      withRow(1, "1.2,1e-6,1,2 uS"),
      ["t.csv:3", "conductance_S"],
      '"2 uS" is not a number',
    ],
    ["an empty cell", withRow(1, "1.2,1e-6,1,"), ["t.csv:3", "conductance_S"], '"" is not a number'],
    [
      "an unknown direction",
      withRow(0, "set,1e-6,0,1e-6"),
      ["t.csv:2", "voltage_V"],
      '"set" is not a number',
    ],
    ["a pulse without direction", good.replaceAll("\n-1,", "\n0,"), ["t.csv:5", "voltage_V"], "no direction"],
    ["a gap", withRow(1), ["t.csv:3", "pulse"], "pulse 2 at 1.2 V, expected pulse 1"],
    ["a pulse that stands twice", withRow(1, "1.2,1e-6,0,2e-6"), ["t.csv:3", "pulse"], "expected pulse 1"],
    ["two widths in a train", withRow(2, "1.2,2e-6,2,4e-6"), ["t.csv:4", "width_s"], "a curve of 0.000001 s"],
    ["no width", good.replaceAll("1e-6,", "0,"), ["t.csv:2", "width_s"], "0 s"],
    [
      "a conductance that falls on the way up",
      withRow(2, "1.2,1e-6,2,1.5e-6"),
      ["t.csv:4", "conductance_S"],
      "to rise with every pulse",
    ],
    [
      "a conductance that stays",
      withRow(2, "1.2,1e-6,2,2e-6"),
      ["t.csv:4", "conductance_S"],
      "to rise with every pulse",
    ],
    [
      "a conductance that rises on the way down",
      withRow(4, "-1,1e-6,1,5e-6"),
      ["t.csv:6", "conductance_S"],
      "to fall with every pulse",
    ],
    ["a conductance of zero", withRow(0, "1.2,1e-6,0,0"), ["t.csv:2", "conductance_S"], "more than 0"],
    ["a negative conductance", withRow(4, "-1,1e-6,1,-3e-6"), ["t.csv:6", "conductance_S"], "more than 0"],
    ["one point", withRow(4), ["t.csv:5", "conductance_S"], "no curve"],
    [
      "more pulses than SPICE takes",
      emitTable([
        { voltage: 1, width: 1e-6, conductance: Array.from({ length: 502 }, (_, n) => 1e-6 + n * 1e-9) },
      ]),
      ["t.csv:503", "conductance_S"],
      "more than 500 pulses at 1 V",
    ],
    ["no way down", [heading, ...rows.slice(0, 3)].join("\n"), ["t.csv"], "negative voltage"],
    ["no way up", [heading, ...rows.slice(3)].join("\n"), ["t.csv"], "positive voltage"],
  ])("with %s is refused, with its place and a hint", (_, text, at, words) => {
    const fault = expect.objectContaining({ code: "SPEC_TABLE", at, hint: expect.stringMatching(/.{20}/) });
    expect(() => parseTable(text, "t.csv")).toThrow(fault);
    expect(() => parseTable(text, "t.csv")).toThrow(words);
  });
});

describe("a table device of a run spec", () => {
  const read = (path: string) => {
    if (path !== "./mine.csv") throw new Error(`no ${path}`);
    return good;
  };
  const spec = parseRunSpec("device: { model: table, file: ./mine.csv, speed: 2 }", { read });

  it("is the curves of its file, with a bench of its own pulses", () => {
    expect(spec.device).toMatchObject({ model: "table", source: "./mine.csv", speed: 2, scale: 1 });
    expect(spec.device).not.toHaveProperty("file");
    expect(spec.characterization.pulses).toMatchObject({ vSet: 1.2, vReset: -1, width: 1e-6, count: 2 });
    expect(spec.mapping.window).toEqual({ gMin: 1.15e-6, gMax: 3.7e-6 });
  });

  it("stands complete in the spec that a result keeps: no file is needed to read it again", () => {
    expect(parseRunSpec(emitRunSpec(spec))).toEqual(spec);
  });

  it.each([
    ["device: { model: table, file: ./other.csv }", "SPEC_TABLE_FILE", "no ./other.csv"],
    ["device: { model: table, file: ./mine.csv, curves: [] }", "SPEC_TABLE_FILE", "both file and curves"],
    ["device: { model: table, curves: [] }", "SPEC_VALUE", "no curve of a positive voltage"],
    ["device: { model: table, file: 3 }", "SPEC_VALUE", "string"],
    ["device: { model: table, speed: 1e9 }", "SPEC_VALUE", "above the most allowed"],
    [
      "device: { model: table, curves: [{ voltage: 1, width: 1e-6, conductance: [2e-6, 1e-6] }] }",
      "SPEC_VALUE",
      "rise",
    ],
    [
      "device: { model: table, curves: [{ voltage: 1, width: 1e-6, conductance: [1e-6, 2e-6] }, { voltage: 1, width: 2e-6, conductance: [1e-6, 3e-6] }] }",
      "SPEC_VALUE",
      "two curves of 1 V",
    ],
  ])("%s is %s", (yaml, code, words) => {
    expect(() => parseRunSpec(yaml, { read })).toThrow(expect.objectContaining({ code }));
    expect(() => parseRunSpec(yaml, { read })).toThrow(words);
  });

  it("is not read where nobody may read files", () => {
    const refused = expect.objectContaining({ code: "SPEC_TABLE_FILE", at: ["device", "file"] });
    expect(() => parseRunSpec("device: { model: table, file: ./mine.csv }")).toThrow(refused);
  });

  it.each(["vSet: 1.3", "vSet: 1", "vReset: -2"])("is not pulsed where nobody measured it: %s", (pulse) => {
    const yaml = `device: { model: table, file: ./mine.csv }\ncharacterization: { pulses: { ${pulse} } }`;
    expect(() => parseRunSpec(yaml, { read })).toThrow(/outside the measured/);
  });
});
