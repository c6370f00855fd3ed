import type { DeviceSpec } from "../spec/index.ts";
import { formatNumber } from "../spice/index.ts";
import { assertParameters, formOf } from "./catalogue.ts";
import { assertState } from "./check.ts";
import { numbersOf, subcircuitOf } from "./subcircuit.ts";
import { inlined, wrapCard } from "./text.ts";

/** Name of the subcircuit that `emitReadSubcircuit` writes. Ports in order: top electrode, bottom electrode. */
export function readSubcircuitOf({ model }: DeviceSpec): string {
  return `${subcircuitOf(model).name}_read`;
}

/**
 * A device whose state is held, as a subcircuit for operating points: the current of `equationsOf` at the state `x`, times `multiple`, > 0. In the
 * full subcircuit an operating point lets the state settle where the drive pushes it.
 *
 * @throws DeviceError DEVICE_PARAMETER
 */
export function emitReadSubcircuit(device: DeviceSpec): string {
  assertParameters(device);
  const form = formOf(device);
  const numbers = numbersOf(device);
  const value = (name: string) => numbers[name] as number;
  const resistance = form.series === undefined ? 0 : value(form.series);
  const inner = resistance > 0 ? "dev" : "te";
  const { write } = inlined(form, {
    parameter: (name) => `(${formatNumber(value(name))})`,
    name: (word) => ({ v: `V(${inner},be)`, x: "({x})" })[word],
  });
  const name = readSubcircuitOf(device);
  return `${[
    `* ${device.model}, its state held at x (0 to 1); it carries \`multiple\` times the current of the device`,
    `.subckt ${name} te be x=0 multiple=1`,
    ...(resistance > 0 ? [`Rseries te dev {${formatNumber(resistance)}/multiple}`] : []),
    wrapCard(`Bdevice ${inner} be I = {multiple}*(${write(form.current)})`),
    `.ends ${name}`,
  ].join("\n")}\n`;
}

/** The card of one such device. @throws DeviceError DEVICE_STATE_RANGE */
export function emitReadInstance(
  device: DeviceSpec,
  place: {
    readonly name: string;
    readonly te: string;
    readonly be: string;
    readonly state: number;
    readonly multiple: number;
  },
): string {
  const { name, te, be, state, multiple } = place;
  assertState(state);
  const numbers = `x=${formatNumber(state)}${multiple === 1 ? "" : ` multiple=${formatNumber(multiple)}`}`;
  return `X${name} ${te} ${be} ${readSubcircuitOf(device)} ${numbers}`;
}
