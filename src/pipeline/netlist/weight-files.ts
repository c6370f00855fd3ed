import {
  emitWeightCsv,
  emitWeightManifest,
  type WrittenCells,
  type WrittenNetwork,
} from "../../report/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import type { Environment } from "../environment.ts";
import type { ProgrammedLayer, ProgrammedNetwork } from "../program.ts";
import { specHashOf } from "../spec-hash.ts";
import type { WiredLayer } from "../wire.ts";
import { tilePlace } from "./array-files.ts";
import type { NetlistFile } from "./netlist-file.ts";

export interface WeightRequest {
  readonly spec: RunSpec;
  readonly programmed: ProgrammedNetwork;
  /** The same cells in their tiles. */
  readonly wired: readonly WiredLayer[];
  readonly environment: Pick<Environment, "versions">;
}

/** `manifest.json` and `weights.csv`: every weight with its memristors, their paths, targets, conductances and pulses. */
export function weightFiles(request: WeightRequest): NetlistFile[] {
  const network = writtenNetwork(request);
  return [
    { path: "manifest.json", format: "manifest", cell: null, lines: () => emitWeightManifest(network) },
    { path: "weights.csv", format: "csv", cell: null, lines: () => emitWeightCsv(network) },
  ];
}

function writtenNetwork({ spec, programmed, wired, environment }: WeightRequest): WrittenNetwork {
  const { vSet, vReset, width, vRead } = spec.characterization.pulses;
  const { gMin, gMax, levels } = programmed.window;
  return {
    provenance: {
      memspice: environment.versions.memspice,
      specHash: specHashOf(spec),
      seed: spec.seed,
    },
    programming: {
      device: spec.device.model,
      ...{ vSet, vReset, width, vRead },
      tolerance: spec.programming.tolerance * (gMax - gMin),
      levels: [...levels],
    },
    layers: programmed.layers.map((layer, index) => {
      const { name, target, pos, neg } = layer;
      const { rows, cols } = target.gPos;
      return {
        ...{ name, rows, cols, tile: spec.array.tile, selected: spec.array.cell.kind === "1t1r" },
        weightPerSiemens: target.weightPerSiemens,
        tiles: (wired[index] as WiredLayer).tiles.map((one) => ({
          ...tilePlace(one),
          gain: one.gain ?? null,
        })),
        cells: { pos: cellsOf(target.gPos, pos), neg: cellsOf(target.gNeg, neg) },
      };
    }),
  };
}

function cellsOf(target: WrittenCells["target"], written: ProgrammedLayer["pos"]): WrittenCells {
  const { conductance, missed, set, reset } = written;
  return { target, programmed: conductance, missed, set, reset };
}
