import { emitMemristorSubcircuit, subcircuitOf } from "../device/index.ts";
import { formatQuantity } from "../foundation/index.ts";
import type { ModelSet } from "../pdk/index.ts";
import { memristorCards } from "../spec/index.ts";
import { formatNumber } from "../spice/index.ts";
import type { Deck } from "./deck.ts";
import { tidy } from "./memristor.ts";
import { emitOneTransistorCell, type OneTransistorCell } from "./one-transistor-cell.ts";

/** Voltages of the three lines of a cell [V]. */
export interface LineVoltages {
  readonly wl: number;
  readonly bl: number;
  readonly sl: number;
}

/** Pulses on one cell: a read, a pulse, a read, a pulse, ..., a read, with the lines at 0 V between. */
export interface OneTransistorBench {
  readonly pulses: readonly LineVoltages[];
  /** Of every pulse and every read, half height to half height [s]; edges take a hundredth of it, rests a tenth. */
  readonly width: number;
  /** Lines while the conductance is read; the source line is at 0 V. */
  readonly read: { readonly wl: number; readonly bl: number };
  /** State at the start, 0..1. */
  readonly state: number;
  readonly temperatureC: number;
}

/** Vectors of the bench: voltages [V], the current out of the bit line into the cell [A], state 0..1. */
export const oneTransistorProbes = {
  wl: "v(wl)",
  bl: "v(bl)",
  sl: "v(sl)",
  be: "v(cell_be)",
  current: "i(vsense)",
  state: "v(cell_x)",
} as const;

/** Vector of the temperature [K], for a device that has one of its own. */
export const cellTemperatureProbe = "v(cell_k)";

/** When the k-th slot of the bench (read 0, pulse 0, read 1, ...) is at its voltages [s]. */
export function slotOf({ width }: OneTransistorBench, k: number): readonly [from: number, to: number] {
  const [edge, rest] = [width / 100, width / 10];
  const begin = rest + k * (width + rest);
  return [tidy(begin + edge / 2), tidy(begin + width - edge / 2)];
}

/**
 * Test bench of one cell of memristor and select transistor, with the models of a library.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE; PdkError PDK_DEVICE_NOT_IN_LIBRARY, PDK_NO_MODEL_BIN
 */
export function buildOneTransistorDeck(
  cell: OneTransistorCell,
  models: ModelSet,
  bench: OneTransistorBench,
): Deck {
  const { pulses, width, read, state, temperatureC } = bench;
  const { memristor, transistor } = cell;
  const slots: LineVoltages[] = [{ ...read, sl: 0 }];
  for (const pulse of pulses) slots.push(pulse, { ...read, sl: 0 });
  const place = { name: "cell", bl: "bl", wl: "wl", sl: "sl", state, timeScale: width };
  const heated = subcircuitOf(memristor.model).ports.includes("kelvin");
  const circuit = [
    ...emitMemristorSubcircuit(memristor).trimEnd().split("\n"),
    "*",
    ...(["wl", "bl", "sl"] as const).map((line) => {
      const node = line === "bl" ? "drive" : line;
      return `V${line} ${node} 0 ${drive(bench, slots, line)}`;
    }),
    "Vsense drive bl 0",
    ...emitOneTransistorCell(cell, place, models),
  ];
  const { device, w, l, m } = transistor;
  const size = `${formatQuantity(w, "m")} / ${formatQuantity(l, "m")}${m > 1 ? ` x ${m}` : ""}`;
  return {
    title: "one transistor, one memristor: pulses",
    comments: [
      ...pulses.map(
        ({ wl, bl, sl }, n) =>
          `Pulse ${n + 1}: WL ${wl} V, BL ${bl} V, SL ${sl} V, ${formatQuantity(width, "s")}.`,
      ),
      `Before, between and after them a read: WL ${read.wl} V, BL ${read.bl} V. From state ${state}.`,
      `Device: ${memristorCards[memristor.model].title}. Transistor: ${device}, ${size}; models ${models.name}, corner ${models.corner}, ${temperatureC} degree C.`,
      `Probes: ${oneTransistorProbes.current} the current from the bit line, ${oneTransistorProbes.be} the node between memristor and transistor, ${oneTransistorProbes.state} the state, 0 to 1.`,
    ],
    cards: [...models.slim(circuit), ...circuit],
    analysis: {
      kind: "tran",
      step: width / 100,
      stop: tidy(slotOf(bench, slots.length - 1)[1] + width / 10),
      start: 0,
      maxStep: width / 50,
      useInitialConditions: true,
    },
    probes: [...Object.values(oneTransistorProbes), ...(heated ? [cellTemperatureProbe] : [])],
    options: { temp: temperatureC, reltol: 1e-5, trtol: 1, method: "trap" },
    files: [],
    origin: "built",
  };
}

function drive(bench: OneTransistorBench, slots: readonly LineVoltages[], line: keyof LineVoltages): string {
  const edge = bench.width / 100;
  const corners = slots.flatMap((slot, k) => {
    const [from, to] = slotOf(bench, k);
    const volts = slot[line];
    if (volts === 0) return [];
    return [
      [from - edge, 0],
      [from, volts],
      [to, volts],
      [to + edge, 0],
    ] as const;
  });
  if (corners.length === 0) return "0";
  const text = corners.map(([time, volts]) => `${formatNumber(tidy(time))} ${formatNumber(volts)}`);
  const lines = Array.from({ length: Math.ceil(text.length / 4) }, (_, n) =>
    text.slice(4 * n, 4 * n + 4).join(" "),
  );
  return ["PWL(0 0", ...lines.map((one) => `+ ${one}`), "+ )"].join("\n");
}
