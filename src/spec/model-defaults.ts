import type { BenchDefaults, Card } from "./memristor/card.ts";
import { memristorCards, modelNames } from "./memristor/cards.ts";
import { benchOfTable } from "./memristor/table/bench.ts";
import { curvesSchema } from "./memristor/table/device.ts";

type Written = Readonly<Record<string, unknown>>;

/**
 * What a user wrote, with the bench and the mapping window of his memristor where he gives none: a pulse that writes one model
 * does nothing to another. Faults are left for the schema to find.
 */
export function withModelDefaults(written: unknown): unknown {
  const preset = isMapping(written) ? benchOf(written.device) : undefined;
  if (preset === undefined || !isMapping(written)) return written;
  const { window, stuckAt, ...bench } = preset;
  const { characterization = {}, mapping = {}, variability = {} } = written;
  return {
    ...written,
    characterization: isMapping(characterization) ? fill(characterization, bench) : characterization,
    ...(stuckAt && isMapping(variability) ? { variability: fill(variability, { stuckAt }) } : {}),
    mapping: isMapping(mapping) ? fill(mapping, { window }) : mapping,
  };
}

/** The keys of `device:` for the model that the user names, to list where he wrote another. */
export function knownDeviceKeys(
  path: readonly PropertyKey[],
  written: unknown,
): readonly string[] | undefined {
  if (path.length !== 1 || path[0] !== "device" || !isMapping(written)) return undefined;
  const card = cardOf(written.device);
  if (card === undefined) return undefined;
  const own = card.model === "table" ? ["file", "curves"] : [];
  const named = [...Object.keys(card.parameters), ...Object.keys(card.choices)];
  return ["model", "preset", ...own, ...named, "initialState"];
}

function cardOf(device: unknown): Card | undefined {
  if (device === undefined) return memristorCards.hp;
  if (!isMapping(device)) return undefined;
  const { model = "hp" } = device;
  const name = modelNames.find((one) => one === model);
  return name && memristorCards[name];
}

function benchOf(device: unknown): BenchDefaults | undefined {
  const card = cardOf(device);
  if (card?.model === "table" && isMapping(device) && Array.isArray(device.curves))
    return benchOfWritten(device.curves);
  const named = isMapping(device) ? device.preset : undefined;
  return card?.presets[typeof named === "string" ? named : card.preset]?.bench;
}

/** `own` over `defaults`, mapping by mapping, to any depth; null is an answer. */
function fill(own: Written, defaults: Written): Written {
  const filled = Object.entries(defaults).map(([name, inner]) => {
    const given = own[name];
    if (given === undefined) return [name, inner];
    return [name, isMapping(given) && isMapping(inner) ? fill(given, inner) : given];
  });
  return { ...own, ...Object.fromEntries(filled) };
}

function isMapping(value: unknown): value is Written {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Faults of the curves are left for the schema to find; a device without its curves has no bench. */
function benchOfWritten(written: unknown): BenchDefaults | undefined {
  const curves = curvesSchema.safeParse(written);
  return curves.success ? benchOfTable(curves.data) : undefined;
}
