import { afterAll, describe, expect, it } from "vitest";
import {
  conductanceOf,
  emitHpInstance,
  emitHpSubcircuit,
  fullRangeCharge,
  type HpDevice,
  integrate,
  piecewiseLinearWaveform,
  resistanceOf,
  stateRate,
} from "../../src/device/index.ts";
import { createEngine } from "../../src/engine/index.ts";
import {
  measureHysteresis,
  measurePulseResponse,
  measureReadDisturb,
  programmableLevels,
} from "../../src/measurement/index.ts";
import {
  buildHysteresisDeck,
  buildPulseDeck,
  buildReadDisturbDeck,
  type Deck,
  pulseSchedule,
} from "../../src/netlist/index.ts";
import { characterizationSchema } from "../../src/spec/index.ts";
import { hpDevice } from "../hp-device.ts";
import { freeLobe, freeResistance, sineFlux } from "../oracle/device-closed-forms.ts";
import { requireTool } from "../tools.ts";

const native = requireTool("ngspice");
const free = hpDevice({ window: "none" });
const constants = { k: 1 / fullRangeCharge(free), rOn: free.rOn, rOff: free.rOff };
const relative = (value: number, expected: number) => Math.abs(value / expected - 1);
const worst = (values: Float64Array, exact: Float64Array) =>
  values.reduce((most, value, n) => Math.max(most, relative(value, exact[n] as number)), 0);

/** What the equations answer to the pulse bench, integrated in TypeScript [S], after 0 .. 2 count pulses. */
function exactPulses(device: HpDevice, bench: typeof characterizationSchema._output.pulses): Float64Array {
  const { points, reads, stop } = pulseSchedule(bench);
  // A point of its own for every read, on the straight line that is there already.
  const withReads = [...points, ...Array.from(reads, (time) => [time, bench.vRead] as const)];
  const drive = piecewiseLinearWaveform(withReads.sort(([a], [b]) => a - b));
  const run = integrate(device, drive, { t1: stop });
  const at = new Map(Array.from(run.time, (time, n) => [time, run.state[n] as number]));
  return reads.map((time) => conductanceOf(device, at.get(time) as number));
}

describe.each([
  { kind: "wasm" as const, available: true, reason: "" },
  { kind: "native" as const, ...native },
])("HP memristor in SPICE, $kind engine $reason", ({ kind, available }) => {
  const engine = createEngine({ kind });
  afterAll(() => engine.close());
  const vectorsOf = async (deck: Deck) => {
    const { result } = await engine.run(deck);
    if (result.kind !== "tran") throw new Error("not a transient");
    const { time, vectors } = result;
    return { time, vector: (name: string) => vectors[name] as Float64Array };
  };

  describe.skipIf(!available)("agrees", () => {
    it("with the closed forms without window: resistance all along, lobe, pinch, energy >= 0", async () => {
      const bench = characterizationSchema.parse({}).hysteresis;
      const simulation = await engine.run(buildHysteresisDeck(free, bench));
      const loop = measureHysteresis(simulation, bench);
      const exact = freeLobe(constants, 14_410, bench);
      expect(relative(loop.lobeArea, exact)).toBeLessThan(1e-4);
      expect(loop.pinch).toBeLessThan(1e-7);
      const state = simulation.result.kind === "tran" ? simulation.result.vectors["v(state)"] : undefined;
      let energy = 0;
      loop.time.forEach((time, n) => {
        const resistance = freeResistance(constants, 14_410, sineFlux(1, 1, time));
        expect(relative(resistanceOf(free, state?.[n] as number), resistance)).toBeLessThan(1e-5);
        energy += (loop.voltage[n] as number) * (loop.current[n] as number);
        expect(energy).toBeGreaterThanOrEqual(0);
      });
    });

    it("with the equations in TypeScript on the default train, which passes 2 kohm with its last pulses", async () => {
      const device = hpDevice({});
      const bench = characterizationSchema.parse({}).pulses;
      const response = measurePulseResponse(await engine.run(buildPulseDeck(device, bench)), bench);
      const exact = exactPulses(device, bench);
      expect(worst(response.potentiation, exact)).toBeLessThan(1e-5);
      expect(worst(response.depression, exact.slice(bench.count))).toBeLessThan(1e-5);
      expect(relative(response.potentiation[0] as number, 1 / 16e3)).toBeLessThan(1e-6);
      const pulsesTo2k = response.potentiation.findIndex((g) => g >= 1 / 2e3);
      expect(pulsesTo2k).toBeGreaterThan(0.95 * bench.count);
      expect(programmableLevels(response)).toHaveLength(bench.count + 1);
    });

    it.each([
      { window: "none", initialState: 0.05 },
      { window: "joglekar", initialState: 0.1, windowExponent: 2 },
      { window: "biolek", windowExponent: 5 },
      { window: "biolek", mobility: 1e-8 },
    ] as const)("with the equations in TypeScript for %o, wide pulses to the end and back", async (one) => {
      const device = hpDevice(one);
      const scale = 1e-14 / device.mobility;
      const width = (one.window === "joglekar" ? 0.04 : 0.07) * scale;
      const bench = characterizationSchema.parse({
        pulses: { width, readWidth: 1e-5 * scale, count: 14 },
      }).pulses;
      const response = measurePulseResponse(await engine.run(buildPulseDeck(device, bench)), bench);
      const exact = exactPulses(device, bench);
      expect(worst(response.potentiation, exact)).toBeLessThan(1e-3);
      expect(worst(response.depression, exact.slice(bench.count))).toBeLessThan(1e-3);
    });

    it("with the drift rate on what reading does, and reads little", async () => {
      const device = hpDevice({});
      const bench = characterizationSchema.parse({});
      const { reads, width } = bench.readDisturb;
      for (const state of [0.05, 0.88]) {
        const run = await engine.run(buildReadDisturbDeck(device, bench, state));
        const conductance = conductanceOf(device, state);
        const rate = stateRate(device, state, bench.pulses.vRead * conductance);
        const exact = (device.rOff - device.rOn) * conductance * rate * reads * width;
        expect(relative(measureReadDisturb(run, bench).relativeChange, exact)).toBeLessThan(1e-3);
      }
    });
  });

  describe.skipIf(!available)("behaves", () => {
    it("with smaller lobes at twice the frequency", async () => {
      const lobe = async (frequency: number) => {
        const bench = characterizationSchema.parse({ hysteresis: { frequency, periods: 1 } }).hysteresis;
        const deck = buildHysteresisDeck(hpDevice({}), bench);
        return measureHysteresis(await engine.run(deck), bench).lobeArea;
      };
      const [slow, fast] = [await lobe(8), await lobe(16)];
      expect(fast).toBeLessThan(slow);
      expect(slow / fast).toBeGreaterThan(1.8);
      expect(slow / fast).toBeLessThan(2.3);
    });

    it("with a state that Joglekar's window keeps at the end for ever, and the others let go", async () => {
      const windows = ["none", "joglekar", "biolek"] as const;
      const { vector } = await vectorsOf({
        ...buildHysteresisDeck(free, characterizationSchema.parse({}).hysteresis),
        cards: [
          ...emitHpSubcircuit().trimEnd().split("\n"),
          "Vdrive te 0 -1",
          ...windows.map((window) =>
            emitHpInstance(hpDevice({ window }), {
              name: window,
              te: "te",
              be: "0",
              x: window,
              state: 1,
            }),
          ),
        ],
        analysis: {
          kind: "tran",
          step: 1e-4,
          stop: 0.05,
          start: 0,
          maxStep: 1e-4,
          useInitialConditions: true,
        },
        probes: windows.map((window) => `v(${window})`),
      });
      const end = (window: string) => {
        const state = vector(`v(${window})`);
        return state[state.length - 1] as number;
      };
      expect(end("joglekar")).toBeGreaterThan(1 - 1e-9);
      expect(end("biolek")).toBeLessThan(0.9);
      expect(end("none")).toBeLessThan(0.9);
    });

    it("the same without uic: its operating point holds the state", async () => {
      const bench = characterizationSchema.parse({ hysteresis: { periods: 1 } }).hysteresis;
      const deck = buildHysteresisDeck(free, bench);
      if (deck.analysis.kind !== "tran") throw new Error("not a transient");
      const analysis = { ...deck.analysis, useInitialConditions: false };
      const { time, vector } = await vectorsOf({ ...deck, analysis });
      const middle = time.findIndex((t) => t >= 0.5);
      const exact = freeResistance(constants, 14_410, sineFlux(1, 1, time[middle] as number));
      expect(relative(resistanceOf(free, vector("v(state)")[middle] as number), exact)).toBeLessThan(1e-5);
    });

    it("as a straight line with the legacy preset, whose state does not move", async () => {
      const device = hpDevice({ preset: "legacy" });
      const bench = characterizationSchema.parse({ hysteresis: { periods: 1 } }).hysteresis;
      const { voltage, current, lobeArea } = measureHysteresis(
        await engine.run(buildHysteresisDeck(device, bench)),
        bench,
      );
      voltage.forEach((v, n) => {
        expect(Math.abs((current[n] as number) - v * conductanceOf(device, 0.1))).toBeLessThan(1e-14);
      });
      expect(lobeArea).toBeLessThan(1e-10);
    });
  });
});
