import { formatQuantity } from "../foundation/index.ts";
import type { RunSpec } from "../spec/index.ts";
import { PdkError } from "./error.ts";
import type { Process } from "./process.ts";

/** Resistance [ohm] of one segment, the line from one cell to the next, of word lines (rows) and bit lines (columns). */
export interface SegmentResistance {
  readonly rWord: number;
  readonly rBit: number;
}

type WireSpec = RunSpec["array"]["wire"];

/**
 * Wire resistance of one segment: given, or typical sheet resistance times pitch / width. Vias and line ends are left out.
 *
 * @param temperatureC of the wires [degree C]; left out: that at which the sheet resistance is published. A given resistance has no metal
 * @throws PdkError PDK_METAL_UNKNOWN, PDK_WIDTH_TOO_SMALL, PDK_PITCH_TOO_SMALL, PDK_METAL_TEMPERATURE
 */
export function segmentResistance(
  process: Process,
  wire: WireSpec,
  temperatureC?: number,
): SegmentResistance {
  if ("rWire" in wire) return { rWord: wire.rWire, rBit: wire.rWire };
  const at = (line: "word" | "bit") =>
    segment(process, wire, line) * temperatureFactor(process, wire[line].metal, temperatureC);
  return { rWord: at("word"), rBit: at("bit") };
}

/** Resistance of a metal at a temperature over that at the temperature of its sheet resistance. */
function temperatureFactor(process: Process, metal: string, temperatureC: number | undefined): number {
  if (temperatureC === undefined) return 1;
  const coefficients = process.metals[metal]?.temperature ?? null;
  if (coefficients === null) {
    throw new PdkError("PDK_METAL_TEMPERATURE", `no temperature coefficient of ${metal} is recorded`, {
      at: ["nonidealities", "temperatureC"],
      hint: `Leave the temperature out, or add the coefficients to pdk/${process.name}.yaml.`,
    });
  }
  const rise = temperatureC - coefficients.reference;
  return 1 + coefficients.tc1 * rise + coefficients.tc2 * rise * rise;
}

function segment(process: Process, wire: Exclude<WireSpec, { rWire: number }>, line: "word" | "bit"): number {
  const at = ["array", "wire", line];
  const { metal, width } = wire[line];
  const rules = process.metals[metal];
  if (rules === undefined) {
    throw new PdkError("PDK_METAL_UNKNOWN", `${process.name} has no metal "${metal}"`, {
      at: [...at, "metal"],
      hint: `Metals: ${Object.keys(process.metals).join(", ")}.`,
    });
  }
  const least = formatQuantity(rules.minWidth, "m");
  if (width < rules.minWidth * (1 - 1e-9)) {
    throw new PdkError(
      "PDK_WIDTH_TOO_SMALL",
      `width ${formatQuantity(width, "m")}, but ${metal} needs >= ${least}`,
      {
        at: [...at, "width"],
        hint: `Use ${least} or more, or another metal.`,
      },
    );
  }
  if (wire.pitch < width + rules.minWidth * (1 - 1e-9)) {
    throw new PdkError(
      "PDK_PITCH_TOO_SMALL",
      `a pitch of ${formatQuantity(wire.pitch, "m")} leaves less than ${least} beside a line of ${formatQuantity(width, "m")}`,
      {
        at: ["array", "wire", "pitch"],
        hint: `Use a pitch of ${formatQuantity(width + rules.minWidth, "m")} or more.`,
      },
    );
  }
  return (rules.sheetResistance.typ * wire.pitch) / width;
}

/** The worst routing metal (highest resistance a length, local interconnect left out) at its least width, same pitch. */
export function thinnestWire(process: Process, pitch: number): Exclude<WireSpec, { rWire: number }> {
  const routing = Object.entries(process.metals).filter(([, { local }]) => !local);
  const [metal, rules] = routing.reduce((worst, next) =>
    next[1].sheetResistance.typ / next[1].minWidth > worst[1].sheetResistance.typ / worst[1].minWidth
      ? next
      : worst,
  );
  const line = { metal, width: rules.minWidth };
  return { word: line, bit: line, pitch };
}
