import type { RandomStream } from "../src/foundation/index.ts";
import {
  type Card,
  type DeviceSpec,
  deviceSchema,
  type ModelName,
  memristorCards,
} from "../src/spec/index.ts";

/**
 * A device of a model with every parameter drawn from inside its card's range, near its preset: a decade around it where the
 * range spans more, log-uniform; initial state and words uniform. Draws again until the schema takes it.
 */
export function randomDevice(model: ModelName, stream: RandomStream, decades = 0.5): DeviceSpec {
  const card: Card = memristorCards[model];
  const presets = Object.keys(card.presets).filter((name) => name !== "legacy");
  for (let attempt = 0; attempt < 1000; attempt++) {
    const preset = presets[Math.floor(stream.uniform() * presets.length)] as string;
    const own: Record<string, unknown> = { model, preset, initialState: stream.uniform() };
    for (const [name, { min, max, whole }] of Object.entries(card.parameters)) {
      const centre = card.presets[preset]?.values[name] as number;
      const drawn = centre * 10 ** (decades * (2 * stream.uniform() - 1));
      const value = Math.min(Math.max(whole ? Math.round(drawn) : drawn, min), max);
      own[name] = value;
    }
    for (const [name, words] of Object.entries(card.choices))
      own[name] = words[Math.floor(stream.uniform() * words.length)];
    const parsed = deviceSchema.safeParse(own);
    if (parsed.success) return parsed.data;
  }
  throw new Error(`no device of ${model} after 1000 draws`);
}
