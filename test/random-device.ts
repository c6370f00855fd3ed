import type { RandomStream } from "../src/foundation/index.ts";
import {
  type Card,
  type DeviceSpec,
  deviceSchema,
  type ModelName,
  memristorCards,
} from "../src/spec/index.ts";

/**
 * A device of a model with every parameter drawn from inside its card's range: within half a decade of a preset, or from the
 * whole range (log-uniform where it has one sign); initial state and words uniform. Draws again until the schema takes it.
 */
export function randomDevice(
  model: ModelName,
  stream: RandomStream,
  from: "near" | "range" = "near",
): DeviceSpec {
  const card: Card = memristorCards[model];
  const presets = Object.keys(card.presets).filter((name) => name !== "legacy");
  for (let attempt = 0; attempt < 1000; attempt++) {
    const preset = presets[Math.floor(stream.uniform() * presets.length)] as string;
    const own: Record<string, unknown> = { model, preset, initialState: stream.uniform() };
    for (const [name, { min, max, whole }] of Object.entries(card.parameters)) {
      const centre = card.presets[preset]?.values[name] as number;
      const share = stream.uniform();
      const ratio = max / min;
      const wide = min !== 0 && ratio > 0 ? min * Math.abs(ratio) ** share : min + (max - min) * share;
      const drawn = from === "near" ? centre * 10 ** (share - 0.5) : wide;
      const value = Math.min(Math.max(whole ? Math.round(drawn) : drawn, min), max);
      own[name] = value;
    }
    for (const [name, words] of Object.entries(card.choices))
      own[name] = words[Math.floor(stream.uniform() * words.length)];
    // What no device can be: a battery, and a pole where the device works.
    if (model === "metastable-switch") own.aReverse = own.aForward;
    if (model === "zhang-2017")
      own.i0 = (0.9 * stream.uniform() * (own.vPositive as number)) / (own.rOff as number);
    const parsed = deviceSchema.safeParse(own);
    if (parsed.success) return parsed.data;
  }
  throw new Error(`no device of ${model} after 1000 draws`);
}
