import { type Card, type DeviceSpec, memristorCards } from "../spec/index.ts";
import { formatNumber } from "../spice/index.ts";
import { formOf } from "./catalogue.ts";
import { clipWidth, windowNumber } from "./hp-subcircuit.ts";
import type { Form } from "./model.ts";
import { spiceName, subcircuitOf } from "./subcircuit.ts";
import { defaultValues, translate } from "./text.ts";

/** Conductance that holds the state and the temperature at their start in an operating point [S]. */
const hold = 1;

/**
 * The model of a device in Verilog-A: the text of `models/<name>/<name>.va`. Well-posed: the state, and the temperature where there is
 * one, are nodes with `ddt`; nothing depends on the step. An operating point holds them at their start.
 */
export function emitVerilogA(device: DeviceSpec): string {
  const { model } = device;
  const card: Card = memristorCards[model];
  const form = formOf(device);
  const { name, ports } = subcircuitOf(model);
  const dialect = {
    parameter: spiceName,
    name: (word: string) => ({ raw: "V(x)", t: "V(kelvin)", x: "xheld" })[word],
  };
  const write = (expression: string) => translate(expression, dialect);
  const names = ["v", "xheld", "rate", ...form.lets.map(([one]) => one)];
  const top = form.series ? "dev" : "te";
  return `${[
    `// ${card.title}`,
    `// ${card.source}`,
    ...(card.provisional === null ? [] : [`// PROVISIONAL: ${card.provisional}`]),
    "//",
    "// A positive voltage from te to be drives the state up, towards more conductance. Node x is the state as a voltage, 0 to 1:",
    `// ${card.state}.`,
    ...(form.heat ? ["// Node kelvin is the temperature in kelvin as a voltage."] : []),
    ...form.notes.map((line) => `//   ${line}`),
    "",
    '`include "disciplines.vams"',
    "",
    `module ${name}(${ports.join(", ")});`,
    `  inout ${ports.join(", ")};`,
    `  electrical ${[...ports, ...(form.series ? ["dev"] : [])].join(", ")};`,
    ...parametersOf(card, form),
    `  real ${names.join(", ")};`,
    "",
    "  analog begin",
    `    v = V(${top}, be);`,
    "    xheld = min(max(V(x), 0.0), 1.0);",
    ...form.lets.map(([one, expression]) => `    ${one} = ${write(expression)};`),
    `    rate = ${write(form.rate)};`,
    ...(form.stop === "soft"
      ? [`    rate = rate * tanh(min((v >= 0 ? 1-V(x) : V(x))/${formatNumber(clipWidth)}, 20));`]
      : []),
    ...(form.series ? [`    V(te, dev) <+ ${spiceName(form.series)} * I(te, dev);`] : []),
    `    I(${top}, be) <+ ${write(form.current)};`,
    `    if (analysis("static")) I(x) <+ ${hold} * (V(x) - x0);`,
    "    else I(x) <+ -cstate * rate;",
    "    I(x) <+ cstate * ddt(V(x));",
    ...(form.heat ? heatOf(form.heat, write) : []),
    "  end",
    "endmodule",
  ].join("\n")}\n`;
}

function heatOf(heat: NonNullable<Form["heat"]>, write: (expression: string) => string): string[] {
  const [c, tau, ambient] = [heat.capacity, heat.timeConstant, heat.ambient].map(spiceName);
  return [
    `    if (analysis("static")) I(kelvin) <+ ${hold} * (V(kelvin) - ${ambient});`,
    `    else I(kelvin) <+ (V(kelvin) - ${ambient}) * ${c} / ${tau} - ${write(heat.power)};`,
    `    I(kelvin) <+ ${c} * ddt(V(kelvin));`,
  ];
}

function parametersOf(card: Card, form: Form): string[] {
  const values = Object.entries(defaultValues(card)).map(([name, value]) => {
    const one = card.parameters[name];
    const range = one ? ` from [${[one.min, one.max].map(formatNumber).join(":")}]` : "";
    return `  (* type="instance" *) parameter real ${spiceName(name)} = ${formatNumber(value)}${range}; // ${one?.unit === "1" ? "" : `[${one?.unit}] `}${one?.meaning}`;
  });
  const words = Object.entries(card.choices).map(([name, list]) => {
    const numbered =
      card.model === "hp" ? Object.entries(windowNumber) : list.map((word, n) => [word, n] as const);
    const first = numbered.find(([word]) => word === list[0])?.[1] ?? 0;
    const text = numbered.map(([word, n]) => `${n} ${word}`).join(", ");
    return `  (* type="instance" *) parameter real ${spiceName(name)} = ${first} from [0:${list.length - 1}]; // ${text}`;
  });
  const cstate = formatNumber(1e-3 * form.timeScale);
  return [
    ...values,
    ...words,
    `  (* type="instance" *) parameter real x0 = ${formatNumber(card.initialState)} from [0:1]; // state at the start`,
    `  (* type="instance" *) parameter real cstate = ${cstate} from (0:inf); // [F] scales the state's equation; no physics`,
  ];
}
