import { z } from "zod";
import { parseQuantity } from "../foundation/index.ts";
import { positive, quantity } from "../spec/index.ts";
import type { Bin } from "./transistor.ts";

/** Schema of `pdk/<name>.yaml`. Lengths may be written with a suffix (`0.42u`); everything comes out in SI units. */

const length = () => positive("m");
const figure = z.number().positive();
const spread = z.strictObject({ typ: figure, min: figure, max: figure });

/** A design rule for the channel of a transistor, or for one finger of it. */
const ruleSchema = z
  .strictObject({
    /** As the foundry calls it, where one name stands for several values; else the key. */
    id: z.string().optional(),
    of: z.enum(["w", "l"]),
    min: length().optional(),
    max: length().optional(),
    text: z.string(),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, "neither min nor max");

/** Rising lengths in one line: `0.42 0.55 1 um`. One scalar, since a YAML node for each would take most of the reading time. */
const lengths = z
  .string()
  .regex(/^\d[\d. ]* um$/, "must be numbers and a unit: 0.42 0.55 1 um")
  .transform((text) =>
    text
      .split(" ")
      .slice(0, -1)
      .map((number) => parseQuantity(`${number}u`, "m")),
  )
  .refine((list) => list.every((one, i) => i === 0 || one > (list[i - 1] as number)), "lengths must rise");

/** Cards for single points: each point plus and minus `half`, in both directions. */
const pointsSchema = z.array(z.strictObject({ l: length(), half: length(), w: lengths }));

/** Cards without gaps: the edges between them. */
const gridSchema = z.strictObject({ l: lengths, w: lengths });

const binsSchema = z.union([
  pointsSchema.transform((rows) => rows.flatMap(pointBins)),
  gridSchema.transform(gridBins),
]);

function pointBins({ l, half, w }: z.output<typeof pointsSchema>[number]): Bin[] {
  return w.map((width) => ({ lMin: l - half, lMax: l + half, wMin: width - half, wMax: width + half }));
}

function gridBins({ l, w }: z.output<typeof gridSchema>): Bin[] {
  return l
    .slice(1)
    .flatMap((lMax, i) =>
      w.slice(1).map((wMax, j) => ({ lMin: l[i] as number, lMax, wMin: w[j] as number, wMax })),
    );
}

const voltage = () => quantity("V", { min: 0 });
const deviceSchema = z.strictObject({
  /** Subcircuit of the models, drain gate source bulk. */
  subckt: z.string(),
  polarity: z.enum(["n", "p"]),
  rules: z.array(z.string()).default([]),
  /** Greatest magnitudes for which the foundry vouches [V]; `vbs` is reverse bias of the bulk. Null only for a reserved device. */
  voltages: z.strictObject({ vds: voltage(), vgs: voltage(), vbs: voltage() }).nullable().default(null),
  /** Why a designer must not use it. */
  reserved: z.string().nullable().default(null),
  /** Model sets in which it has no mismatch: all samples come out equal. */
  withoutMismatch: z.array(z.string()).default([]),
  /** Cards by model set, as far as they are recorded here. */
  bins: z.record(z.string(), binsSchema).default({}),
});

const modelsSchema = z.strictObject({
  /** Files inside the engine by corner, the typical one first. */
  embedded: z.record(z.string(), z.string()),
  disk: z.strictObject({
    /** What a library file is called where only its folder is named. */
    file: z.string(),
    /** Paths below a PDK root, the best first. */
    libraries: z.array(z.string()),
    /** The section of typical transistors. */
    typical: z.string(),
  }),
});

const goldenSchema = z.strictObject({
  device: z.string(),
  w: length(),
  l: length(),
  /** |Vgs| = |Vds|, bulk at the source [V]. */
  supply: positive("V"),
  temperatureC: z.number(),
  corner: z.string(),
  /** |Id| that the foundry publishes [A]: typical, and the range it accepts. */
  value: positive("A"),
  min: positive("A"),
  max: positive("A"),
});

const metalSchema = z.strictObject({
  /** [ohm per square] */
  sheetResistance: spread,
  /** [m] */
  minWidth: length(),
  /** R(T) = R (1 + tc1 (T - reference) + tc2 (T - reference)^2) [1/K], [1/K^2], [degree C]; null: not published. */
  temperature: z
    .strictObject({ tc1: z.number(), tc2: z.number(), reference: z.number() })
    .nullable()
    .default(null),
  /** Not for wires across an array: a local interconnect. */
  local: z.boolean().default(false),
});

const capacitorSchema = z.strictObject({
  /** [F/m^2] */
  area: spread,
  /** [F/m]; null: not published. */
  perimeter: spread.nullable().default(null),
  maxVoltage: positive("V"),
});

/** What layout tools call the devices that are no transistors: cells of the layout, sizes of which are written in micrometres. */
const layoutSchema = z.strictObject({
  /** The capacitor that stands for one of a cell: a square plate. Pins: top plate, bottom plate. */
  capacitor: z.strictObject({
    /** Its density, by its name in `capacitors`. */
    device: z.string(),
    subckt: z.string(),
    /** Least side of the plate [m]. */
    min: length(),
  }),
  /** Cells of memristors that can be drawn, by model. Pins: top electrode, bottom electrode. */
  memristors: z.record(z.string(), z.strictObject({ subckt: z.string(), /** [m^2] */ area: figure })),
});

const manifestSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  /** Nominal supply [V]. */
  supply: positive("V"),
  /** Transistors of a cell that names none. */
  defaults: z.strictObject({ n: z.string(), p: z.string() }),
  grid: z.strictObject({ step: length(), rule: z.string(), text: z.string() }),
  rules: z.record(z.string(), ruleSchema),
  devices: z.record(z.string(), deviceSchema),
  models: modelsSchema,
  golden: z.array(goldenSchema),
  metals: z.record(z.string(), metalSchema),
  capacitors: z.record(z.string(), capacitorSchema),
  /** Null: no netlists for layout are written for this process. */
  layout: layoutSchema.nullable().default(null),
});

type Manifest = z.output<typeof manifestSchema>;

export const processSchema = manifestSchema.superRefine(checkNames).transform((manifest) => ({
  ...manifest,
  devices: Object.fromEntries(
    Object.entries(manifest.devices).map(([name, { rules, ...device }]) => [
      name,
      {
        ...device,
        limits: rules.map((key) => ({ rule: manifest.rules[key]?.id ?? key, ...boundsOf(manifest, key) })),
      },
    ]),
  ),
}));

function boundsOf({ rules }: Manifest, key: string) {
  const { of, min = null, max = null, text } = rules[key] as Manifest["rules"][string];
  return { of, min, max, text };
}

/** Names that stand in a manifest twice must agree. */
function checkNames(
  { rules, devices, defaults, golden, capacitors, layout }: Manifest,
  context: z.RefinementCtx,
): void {
  const fault = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
  for (const [name, device] of Object.entries(devices)) {
    for (const [i, rule] of device.rules.entries()) {
      if (rules[rule] === undefined) fault(["devices", name, "rules", i], `no rule "${rule}"`);
    }
    if (device.reserved === null && (device.voltages === null || device.rules.length === 0)) {
      fault(["devices", name], "a device for use needs voltages and rules");
    }
  }
  for (const polarity of ["n", "p"] as const) {
    const device = devices[defaults[polarity]];
    if (device?.polarity !== polarity || device.reserved !== null) {
      fault(["defaults", polarity], `"${defaults[polarity]}" is no ${polarity}-channel transistor for use`);
    }
  }
  if (layout !== null && capacitors[layout.capacitor.device] === undefined) {
    fault(["layout", "capacitor", "device"], `no capacitor "${layout.capacitor.device}"`);
  }
  for (const [i, { device, min, value, max }] of golden.entries()) {
    if (devices[device] === undefined) fault(["golden", i, "device"], `no device "${device}"`);
    if (!(min <= value && value <= max))
      fault(["golden", i, "value"], `${value} A is not from ${min} to ${max} A`);
  }
}
