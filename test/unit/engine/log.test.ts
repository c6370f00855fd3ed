import { describe, expect, test } from "vitest";
import { classifyLine, readLog } from "../../../src/engine/log.ts";

describe("a line of the log", () => {
  test.each([
    ["Error: Could not find include file nosuch.inc", "fatal", "ENGINE_MISSING_FILE"],
    ["ERROR, library file a.lib, section definition tt not found", "fatal", "ENGINE_MISSING_FILE"],
    ["Error: unknown subckt: x1 a 0 nosuch", "fatal", "ENGINE_SYNTAX"],
    ["Undefined parameter [foo]", "fatal", "ENGINE_SYNTAX"],
    ["Cannot compute substitute", "fatal", "ENGINE_SYNTAX"],
    ["Warning: 'r1 a' is not a valid resistor instance line, ignored!", "fatal", "ENGINE_SYNTAX"],
    ["unknown device type - error", "fatal", "ENGINE_SYNTAX"],
    ["unimplemented dot command '.nosuch'", "fatal", "ENGINE_SYNTAX"],
    ["unimplemented control card - error", "fatal", "ENGINE_SYNTAX"],
    ["unknown parameter (inf)", "fatal", "ENGINE_SYNTAX"],
    ["device already exists, bail out", "fatal", "ENGINE_SYNTAX"],
    ["Not enough parameters", "fatal", "ENGINE_SYNTAX"],
    ["could not find a valid modelname", "fatal", "ENGINE_NO_MODEL_BIN"],
    ["Fatal error: Detected during BSIM4.8.2 parameter checking for", "fatal", "ENGINE_MODEL_PARAMETER"],
    [
      "Error: no data saved for D.C. Operating point analysis; analysis not run",
      "fatal",
      "ENGINE_MISSING_PROBE",
    ],
    ["Warning: unrecognized variable - @r1[nosuch]", "fatal", "ENGINE_MISSING_PROBE"],
    ["RuntimeError: memory access out of bounds", "fatal", "ENGINE_CRASHED"],
    ["ERROR: fatal error in ngspice, exit(1)", "fatal", null],
    ["Error: circuit not parsed.", "fatal", null],
    [
      'doAnalyses: TRAN:  Timestep too small; time = 1e-07, timestep = 1.25e-20: trouble with node "c"',
      "noConvergence",
      null,
    ],
    ["run simulation(s) aborted", "noConvergence", null],
    ["DC solution failed -", "noConvergence", null],
    ["doAnalyses: not found", "note", null],
    ["Warning: Value of resistor r1 is too small, set to 1.000000e-12", "warning", null],
    ["unrecognized parameter (foo) - ignored", "warning", null],
    ["Warning: can't find the initialization file spinit.", "note", null],
    ["Warning: Dynamic gmin stepping failed", "note", null],
    ["Error: -1 out of range for sqrt", "note", null],
    ["Note: No compatibility mode selected!", "note", null],
    ["Using KLU as Direct Linear Solver", "note", null],
  ])("%s: %s %s", (line, kind, code) => {
    expect(classifyLine(line)).toEqual({ kind, code });
  });
});

describe("a log", () => {
  test("names the line with a code before those that only follow from it", () => {
    const log =
      "Error: circuit not parsed.\n\nError: unknown subckt: x1\nERROR: fatal error in ngspice, exit(1)";
    expect(readLog(log).fatal).toMatchObject({ code: "ENGINE_SYNTAX", line: "Error: unknown subckt: x1" });
  });

  test("names every singular node once, and how the operating point was found", () => {
    const singular = "Warning: singular matrix:  check node b\n";
    const report = readLog(
      `${singular}${singular}Warning: singular matrix:  check node c\nNote: Transient op finished successfully`,
    );
    expect(report.singular).toEqual(["b", "c"]);
    expect(report).toMatchObject({ rescuedByTransient: true, dcFailed: false, fatal: null });
  });

  test("proves which solver ran", () => {
    expect(readLog("Using KLU as Direct Linear Solver").klu).toBe(true);
    expect(readLog("Using SPARSE 1.3 as Direct Linear Solver").klu).toBe(false);
  });

  test("joins what a warning is about, and keeps each warning once", () => {
    const line = "Warning: Model issue on line 5 :\n  .model dd d(foo=2) ...\n";
    expect(readLog(`${line}${line}`).warnings).toEqual([
      "Warning: Model issue on line 5 : .model dd d(foo=2) ...",
    ]);
  });
});
