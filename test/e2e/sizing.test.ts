import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { memspice, scratch } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());
/** A PDK of the machine must not take the place of the engine's own models. */
const embedded = { PDK_ROOT: "" };
const run = async (args: readonly string[]) => {
  const done = await memspice(place.folder, [...args, "--json"], embedded);
  return { ...done, document: JSON.parse(done.stdout) };
};
const set = (...overrides: readonly string[]) => overrides.flatMap((one) => ["--set", one]);
const oneLimit = "limits=[{cell: neuron, measure: spikeRate, at: {iin: 500n}, min: 1.284M, max: 1.569M}]";

interface Device {
  readonly cell: string;
  readonly name: string;
  readonly issues: readonly {
    readonly rule: string;
    readonly actual: number;
    readonly limit: number | null;
  }[];
  readonly nearest: { readonly w: number; readonly l: number; readonly m: number } | null;
}

describe("memspice check", () => {
  it("finds every device of the published table illegal, by rule, and says what to draw", async () => {
    const { exitCode, document } = await run(["check", "tirado-barron", "--out", "published"]);
    expect(exitCode).toBe(1);
    expect(document).toMatchObject({ status: "failed", process: "sky130", measurements: [] });
    const devices = document.devices as Device[];
    expect(devices).toHaveLength(15);
    const narrow = devices.filter(({ issues }) => issues.some(({ rule }) => rule === "difftap.2"));
    expect(narrow.map(({ cell, name }) => `${cell} ${name}`)).toEqual(
      ["W1", "W2", "W4", "W5", "W6", "W7", "W8"].map((name) => `neuron ${name}`),
    );
    for (const { issues, nearest } of devices) {
      expect(issues.find(({ rule }) => rule === "poly.1a")).toMatchObject({ actual: 1e-7, limit: 1.5e-7 });
      expect(issues.map(({ rule }) => rule)).toContain("embedded");
      expect(nearest?.l).toBe(1.5e-7);
    }
    const files = readdirSync(place.path("published"));
    expect(files).toEqual(
      expect.arrayContaining(["report.html", "summary.json", "spec.yaml", "devices.csv"]),
    );
    expect(JSON.parse(readFileSync(place.path("published", "summary.json"), "utf8"))).toEqual(document);
  });

  it("measures limits in SPICE, keeps the decks, and exits 0 where all hold", async () => {
    const { exitCode, document } = await run(["check", "tirado-barron-x5", ...set(oneLimit), "--out", "x5"]);
    expect(exitCode).toBe(0);
    expect(document.measurements).toHaveLength(1);
    expect(document.measurements[0]).toMatchObject({
      ...{ name: "neuron.spikeRate(iin=500nA)", unit: "Hz", status: "pass", corner: "wafer" },
      ...{ temperatureC: 27, supply: 1.8, sample: null, error: null },
    });
    // The distance of the engine's set from the foundry, as the reference has it: +4.1, +15.9, +6.5 %.
    const distance = Object.fromEntries(
      document.deviation.map((row: { device: string; relative: number }) => [row.device, row.relative]),
    );
    expect(distance.nfet_01v8).toBeCloseTo(0.041, 2);
    expect(distance.pfet_01v8).toBeCloseTo(0.159, 2);
    expect(readdirSync(place.path("x5", "netlists")).some((name) => name.endsWith(".sp"))).toBe(true);
  });

  it("exits 1 where a limit is missed, and shows the value", async () => {
    const missed = "limits=[{cell: neuron, measure: spikeRate, at: {iin: 500n}, min: 2M}]";
    const { exitCode, document } = await run([
      "check",
      "tirado-barron-x5",
      ...set(missed),
      "--out",
      "missed",
    ]);
    expect(exitCode).toBe(1);
    expect(document).toMatchObject({ status: "failed" });
    expect(document.measurements[0]).toMatchObject({ status: "fail", error: null });
    expect(document.measurements[0].value).toBeGreaterThan(1e6);
  });

  it("exits 3 where a run gives no result, and shows it as failed", async () => {
    const slow = "limits=[{cell: neuron, measure: spikeRate, at: {iin: 500n}, min: 1}]";
    const { exitCode, document } = await run([
      ...["check", "tirado-barron-x5", ...set(slow, "solver.timeout=1m"), "--out", "slow"],
    ]);
    expect(exitCode).toBe(3);
    expect(document.measurements[0]).toMatchObject({
      ...{ value: null, status: "fail", error: { code: "ENGINE_TIMEOUT" } },
    });
    const codes = document.warnings.map(({ code }: { code: string }) => code);
    expect(codes).toContain("MODELS_NOT_COMPARED");
    expect(document.deviation).toBeNull();
  });

  it("replays one mismatch sample alone, to the last digit", async () => {
    const two = await run([
      ...["check", "tirado-barron-x5", ...set(oneLimit, "mismatch.samples=2"), "--out", "two"],
    ]);
    const one = await run(["check", "tirado-barron-x5", ...set(oneLimit, "mismatch.only=1"), "--out", "one"]);
    const sampleOf = (document: { measurements: { sample: number | null; value: number }[] }) =>
      document.measurements.find(({ sample }) => sample === 1)?.value;
    expect(sampleOf(one.document)).toBeGreaterThan(0);
    expect(sampleOf(one.document)).toBe(sampleOf(two.document));
    const values = two.document.measurements.map(({ value }: { value: number }) => value);
    expect(new Set(values).size).toBe(3);
    expect(two.document.yield).toMatchObject([{ samples: 2, failed: 0 }]);
  });
});

describe("a table", () => {
  it("whose neuron is silent misses the limit; its run has not failed", async () => {
    const silent = "limits=[{cell: neuron, measure: threshold, at: {iin: 0}, max: 1.2}]";
    const { exitCode, document } = await run([
      "check",
      "tirado-barron-x5",
      ...set(silent),
      "--out",
      "silent",
    ]);
    expect(document.measurements[0]).toMatchObject({
      ...{ value: null, status: "fail", error: { code: "MEASUREMENT_SILENT" } },
    });
    expect(exitCode).toBe(1);
  });

  it("with a bias beyond what its transistors bear is illegal", async () => {
    const { exitCode, document } = await run([
      ...["check", "tirado-barron-x5", ...set("limits=[]", "cells.neuron.parameters.vb=5"), "--out", "bias"],
    ]);
    expect(exitCode).toBe(1);
    const codes = (document.devices as { issues: { code: string }[] }[]).flatMap(({ issues }) =>
      issues.map(({ code }) => code),
    );
    expect(codes).toEqual(Array.from({ length: 9 }, () => "PDK_VOLTAGE_OUT_OF_RANGE"));
  });

  it("says where the models have no mismatch", async () => {
    const { document } = await run([
      ...["check", "tirado-barron-x5", "--out", "hvt"],
      ...set(oneLimit, "mismatch.only=0", "cells.neuron.devices.W9.model=pfet_01v8_hvt"),
    ]);
    expect(document.warnings).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: "MISMATCH_ABSENT", at: "mismatch" })]),
    );
    expect(document.warnings[0].message).toContain("neuron W9 (pfet_01v8_hvt)");
  });

  it("can be checked again from what the check wrote, wherever its topology stands", async () => {
    const cell =
      ".subckt mine mem vout vb vdd gnd\nXW1 vout mem vdd vdd pfet\nXW2 vout mem gnd gnd nfet\nRb vb gnd 1meg\n.ends\n";
    writeFileSync(place.path("mine.sp"), cell);
    const own = `memspice: 1\nprocess: sky130\ncells: { neuron: { topology: ./mine.sp, devices: { W1: {w: 1u, l: 0.5u}, W2: {w: 1u, l: 0.5u} }, parameters: { vb: 0.5 } } }\n`;
    writeFileSync(place.path("own.yaml"), own);
    const first = await run(["check", "own.yaml", "--out", "own"]);
    expect(first.document).toMatchObject({ status: "ok" });
    const again = await run(["check", "own/spec.yaml", "--out", "again"]);
    expect(again.document).toMatchObject({ status: "ok" });
    expect(again.document.provenance.specHash).toBe(first.document.provenance.specHash);
  });
});

describe("a wrong table", () => {
  const table = (neuron: string, rest = "") =>
    `memspice: 1\nprocess: sky130\ncells: { neuron: { topology: lif-9t, devices: { ${neuron} } } }\n${rest}`;
  const sizes = (names: readonly number[]) => names.map((n) => `W${n}: {w: 1u, l: 0.5u}`).join(", ");
  const all = sizes([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  it.each([
    ["lacks a device", table(sizes([1, 2, 3, 4, 5, 6, 7, 8])), "NETLIST_CELL_DEVICE_MISSING", "W9"],
    ["names a device too many", table(`${all}, ${sizes([12])}`), "NETLIST_CELL_DEVICE_UNKNOWN", "W12"],
    ["gives a width in metres", table(all.replace("w: 1u", "w: 1")), "SPEC_VALUE", "W1"],
    [
      "has a limit with min above max",
      table(all, "limits: [{cell: neuron, measure: spikeRate, at: {iin: 1u}, min: 3M, max: 2M}]"),
      "SPEC_VALUE",
      "limits",
    ],
    [
      "asks for a corner that is not there",
      table(all, "conditions: { corners: [tt] }"),
      "PDK_SECTION_UNKNOWN",
      "embedded",
    ],
    [
      "asks a neuron what a synapse has",
      table(all, "limits: [{cell: neuron, measure: readCurrent, at: {g: 1u}, max: 1}]"),
      "LIMIT_CELL_KIND",
      "limits",
    ],
    [
      "has a membrane of nothing",
      table(all).replace("topology: lif-9t,", "topology: lif-9t, parameters: { cm: 0 },"),
      "NETLIST_CELL_PARAMETER_VALUE",
      "cm",
    ],
    ["is of an unknown process", table(all).replace("sky130", "sky131"), "PDK_PROCESS_UNKNOWN", "process"],
  ])("that %s is refused with place and hint, and nothing is written", async (_what, text, code, at) => {
    writeFileSync(place.path("bad.yaml"), text);
    const { exitCode, document } = await run(["check", "bad.yaml", "--out", "never"]);
    expect(document).toMatchObject({ status: "failed", error: { code } });
    expect(`${document.error.at} ${document.error.message}`).toContain(at);
    expect(document.error.hint).not.toBe("");
    expect(exitCode).toBe(2);
    expect(readdirSync(place.folder)).not.toContain("never");
  });
});

describe("memspice characterize", () => {
  it.each([
    ["sizes without a model", ["neuron", "tirado-barron"], "CELL_NOT_MODELLED"],
    [
      "a cell that is not there",
      ["neuron", "tirado-barron-x5", ...set("characterization.cell=other")],
      "CELL_CHOICE",
    ],
  ])("refuses %s with one message", async (_what, args, code) => {
    const { exitCode, document } = await run(["characterize", ...args, "--out", "never"]);
    expect(document).toMatchObject({ error: { code } });
    expect(document.error.hint).not.toBe("");
    expect(exitCode).toBe(2);
  });

  it("gives the curves of a neuron", async () => {
    const few = set(
      "characterization.neuron.currents={min: 100n, max: 1u, points: 3}",
      "characterization.neuron.bias.values=[0.45, 0.6]",
    );
    const { exitCode, document } = await run(["characterize", "neuron", ...few, "--out", "n"]);
    expect(exitCode).toBe(0);
    const rates = document.byCurrent.map(({ spikeRate }: { spikeRate: number }) => spikeRate);
    expect([...rates].sort((a, b) => a - b)).toEqual(rates);
    const [slow, fast] = document.byBias.map(
      ({ refractoryTime }: { refractoryTime: number }) => refractoryTime,
    );
    expect(slow).toBeGreaterThan(5 * fast);
    // Membrane of 200 fF with what hangs on it.
    expect(document.fit.capacitance).toBeGreaterThan(195e-15);
    expect(document.fit.capacitance).toBeLessThan(225e-15);
    expect(readdirSync(place.path("n"))).toContain("waveform.csv");
  });

  it("gives the reads and the spike timing of a synapse", async () => {
    const few = set("characterization.synapse.points=3", "characterization.synapse.spikes.dt=[-2m, 2m]");
    const { exitCode, document } = await run(["characterize", "synapse", ...few, "--out", "s"]);
    expect(exitCode).toBe(0);
    const currents = document.byConductance.map(({ readCurrent }: { readCurrent: number }) => readCurrent);
    expect([...currents].sort((a, b) => a - b)).toEqual(currents);
    expect(document.timing.preOnly.change).toBeLessThan(0);
    expect(document.timing.postOnly.change).toBeGreaterThan(0);
  });

  it("gives every different transistor of a table once", async () => {
    const { exitCode, document } = await run(["characterize", "device", "--out", "d"]);
    expect(exitCode).toBe(0);
    expect(document.transistors).toHaveLength(7);
    for (const { figures } of document.transistors) {
      expect(figures.onCurrent).toBeGreaterThan(1e6 * figures.leakage);
      expect(figures.subthresholdSlope).toBeGreaterThan(0.0595); // kT/q ln 10 at 27 degree C
    }
  });
});
