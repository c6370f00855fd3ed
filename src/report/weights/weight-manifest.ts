import type { Matrix } from "../../foundation/index.ts";
import {
  type ArrayLayer,
  type ArrayTile,
  arrayNames,
  devicePath,
  type Polarity,
} from "../../netlist/index.ts";
import type { WeightManifest } from "../../spec/index.ts";

/** The memristors of one polarity of a layer, (rows, cols) each. */
export interface WrittenCells {
  /** [S] */
  readonly target: Matrix;
  readonly programmed: Matrix;
  /** Marks of the cells that did not come into the tolerance. */
  readonly missed: Uint8Array;
  readonly set: Uint32Array;
  readonly reset: Uint32Array;
}

export interface WrittenTile extends ArrayTile {
  /** Digital gain of each of its columns, (cols); null: 1. */
  readonly gain: Float64Array | null;
}

export interface WrittenLayer extends ArrayLayer {
  /** Largest tile: rows, columns. */
  readonly tile: readonly [number, number];
  readonly weightPerSiemens: number;
  readonly tiles: readonly WrittenTile[];
  readonly cells: Readonly<Record<Polarity, WrittenCells>>;
}

export type WrittenNetwork = Pick<WeightManifest, "provenance" | "programming"> & {
  readonly layers: readonly WrittenLayer[];
};

/** `manifest.json` line by line, one weight a line; its schema is `weightManifestSchema`. */
export function* emitWeightManifest({ provenance, programming, layers }: WrittenNetwork): Generator<string> {
  yield "{";
  yield '"memspice": 1, "kind": "weights",';
  yield `"provenance": ${JSON.stringify(provenance)},`;
  yield `"programming": ${JSON.stringify(programming)},`;
  yield '"layers": [';
  for (const [n, layer] of layers.entries()) {
    const { name, rows, cols, tile, weightPerSiemens } = layer;
    const names = arrayNames(layer);
    const tiles = layer.tiles.map(({ gain, ...place }) => {
      return { cell: names.tile(place), ...place, gain: gain === null ? null : [...gain] };
    });
    const head = { name, cell: names.layer, rows, cols, tile, weightPerSiemens, tiles };
    yield `${JSON.stringify(head).slice(0, -1)}, "weights": [`;
    const last = rows * cols - 1;
    for (const { k, row, col, place, sign, devices } of weightsOf(layer, programming.levels)) {
      const [pos, neg] = devices.map((device) => JSON.stringify(device));
      const text = `{"row":${row},"col":${col},"tile":[${place}],"sign":${sign},"pos":${pos},"neg":${neg}}`;
      yield k < last ? `${text},` : text;
    }
    yield n < layers.length - 1 ? "]}," : "]}";
  }
  yield "]";
  yield "}";
}

/** `weights.csv` line by line, one memristor a line. */
export function* emitWeightCsv({ programming, layers }: WrittenNetwork): Generator<string> {
  yield "layer,row,col,polarity,tile_row,tile_col,path,sign,target_S,programmed_S,level,set_pulses,reset_pulses,reached";
  for (const layer of layers) {
    const name = arrayNames(layer).layer;
    for (const { row, col, place, sign, devices } of weightsOf(layer, programming.levels)) {
      for (const [n, device] of devices.entries()) {
        const { path, target, programmed, level, set, reset, reached } = device;
        const cell = `${name},${row},${col},${polarities[n]},${place},${path},${sign}`;
        yield `${cell},${target},${programmed},${level ?? ""},${set},${reset},${reached ? 1 : 0}`;
      }
    }
  }
}

const polarities = ["pos", "neg"] as const;

/** The weights of a layer, row by row, each with its positive and its negative memristor. */
function* weightsOf(layer: WrittenLayer, levels: readonly number[]) {
  const { rows, cols, tile, cells } = layer;
  const names = arrayNames(layer);
  const levelOf = new Map(levels.map((g, level) => [g, level]));
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const k = row * cols + col;
      const place = [Math.floor(row / tile[0]), Math.floor(col / tile[1])] as const;
      const [pos, neg] = polarities.map((polarity) => cells[polarity].target.data[k] as number) as [
        number,
        number,
      ];
      const devices = polarities.map((polarity) => {
        const { target, programmed, missed, set, reset } = cells[polarity];
        const goal = target.data[k] as number;
        return {
          path: devicePath(names, { polarity, tile: place }, { row, col }),
          target: digits(goal),
          programmed: digits(programmed.data[k] as number),
          level: levelOf.get(goal) ?? null,
          set: set[k] as number,
          reset: reset[k] as number,
          reached: missed[k] === 0,
        };
      });
      yield { k, row, col, place, sign: Math.sign(pos - neg), devices };
    }
  }
}

/** Seven digits: far below any tolerance. */
function digits(value: number): number {
  return Number(value.toPrecision(7));
}
