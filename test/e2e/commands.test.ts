import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { memspice, scratch } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());

describe("memspice doctor", () => {
  it("tries every part and finds those that the main job needs", async () => {
    const { exitCode, stdout } = await memspice(place.folder, ["doctor", "--json"]);
    const { status, findings } = JSON.parse(stdout) as {
      status: string;
      findings: { name: string; status: string; required: boolean; detail: string }[];
    };
    expect([exitCode, status]).toEqual([0, "ok"]);
    for (const { name, required, status: found } of findings) if (required) expect(found, name).toBe("ok");
    expect(findings.find(({ name }) => name === "engine wasm")?.detail).toContain("45.2");
  });
});

describe("memspice schema", () => {
  it("prints the same JSON Schema with and without --json", async () => {
    const plain = await memspice(place.folder, ["schema"]);
    const json = await memspice(place.folder, ["schema", "--json"]);
    expect(JSON.parse(plain.stdout)).toEqual(JSON.parse(json.stdout));
    expect(JSON.parse(plain.stdout).properties).toHaveProperty("array");
  });
});

describe("memspice characterize memristor", () => {
  it("gives loop, pulse response and read disturb, as JSON and as a report", async () => {
    const few = ["--set", "characterization.pulses.count=130", "--set", "characterization.pulses.width=8m"];
    const { exitCode, stdout } = await memspice(place.folder, [
      "characterize",
      "memristor",
      ...few,
      "--out",
      "m",
      "--json",
    ]);
    expect(exitCode).toBe(0);
    const result = JSON.parse(stdout);
    expect(result.hysteresis.pinch).toBeLessThan(1e-6);
    expect(result.pulses.potentiation).toHaveLength(131);
    expect(result.pulses.potentiation[0]).toBeCloseTo(1 / 16e3, 8);
    expect(result.readDisturb.relativeChange).toBeGreaterThan(0);
    expect(readFileSync(place.path("m", "report.html"), "utf8")).toContain("<svg");
    expect(existsSync(place.path("m", "hysteresis.csv"))).toBe(true);
  });
});

describe("memspice characterize memristor, of a device that the array's window does not suit,", () => {
  it.each([
    ["because the pulses reach none of it", ["--set", "device.rOff=100k"]],
    ["because the device does not", ["--set", "device.rOn=5k"]],
  ])("%s, shows what there is, with a warning", async (_why, change) => {
    const few = ["--set", "characterization.pulses.count=65", "--set", "characterization.pulses.width=16m"];
    const args = ["characterize", "memristor", ...few, ...change, "--out", "u", "--json"];
    const { exitCode, stdout } = await memspice(place.folder, args);
    expect([exitCode, JSON.parse(stdout).warnings[0]?.code]).toEqual([0, "WINDOW_UNSUITED"]);
  });
});

describe("memspice simulate", () => {
  it("writes its vectors as CSV where --out says", async () => {
    writeFileSync(
      place.path("rc.sp"),
      "rc\nv1 in 0 dc 0 ac 1\nr1 in out 1k\nc1 out 0 1n\n.ac dec 2 1k 1meg\n.end\n",
    );
    const { exitCode, stdout } = await memspice(place.folder, ["simulate", "rc.sp", "--out", "v"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("ac:");
    expect(readFileSync(place.path("v", "rc.csv"), "utf8").split(/\r?\n/)[0]).toContain("re(v(out))");
  });

  it("reads files that stand beside the deck", async () => {
    writeFileSync(place.path("cell.inc"), ".subckt half a b\nr1 a b 1k\nr2 b 0 1k\n.ends\n");
    writeFileSync(place.path("top.sp"), 'top\n.include "cell.inc"\nv1 in 0 2\nx1 in mid half\n.op\n.end\n');
    const { stdout } = await memspice(place.folder, ["simulate", "top.sp", "--json"]);
    expect(JSON.parse(stdout).vectors["v(mid)"][0]).toBeCloseTo(1, 9);
  });

  it("takes one section of a library whose sections include files of their own", async () => {
    writeFileSync(
      place.path("corners.lib"),
      ".lib tt\n.include r_tt.inc\n.endl\n.lib ff\n.include r_ff.inc\n.endl\n",
    );
    writeFileSync(place.path("r_tt.inc"), ".param rload=1k\n");
    writeFileSync(place.path("r_ff.inc"), ".param rload=3k\n");
    const deck = (corner: string) =>
      `t\n.lib corners.lib ${corner}\nv1 a 0 1\nr1 a b 1k\nr2 b 0 {rload}\n.op\n.end\n`;
    for (const [corner, volts] of [
      ["tt", 0.5],
      ["ff", 0.75],
    ] as const) {
      writeFileSync(place.path("corner.sp"), deck(corner));
      const { stdout } = await memspice(place.folder, ["simulate", "corner.sp", "--json"]);
      expect(JSON.parse(stdout).vectors["v(b)"][0]).toBeCloseTo(volts, 9);
    }
  });

  it("keeps native ngspice from running the commands of a deck, unless it is trusted", async () => {
    writeFileSync(
      place.path("shell.sp"),
      "t\nv1 a 0 1\nr1 a 0 1\n.control\nshell touch was-here\n.endc\n.op\n.end\n",
    );
    const { exitCode, stdout } = await memspice(place.folder, [
      "simulate",
      "shell.sp",
      "--engine",
      "native",
      "--json",
    ]);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout).error.code).toMatch(/ENGINE_DECK_UNTRUSTED|ENGINE_NATIVE_MISSING/);
    expect(existsSync(place.path("was-here"))).toBe(false);
  });
});
