import { formatQuantity } from "../foundation/index.ts";
import type { CharacterizationSpec, DeviceSpec } from "../spec/index.ts";
import { formatNumber } from "../spice/index.ts";
import type { Deck } from "./deck.ts";
import { memristorDeck, tidy } from "./memristor.ts";

type Bench = Pick<CharacterizationSpec, "pulses" | "readDisturb">;

/** Middle of the n-th read [s], n = 0 .. reads: from the first to the last, the device has seen `reads` whole reads. */
export function readTime({ width }: CharacterizationSpec["readDisturb"], n: number): number {
  return tidy((1.5 + 2 * n) * width);
}

/**
 * Test bench of read disturb: `reads` + 1 pulses of vRead from 0 V, as wide as the rests between them (half height to
 * half height, edges a thousandth). The extra one is there to see what the others did.
 *
 * @param fromState state before the first read, 0..1
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 */
export function buildReadDisturbDeck(device: DeviceSpec, bench: Bench, fromState: number): Deck {
  const { reads, width } = bench.readDisturb;
  const { vRead } = bench.pulses;
  // The solver takes a first-order step after every corner, and errs there by a fixed part of the flux of the edge.
  const edge = width / 1000;
  const timing = [width - edge / 2, edge, edge, width - edge, 2 * width].map(tidy);
  const pulse = [0, vRead, ...timing].map(formatNumber);
  return memristorDeck(device, {
    title: "memristor: read disturb",
    purpose: [
      `${reads} reads of ${vRead} V, ${formatQuantity(width, "s")} each, from state ${fromState}, and one more to see the change.`,
    ],
    state: fromState,
    drive: [`Vdrive drive 0 PULSE(${pulse.join(" ")})`],
    stop: tidy(readTime(bench.readDisturb, reads) + width),
    maxStep: width / 2,
    timeScale: reads * width,
  });
}
