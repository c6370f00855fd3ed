import { z } from "zod";
import { arrayCellSchema } from "./array-cell.ts";
import { compensationSchema } from "./compensation.ts";
import { characterizationSchema, deviceSchema } from "./device.ts";
import { count, folderName, fraction, positive, quantity } from "./field.ts";
import type { Card } from "./memristor/card.ts";
import { memristorCards } from "./memristor/cards.ts";
import { unmeasured } from "./memristor/table/bench.ts";
import { convertersSchema, nonidealitiesSchema } from "./nonideality.ts";

const datasetSchema = z
  .strictObject({
    name: z.enum(["mnist", "fashion-mnist"]).default("mnist"),
    /** A folder with the four IDX files; null: where the data set is installed. */
    folder: z.string().min(1).nullable().default(null),
    train: count(1, 60_000).default(60_000),
    test: count(1, 10_000).default(10_000),
  })
  .prefault({});

const networkSchema = z
  .strictObject({
    /** `legacy`: the published listing, whose memristor state never reaches the output. `physical`: trained as pairs of conductances. */
    layer: z.enum(["legacy", "physical"]).default("legacy"),
    hidden: count(1, 4096).default(128),
    epochs: count(1, 1000).default(5),
    batch: count(1, 60_000).default(32),
    learningRate: z.number().positive().default(1e-3),
    /** A folder with trained weights (`model.json`, `weights.bin`) to use in place of training. */
    weights: z.string().min(1).nullable().default(null),
    backend: z.enum(["auto", "tensorflow", "wasm"]).default("auto"),
  })
  .prefault({});

const parameterSpreadSchema = z.strictObject({
  d2d: z.number().min(0).max(1).default(0),
  c2c: z.number().min(0).max(1).default(0),
  /** `lognormal`: a factor of mean 1 and this sigma; `normal`: a factor 1 + sigma z. */
  kind: z.enum(["lognormal", "normal"]).default("lognormal"),
});

const variabilitySchema = z
  .strictObject({
    /** Sigma of the lognormal factor (mean 1) on a device's conductance, drawn once a device. */
    d2d: z.number().min(0).max(2).default(0.05),
    /** Sigma of the lognormal factor (mean 1) on the strength of one pulse, drawn at every pulse. */
    c2c: z.number().min(0).max(2).default(0.1),
    /** Spread of any parameter of the memristor: from device to device, and at every pulse. */
    parameters: z.record(z.string(), parameterSpreadSchema).default({}),
    /** Cells that no pulse moves: `off` stays erased (SET fails), `on` stays at the top (RESET fails). */
    stuckAt: z
      .strictObject({
        /** Shares, drawn at random. */
        off: z.number().min(0).max(0.5).default(0),
        on: z.number().min(0).max(0.5).default(0),
        /** Or a CSV file that lists them, relative to the spec file: `layer,polarity,row,col,state`. */
        map: z.string().min(1).nullable().default(null),
      })
      .refine(({ off, on, map }) => map === null || off + on === 0, {
        path: ["map"],
        message: "a map and shares at once: set off and on to 0, or leave the map out",
      })
      .prefault({}),
    /** Different devices that are worked out, by their equations, where a parameter spreads; every cell is one of them. */
    devices: count(2, 4096).default(64),
  })
  .prefault({});

const mappingSchema = z
  .strictObject({
    /** Conductances that weights are mapped to; both ends are then moved to the nearest programmable level. */
    window: z
      .strictObject({ gMin: positive("S").default(80e-6), gMax: positive("S").default(500e-6) })
      .prefault({}),
    compensation: compensationSchema,
  })
  .refine(({ window }) => window.gMin < window.gMax, {
    path: ["window", "gMin"],
    message: "gMin must be less than gMax",
  })
  .prefault({});

const programmingSchema = z
  .strictObject({
    /** A cell is done when its conductance is this close to its target, as a fraction of the window. */
    tolerance: fraction().default(0.01),
    /** Pulses that write-verify may spend on one cell. */
    maxPulses: count(1, 100_000).default(600),
  })
  .prefault({});

const lineSchema = (metal: string) =>
  z
    .strictObject({
      metal: z.string().default(metal),
      width: positive("m").default(0.6e-6),
    })
    .prefault({});

const wireSchema = z.union([
  z.strictObject({ rWire: quantity("ohm", { min: 0 }) }),
  z.strictObject({
    word: lineSchema("met3"),
    bit: lineSchema("met4"),
    /** Distance between neighbouring cells along either line. */
    pitch: positive("m").default(1.2e-6),
  }),
]);

const arraySchema = z
  .strictObject({
    /** Largest tile: [word lines, bit lines]. */
    tile: z.tuple([count(1, 4096), count(1, 4096)]).default([64, 64]),
    wire: wireSchema.prefault({}),
    /** What stands at the crosspoints. */
    cell: arrayCellSchema,
    /** Source resistance of a word line driver, input resistance of a sense amplifier. */
    driver: quantity("ohm", { min: 0 }).default(0),
    sense: quantity("ohm", { min: 0 }).default(0),
    /** Ends of the word lines that have a driver, ends of the bit lines that have a sense amplifier. */
    drive: z
      .strictObject({
        word: z.enum(["left", "both"]).default("left"),
        bit: z.enum(["bottom", "both"]).default("bottom"),
      })
      .prefault({}),
    /** Time that word lines are driven for one read of an inference. */
    readTime: positive("s").default(1e-6),
    /** Also evaluate the thinnest metal and the full resistance window, for comparison. */
    compare: z.boolean().default(true),
  })
  .prefault({});

const crosscheckSchema = z
  .strictObject({
    /** Tiles of each layer that run in SPICE on test images, and images for each. */
    tiles: count(0, 10_000).default(2),
    inputs: count(1, 10_000).default(2),
    /** Images that run through the whole network with every current from SPICE: the stage `spice`. 0 leaves it out; so does `run` with 1T1R cells. */
    images: count(0, 10_000).default(5),
    /** Largest allowed difference, as a fraction of the largest output of the tile; null: 1e-6 with linear cells, 1e-4 with others. */
    tolerance: z.number().positive().nullable().default(null),
  })
  .prefault({});

const neuronSchema = z
  .strictObject({
    /** A table in `pdk/sizing` by its name, or the path of one, relative to the spec file. */
    sizing: z.string().min(1).default("tirado-barron-x5"),
    /** The neuron of the table. */
    cell: z.string().min(1).default("neuron"),
    /** Membrane currents at which SPICE gives the rate: a geometric series. Currents below `min` are added down to where it is silent. */
    currents: z
      .strictObject({
        min: positive("A").default(10e-9),
        max: positive("A").default(1e-6),
        points: count(2, 1000).default(12),
      })
      .prefault({}),
    /** [V]; null: the nominal supply of the process. */
    supply: positive("V").nullable().default(null),
    temperatureC: z.number().min(-55).max(175).default(27),
    /** A section of the library; null: its typical one. */
    corner: z.string().min(1).nullable().default(null),
    /** Share of the training images' positive activations that the largest current holds; what lies above saturates. */
    clip: z.number().gt(0).max(1).default(0.999),
  })
  .refine(({ currents }) => currents.min < currents.max, {
    path: ["currents", "min"],
    message: "min must be less than max",
  });

const montecarloSchema = z
  .strictObject({
    /** Chips that the trained network is written into: spread, stuck cells, pulses and noise of each are its own. */
    chips: count(1, 10_000).default(1),
    /** The chip that the report shows, from 0; any of them can be built alone. */
    chip: count(0, 9999).default(0),
  })
  .prefault({});

const solverSchema = z
  .strictObject({
    engine: z.enum(["wasm", "native", "auto"]).default("wasm"),
    /** Parallel workers; null: the cores. */
    jobs: count(1, 1024).nullable().default(null),
    /** Wall-clock limit of one SPICE run. */
    timeout: positive("s").default(300),
  })
  .prefault({});

/** All that a user may say about a run. Unknown keys are errors; every default is here and nowhere else. */
export const runSchema = z
  .strictObject({
    memspice: z.literal(1).default(1),
    name: folderName().default("mnist"),
    seed: count(0, 2 ** 32 - 1).default(1),
    process: z.enum(["sky130"]).default("sky130"),
    dataset: datasetSchema,
    network: networkSchema,
    device: deviceSchema,
    characterization: characterizationSchema,
    variability: variabilitySchema,
    mapping: mappingSchema,
    programming: programmingSchema,
    array: arraySchema,
    nonidealities: nonidealitiesSchema,
    converters: convertersSchema,
    montecarlo: montecarloSchema,
    crosscheck: crosscheckSchema,
    /** The neuron whose spike rate stands in for ReLU between layers: the stage `neuron`. Null leaves it out; `{}` takes the defaults. */
    neuron: neuronSchema.nullable().default(null),
    solver: solverSchema,
  })
  .superRefine(({ nonidealities, array }, context) => {
    if (nonidealities?.temperatureC == null || array === undefined || !("rWire" in array.wire)) return;
    context.addIssue({
      code: "custom",
      path: ["nonidealities", "temperatureC"],
      message: "a wire of a given resistance has no metal whose temperature coefficient were known",
      input: nonidealities.temperatureC,
      params: { hint: "Name metals in array.wire, or give rWire at that temperature." },
    });
  })
  .superRefine(({ device, characterization }, context) => {
    if (device?.model !== "table" || characterization === undefined) return;
    const { field, problem: message, hint } = unmeasured(device.curves, characterization.pulses) ?? {};
    if (field === undefined || message === undefined) return;
    const path = ["characterization", "pulses", field];
    const input = characterization.pulses[field];
    context.addIssue({ code: "custom", path, message, input, params: { hint } });
  })
  .superRefine(({ device, variability }, context) => {
    // Where the device itself is at fault, its own fault is enough.
    const card = memristorCards[device?.model] as Card | undefined;
    if (card === undefined || variability === undefined) return;
    const { parameters } = card;
    for (const name of Object.keys(variability.parameters)) {
      if (parameters[name] !== undefined && !parameters[name].whole) continue;
      const known = Object.keys(parameters).filter((one) => !parameters[one]?.whole);
      const message = `${device.model} has no parameter ${name} that could spread`;
      const params = { hint: `Its parameters are ${known.join(", ")}.` };
      context.addIssue({
        code: "custom",
        path: ["variability", "parameters", name],
        message,
        input: name,
        params,
      });
    }
  });

export type RunSpec = z.output<typeof runSchema>;
/** The neuron in place of ReLU. Currents [A], supply [V]. */
export type NeuronSpec = z.output<typeof neuronSchema>;
