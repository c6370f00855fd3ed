import { formatQuantity } from "../foundation/index.ts";
import type { NonidealityRow } from "../report/index.ts";
import type { RunSpec } from "../spec/index.ts";
import type { ArrayLines } from "./lines.ts";

const fixed = "never: fixed";
const onceAtWrite = "once, when the cell is written";
const onceADevice = "once a device";

/** Every thing that is not ideal, in the order of the stages, on or off: its value, and when it is sampled. */
export function nonidealityRows(spec: RunSpec, lines: ArrayLines, levels: number): NonidealityRow[] {
  const { variability, programming, nonidealities, converters, array } = spec;
  const { d2d, c2c, stuckAt, parameters } = variability;
  const { readNoise, drift, temperatureC } = nonidealities;
  const { dac, adc } = converters;
  const ohm = (r: number) => formatQuantity(r, "ohm");
  const varied = Object.keys(parameters);
  const row = (
    stage: NonidealityRow["stage"],
    name: string,
    [field, sampled]: readonly [string, string],
    value: string | null,
  ): NonidealityRow => ({ name, stage, field, on: value !== null, value: value ?? "off", sampled });
  return [
    row("levels", "levels", ["characterization.pulses", fixed], `${levels} in the window`),
    row(
      "programmed",
      "programming error",
      ["programming.tolerance", onceAtWrite],
      `within ${programming.tolerance} of the window, at most ${programming.maxPulses} pulses`,
    ),
    row("programmed", "spread of devices, d2d", ["variability.d2d", onceADevice], sigma(d2d)),
    row("programmed", "spread of pulses, c2c", ["variability.c2c", "at every pulse"], sigma(c2c)),
    row(
      "programmed",
      "spread of parameters",
      ["variability.parameters", "once a device, and at every pulse"],
      varied.length > 0 ? varied.join(", ") : null,
    ),
    row(
      "stuckAt",
      "stuck cells",
      ["variability.stuckAt", stuckAt.map === null ? onceADevice : fixed],
      stuck(stuckAt),
    ),
    row("drift", "drift", ["nonidealities.drift", drifting(drift)], drift && driftValue(drift)),
    row(
      "wire",
      "wire resistance",
      ["array.wire", fixed],
      lines.rWord + lines.rBit > 0 ? `${ohm(lines.rWord)} and ${ohm(lines.rBit)} a segment` : null,
    ),
    row("wire", "drivers", ["array.driver", fixed], array.driver > 0 ? ohm(array.driver) : null),
    row("wire", "sense amplifiers", ["array.sense", fixed], array.sense > 0 ? ohm(array.sense) : null),
    row(
      "temperature",
      "temperature of the wires",
      ["nonidealities.temperatureC", fixed],
      temperatureC === null ? null : `${temperatureC} degree C`,
    ),
    row("ivNonlinearity", "cells' own currents", ["array.cell", fixed], cellValue(array.cell)),
    row(
      "readNoise",
      "read noise",
      ["nonidealities.readNoise", "at every read of every cell"],
      sigma(readNoise),
    ),
    row(
      "converters",
      "DAC",
      ["converters.dac", fixed],
      dac && `${bits(dac.bits)}, range ${range(dac.range, "V")}`,
    ),
    row(
      "converters",
      "ADC, one a column of a pair of tiles",
      ["converters.adc", fixed],
      adc && `${bits(adc.bits)}, range ${range(adc.range, "A")}`,
    ),
  ];
}

function cellValue({ kind, select, images }: RunSpec["array"]["cell"]): string | null {
  if (kind === "linear") return null;
  const sample = images === 1 ? "on 1 image" : `on ${images} images`;
  if (kind === "memristor") return `memristors alone, ${sample}`;
  const { device, w, l, vGate } = select;
  const size = `W ${formatQuantity(w, "m")}, L ${formatQuantity(l, "m")}, gate ${formatQuantity(vGate, "V")}`;
  return `behind ${device}, ${size}, ${sample}`;
}

const bits = (count: number) => (count === 1 ? "1 bit" : `${count} bits`);
const sigma = (value: number) => (value > 0 ? `sigma ${value}` : null);
const range = (value: number | string, unit: "A" | "V") =>
  typeof value === "string" ? value : formatQuantity(value, unit);

function stuck({ off, on, map }: RunSpec["variability"]["stuckAt"]): string | null {
  if (map !== null) return `map ${map}`;
  return off + on > 0 ? `off ${off}, on ${on} of all cells` : null;
}

type Drift = RunSpec["nonidealities"]["drift"];

function drifting(drift: Drift): string {
  return drift !== null && "law" in drift ? fixed : "its exponent once a device";
}

function driftValue(drift: NonNullable<Drift>): string {
  const after = `${formatQuantity(drift.time, "s")} after programming`;
  if ("law" in drift) return `${after}, by the device's own equations`;
  const spread = drift.nuSpread > 0 ? ` with a spread of ${drift.nuSpread}` : "";
  return `${after}, nu ${drift.nu}${spread}`;
}
