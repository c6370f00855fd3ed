import { formatQuantity } from "../foundation/index.ts";
import type { CharacterizationSpec, DeviceSpec } from "../spec/index.ts";
import { formatNumber } from "../spice/index.ts";
import type { Deck } from "./deck.ts";
import { memristorDeck, tidy } from "./memristor.ts";

type Pulses = CharacterizationSpec["pulses"];

/** When the drive of the pulse bench does what. */
export interface PulseSchedule {
  /** Corners of the drive, [time [s], voltage [V]], straight lines between. */
  readonly points: readonly (readonly [number, number])[];
  /** Middle of the read after n = 0 .. 2 count pulses [s]; the first `count` pulses go up, the others down. */
  readonly reads: Float64Array;
  /** End of the last read [s]. */
  readonly stop: number;
}

/**
 * The drive: vRead for readWidth, a pulse, vRead for readWidth, a pulse, ...; `count` pulses of vSet, then as many of vReset.
 *
 * Edges take a hundredth of the shorter width. Widths count from half height to half height, so a pulse and its read carry
 * the flux vSet width + vRead readWidth exactly, edges included.
 */
export function pulseSchedule({ vSet, vReset, width, count, vRead, readWidth }: Pulses): PulseSchedule {
  const half = Math.min(width, readWidth) / 200;
  const period = width + readWidth;
  const points: [number, number][] = [[0, vRead]];
  for (let n = 0; n < 2 * count; n++) {
    const peak = n < count ? vSet : vReset;
    const begin = readWidth + n * period;
    const end = begin + width;
    points.push([begin - half, vRead], [begin + half, peak], [end - half, peak], [end + half, vRead]);
  }
  return {
    points: points.map(([time, voltage]) => [tidy(time), voltage]),
    reads: Float64Array.from({ length: 2 * count + 1 }, (_, n) => tidy(readWidth / 2 + n * period)),
    stop: tidy(readWidth + 2 * count * period),
  };
}

/**
 * Test bench of potentiation and depression: identical pulses up, then down, with a read after every one.
 *
 * The reads move the state too, by vRead readWidth each: with the defaults 1/2000 of a pulse.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 */
export function buildPulseDeck(device: DeviceSpec, bench: Pulses): Deck {
  const { vSet, vReset, width, count, vRead, readWidth } = bench;
  const { points, stop } = pulseSchedule(bench);
  const [first, ...corners] = points.map(
    ([time, voltage]) => `${formatNumber(time)} ${formatNumber(voltage)}`,
  );
  const pulses = Array.from(
    { length: 2 * count },
    (_, n) => `+ ${corners.slice(4 * n, 4 * n + 4).join(" ")}`,
  );
  return memristorDeck(device, {
    title: "memristor: potentiation and depression",
    purpose: [
      `${count} pulses of ${vSet} V, then ${count} of ${vReset} V, each ${formatQuantity(width, "s")} wide at half height.`,
      `Between pulses the drive rests at ${vRead} V for ${formatQuantity(readWidth, "s")}.`,
      "Conductance is i(vsense) / v(te) in the middle of the rest.",
    ],
    state: device.initialState,
    drive: [`Vdrive drive 0 PWL(${first}`, ...pulses, "+ )"],
    timeScale: count * width,
    stop,
    maxStep: width / 20,
  });
}
