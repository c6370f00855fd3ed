import { describe, expect, it } from "vitest";
import { piecewiseLinearWaveform } from "../../../src/device/index.ts";
import {
  buildHysteresisDeck,
  buildPulseDeck,
  buildReadDisturbDeck,
  memristorProbes,
  pulseSchedule,
  readTime,
} from "../../../src/netlist/index.ts";
import { characterizationSchema } from "../../../src/spec/index.ts";
import { hpDevice } from "../../hp-device.ts";

const device = hpDevice({ initialState: 0.125 });
const bench = characterizationSchema.parse({
  pulses: { vSet: 1.2, vReset: -0.8, width: 1e-3, count: 3, vRead: 0.1, readWidth: 2e-4 },
  readDisturb: { reads: 5, width: 1e-6 },
});
const pulses = bench.pulses;

describe("the pulse schedule", () => {
  const { points, reads, stop } = pulseSchedule(pulses);
  const drive = piecewiseLinearWaveform(points);

  it("rests at vRead at every read, and stands at vSet, then vReset, between them", () => {
    expect(reads).toHaveLength(7);
    for (const time of reads) expect(drive.at(time)).toBe(0.1);
    const peaks = Array.from(reads.slice(1), (time, n) => drive.at(((reads[n] as number) + time) / 2));
    expect(peaks).toEqual([1.2, 1.2, 1.2, -0.8, -0.8, -0.8]);
    expect(drive.at(stop)).toBe(0.1);
    expect(stop).toBeCloseTo(6 * 1.2e-3 + 2e-4, 12);
  });

  it("carries exactly vPulse width + vRead readWidth from read to read, edges included", () => {
    for (let n = 0; n < 6; n++) {
      const [from, to] = [reads[n] as number, reads[n + 1] as number];
      const corners = points.filter(([time]) => time > from && time < to);
      const path = [[from, 0.1] as const, ...corners, [to, 0.1] as const];
      const flux = path.slice(1).reduce((sum, [time, volts], i) => {
        const [before, voltsBefore] = path[i] as readonly [number, number];
        return sum + ((volts + voltsBefore) / 2) * (time - before);
      }, 0);
      expect(corners).toHaveLength(4);
      expect(flux).toBeCloseTo((n < 3 ? 1.2 : -0.8) * 1e-3 + 0.1 * 2e-4, 14);
    }
  });
});

describe("memristor benches", () => {
  const decks = {
    hysteresis: buildHysteresisDeck(device, bench.hysteresis),
    pulses: buildPulseDeck(device, pulses),
    read: buildReadDisturbDeck(device, bench, 0.75),
  };

  it.each(Object.entries(decks))(
    "%s: probes drive, current and state of one device from its start",
    (_, deck) => {
      expect(deck.probes).toEqual(Object.values(memristorProbes));
      expect(deck.origin).toBe("built");
      expect(deck.analysis).toMatchObject({ kind: "tran", start: 0, useInitialConditions: true });
      expect(deck.cards.filter((card) => card.startsWith("Xmem te 0 state memristor_hp "))).toHaveLength(1);
      expect(deck.cards.filter((card) => card.startsWith(".subckt"))).toHaveLength(1);
      expect(deck.comments.length).toBeGreaterThanOrEqual(3);
    },
  );

  it("start from the state of the bench, of the device, and from the one asked for", () => {
    const start = (cards: readonly string[]) => /x0=(\S+)$/.exec(cards[cards.length - 1] ?? "")?.[1];
    expect(start(decks.hysteresis.cards)).toBe("0.1");
    expect(start(decks.pulses.cards)).toBe("0.125");
    expect(start(decks.read.cards)).toBe("0.75");
  });

  it("write the drive as a source of the simulator", () => {
    expect(decks.hysteresis.cards).toContain("Vdrive drive 0 SIN(0 1 1)");
    expect(decks.read.cards).toContain("Vdrive drive 0 PULSE(0 0.1 9.995e-7 1e-9 1e-9 9.99e-7 2e-6)");
    const from = decks.pulses.cards.indexOf("Vdrive drive 0 PWL(0 0.1");
    expect(decks.pulses.cards.slice(from + 1, from + 8)).toEqual([
      "+ 1.99e-4 0.1 2.01e-4 1.2 0.001199 1.2 0.001201 0.1",
      "+ 0.001399 0.1 0.001401 1.2 0.002399 1.2 0.002401 0.1",
      "+ 0.002599 0.1 0.002601 1.2 0.003599 1.2 0.003601 0.1",
      "+ 0.003799 0.1 0.003801 -0.8 0.004799 -0.8 0.004801 0.1",
      "+ 0.004999 0.1 0.005001 -0.8 0.005999 -0.8 0.006001 0.1",
      "+ 0.006199 0.1 0.006201 -0.8 0.007199 -0.8 0.007201 0.1",
      "+ )",
    ]);
  });

  it("run to the end of the last period, read and pulse, in steps well inside them", () => {
    expect(decks.hysteresis.analysis).toMatchObject({ stop: 2, maxStep: 5e-4 });
    expect(decks.pulses.analysis).toMatchObject({ stop: pulseSchedule(pulses).stop, maxStep: 5e-5 });
    expect(readTime(bench.readDisturb, 5)).toBeCloseTo(11.5e-6, 15);
    expect(decks.read.analysis).toMatchObject({ stop: 12.5e-6, maxStep: 5e-7 });
  });

  it("refuse a start outside 0..1 and a device that is none", () => {
    expect(() => buildReadDisturbDeck(device, bench, 1.5)).toThrow(
      expect.objectContaining({ code: "DEVICE_STATE_RANGE" }),
    );
    expect(() => buildPulseDeck(Object.assign({}, device, { rOn: 0 }), pulses)).toThrow(
      expect.objectContaining({ code: "DEVICE_PARAMETER" }),
    );
  });
});
