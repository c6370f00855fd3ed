import { type Card, type DeviceSpec, defaultDevice, type ModelName, memristorCards } from "../spec/index.ts";
import { formatNumber } from "../spice/index.ts";
import { assertParameters, formOf } from "./catalogue.ts";
import { assertState } from "./check.ts";
import { clipWidth, emitHpInstance, emitHpSubcircuit, windowNumber } from "./hp-subcircuit.ts";
import type { Form } from "./model.ts";
import { defaultValues, inlined, wrapCard } from "./text.ts";

/** Names of a model in a deck. Ports in order: top electrode, bottom electrode, state, and temperature where it has one. */
export interface SubcircuitNames {
  readonly name: string;
  readonly ports: readonly string[];
}

export function subcircuitOf(model: ModelName): SubcircuitNames {
  const ports = formOf(defaultDevice(model)).heat ? ["te", "be", "x", "kelvin"] : ["te", "be", "x"];
  return { name: `memristor_${model.replaceAll("-", "_")}`, ports };
}

/** Current that the capacitor of the state takes while a write pulse moves it [A]: well above a simulator's `abstol`. */
const stateCurrent = 1e-3;

/** A parameter as SPICE spells it: case does not count there. */
export function spiceName(name: string): string {
  return name.toLowerCase();
}

/**
 * The model of a device as a behavioural subcircuit for ngspice: the text of `models/<name>/<name>.sub`, its default preset as defaults.
 * The equations are those of `equationsOf`, held inside the state's range.
 */
export function emitMemristorSubcircuit(device: DeviceSpec): string {
  if (device.model === "hp") return emitHpSubcircuit();
  const card: Card = memristorCards[device.model];
  const form = formOf(device);
  return `${[...headOf(card, form), ...bodyOf(card, form)].join("\n")}\n`;
}

function headOf(card: Card, form: Form): string[] {
  const { ports } = subcircuitOf(card.model as ModelName);
  const words = Object.entries(card.choices).map(
    ([name, list]) => [spiceName(name), list.map((word, n) => `${n} ${word}`).join(", ")] as const,
  );
  const parameters = Object.entries(card.parameters).map(
    ([name, { unit, meaning }]) =>
      [spiceName(name), `${unit === "1" ? "" : `[${unit}] `}${meaning}`] as const,
  );
  const temperature = ports.includes("kelvin")
    ? ["kelvin  the temperature in kelvin as a voltage; for probes, one node a device"]
    : [];
  return [
    `* ${card.title}`,
    `* ${card.source}`,
    ...(card.provisional === null ? [] : [`* PROVISIONAL: ${card.provisional}`]),
    "*",
    "* Ports       te  top electrode: a positive voltage from te to be drives the state up, towards more conductance",
    "*             be  bottom electrode",
    "*             x   the state as a voltage, 0 to 1. For probes; leave it open, and give every device its own node.",
    ...temperature.map((line) => `*             ${line}`),
    `*             state: ${card.state}`,
    "*",
    ...[...parameters, ...words].map(
      ([name, meaning], n) => `* ${n === 0 ? "Parameters" : "          "}  ${name.padEnd(14)} ${meaning}`,
    ),
    "*             x0             state at the start, 0 to 1",
    "*             cstate         [F] capacitance of the state: no physics, it scales the current that the solver sees",
    "*",
    ...form.notes.map((line, n) => `* ${n === 0 ? "Equations " : "          "}  ${line}`),
    "*",
    '* Simulation  Transient analysis with "uic", from x0. Check that x stays within 0 to 1 after every run: a wrong solution can',
    `*             reach the end of time. Use reltol=1e-7, trtol=${form.trtol ?? 1}, a step limit well below the pulse width, and finite edges.`,
    "*             Stops at the ends depend on the direction of the drive, and arguments of steep functions are capped.",
    "*",
  ];
}

function bodyOf(card: Card, form: Form): string[] {
  const { name, ports } = subcircuitOf(card.model as ModelName);
  const inner = form.series ? "dev" : "te";
  const { write, nodes } = inlined(form, {
    parameter: (parameter) => `({${spiceName(parameter)}})`,
    name: (word) => ({ v: `V(${inner},be)`, x: "min(max(V(x),0),1)", raw: "V(x)", t: "V(kelvin)" })[word],
  });
  const stop =
    form.stop === "soft"
      ? ` * tanh(min((V(${inner},be) >= 0 ? 1-V(x) : V(x))/${formatNumber(clipWidth)},20))`
      : "";
  const values = Object.entries(defaultValues(card)).map(
    ([key, value]) => `${spiceName(key)}=${formatNumber(value)}`,
  );
  const words = Object.keys(card.choices).map((key) => `${spiceName(key)}=0`);
  const start = [
    `x0=${formatNumber(card.initialState)}`,
    `cstate=${formatNumber(stateCurrent * form.timeScale)}`,
  ];
  const heat = form.heat;
  const braced = (parameter: string) => `{${spiceName(parameter)}}`;
  return [
    wrapWords(`.subckt ${name} ${ports.join(" ")} ${[...values, ...words, ...start].join(" ")}`),
    ...(form.series ? [`Rseries te dev {max(${spiceName(form.series)},1e-3)}`] : []),
    "* device current",
    wrapCard(`Bdevice ${inner} be I = ${write(form.current)}`),
    ...(nodes.length > 0 ? ["* what the motion depends on"] : []),
    ...nodes.map(([node, expression]) => wrapCard(`B${node} ${node} 0 V = ${expression}`)),
    "* motion of the state",
    wrapCard(`Bstate 0 x I = {cstate} * (${write(form.rate)})${stop}`),
    "Cstate x 0 {cstate} IC={x0}",
    ".ic V(x)={x0}",
    ...(heat
      ? [
          "* temperature: power in watts as amperes into the heat capacity, and out through the thermal resistance",
          wrapCard(`Bpower 0 kelvin I = ${write(heat.power)}`),
          `Cthermal kelvin 0 ${braced(heat.capacity)} IC=${braced(heat.ambient)}`,
          `Rthermal kelvin around {${spiceName(heat.timeConstant)}/${spiceName(heat.capacity)}}`,
          `Vambient around 0 ${braced(heat.ambient)}`,
          `.ic V(kelvin)=${braced(heat.ambient)}`,
        ]
      : []),
    `.ends ${name}`,
  ];
}

function wrapWords(card: string, width = 118): string {
  const lines = [""];
  for (const word of card.split(" ")) {
    const last = lines[lines.length - 1] as string;
    if (last !== "" && last.length + word.length > width) lines.push(`+ ${word}`);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.join("\n");
}

export interface MemristorInstance {
  /** Instance name, without the leading X. */
  readonly name: string;
  readonly te: string;
  readonly be: string;
  /** Node of the state; every instance needs its own. */
  readonly x: string;
  /** Node of the temperature, for a model that has one; default the state's name with `_k`. */
  readonly kelvin?: string;
  /** State at the start, 0..1. */
  readonly state: number;
  /** Time in which the drive moves the state [s]; default that of the model. It scales the state's capacitance alone. */
  readonly timeScale?: number;
}

/**
 * The card of one device, with every parameter written out.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 */
export function emitMemristorInstance(device: DeviceSpec, instance: MemristorInstance): string {
  if (device.model === "hp") return emitHpInstance(device, instance);
  assertParameters(device);
  assertState(instance.state);
  const { name, te, be, x, state } = instance;
  const { name: subcircuit, ports } = subcircuitOf(device.model);
  const nodes = [te, be, x, ...(ports.includes("kelvin") ? [instance.kelvin ?? `${x}_k`] : [])];
  const written = Object.entries({
    ...numbersOf(device),
    x0: state,
    cstate: stateCurrent * (instance.timeScale ?? formOf(device).timeScale),
  }).map(([key, value]) => `${spiceName(key)}=${formatNumber(value)}`);
  return `X${name} ${nodes.join(" ")} ${subcircuit} ${written.join(" ")}`;
}

/** Parameters of a device by name, words as the numbers that decks know them by. */
export function numbersOf(device: DeviceSpec): Record<string, number> {
  const card: Card = memristorCards[device.model];
  const values = device as unknown as Readonly<Record<string, number | string>>;
  const words = Object.entries(card.choices).map(
    ([name, list]) => [name, numberOf(card.model, list, values[name] as string)] as const,
  );
  return Object.fromEntries([
    ...Object.keys(card.parameters).map((name) => [name, values[name] as number] as const),
    ...words,
  ]);
}

/** The number that stands for a word: its place in the card, or for the windows of HP that of its subcircuit. */
function numberOf(model: string, list: readonly string[], word: string): number {
  return model === "hp" ? ((windowNumber as Record<string, number>)[word] ?? NaN) : list.indexOf(word);
}
