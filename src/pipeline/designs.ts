import type { PulseResponse } from "../crossbar/index.ts";
import type { Random } from "../foundation/index.ts";
import { formatQuantity } from "../foundation/index.ts";
import type { NetworkLayer } from "../network/index.ts";
import { type Process, type SegmentResistance, segmentResistance, thinnestWire } from "../pdk/index.ts";
import type { RunSpec } from "../spec/index.ts";
import type { Characterization } from "./characterize.ts";
import { type ProgrammedNetwork, programNetwork } from "./program.ts";
import { type WiredLayer, wireNetwork } from "./wire.ts";

/** The choices that decide how much of an ideal crossbar is left: conductance window and wires. */
export interface Design {
  readonly name: string;
  readonly window: { readonly gMin: number; readonly gMax: number };
  readonly wire: SegmentResistance;
  readonly response: PulseResponse;
  readonly levels: Float64Array;
}

export interface BuiltDesign {
  readonly design: Design;
  readonly programmed: ProgrammedNetwork;
  readonly wired: readonly WiredLayer[];
}

/** The design of the spec, and with `array.compare` what the thinnest metal and the full range of the device would be. */
export function designsOf(
  spec: RunSpec,
  process: Process,
  device: Characterization,
): readonly [Design, ...Design[]] {
  const { response, levels, full } = device;
  const chosen = {
    name: "as chosen",
    window: spec.mapping.window,
    wire: segmentResistance(process, spec.array.wire),
    response,
    levels,
  };
  if (full === null) return [chosen];
  const pitch = "pitch" in spec.array.wire ? spec.array.wire.pitch : comparisonPitch;
  const thin = thinnestWire(process, pitch);
  const thinnest = {
    name: `thinnest metal (${thin.word.metal}, ${formatQuantity(thin.word.width, "m")})`,
    wire: segmentResistance(process, thin),
  };
  const most = full.levels[full.levels.length - 1] as number;
  const range = {
    name: `full window (up to ${formatQuantity(1 / most, "ohm")})`,
    window: { gMin: spec.mapping.window.gMin, gMax: most },
    response: full.response,
    levels: full.levels,
  };
  return [
    chosen,
    { ...chosen, ...thinnest },
    { ...chosen, ...range },
    { ...chosen, ...range, ...thinnest, name: "full window in the thinnest metal" },
  ];
}

/** Cell pitch of the thinnest-metal comparison where the spec gives a resistance and no geometry [m]. */
const comparisonPitch = 1.2e-6;

export interface BuildRequest {
  readonly design: Design;
  readonly spec: RunSpec;
  readonly layers: readonly NetworkLayer[];
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
}

type Report = (done: number, total: number) => void;

export async function programDesign({ design, spec, ...rest }: BuildRequest, report: Report) {
  const { levels, response } = design;
  return programNetwork({
    ...rest,
    levels,
    response,
    report,
    spec: { ...spec, mapping: { window: design.window } },
  });
}

export async function wireDesign(
  { design, spec, signal }: BuildRequest,
  programmed: ProgrammedNetwork,
  report: Report,
) {
  return wireNetwork({ layers: programmed.layers, size: spec.array.tile, wire: design.wire, signal, report });
}
