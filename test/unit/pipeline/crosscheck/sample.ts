import { tileAt, tilePlaces, transferMatrix } from "../../../../src/crossbar/index.ts";
import type { Engine } from "../../../../src/engine/index.ts";
import { createMatrix, createRandom } from "../../../../src/foundation/index.ts";
import type { PhysicalLayer } from "../../../../src/network/index.ts";
import type { TestImage } from "../../../../src/pipeline/draw-images.ts";
import type { WiredLayer, WiredTile } from "../../../../src/pipeline/wire.ts";

const { uniform } = createRandom(1).stream("crosscheck-sample");
const cells = (rows: number, cols: number) =>
  createMatrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => 1e-4 + 4e-4 * uniform()),
  );

/** One layer of 4 x 2 in tiles of 2 x 2, `only-pos-r0-c0` to `only-neg-r1-c0`, with wires. */
export function sampleLayer(): { readonly wired: WiredLayer[]; readonly layers: PhysicalLayer[] } {
  const [gPos, gNeg] = [cells(4, 2), cells(4, 2)];
  const tiles = (
    [
      ["pos", gPos],
      ["neg", gNeg],
    ] as const
  ).flatMap(([polarity, g]) =>
    tilePlaces(4, 2, [2, 2]).map((place): WiredTile => {
      const tile = tileAt(g, place, [2, 2], { rWord: 5, rBit: 5 });
      return { layer: "only", polarity, place, tile, transfer: transferMatrix(tile) };
    }),
  );
  const layer = { name: "only", vRead: 0.1, inputScale: 1, weightPerSiemens: 1e4, bias: null };
  return { wired: [{ name: "only", tiles, gPos, gNeg }], layers: [{ ...layer, gPos, gNeg }] };
}

/** Images of 4 pixels; the upper two are black in all of them. */
export const sampleImages: readonly TestImage[] = [
  { image: 7, input: Float64Array.of(0, 0, 1, 0.5), label: 0 },
  { image: 3, input: Float64Array.of(0, 0, 0, 0), label: 1 },
  { image: 5, input: Float64Array.of(0, 0, 0.2, 0.9), label: 1 },
];

/** An engine that knows the right answer of every tile, and what becomes of it: `answer` may change a current [A], or throw. */
export function sampleEngine(
  tiles: readonly { readonly name: string; readonly tile: WiredTile }[],
  answer: (current: number, name: string) => number = (current) => current,
): Engine {
  const identity = { name: "sample", version: "1", ngspice: "none" };
  return {
    workers: 1,
    identity: async () => identity,
    run: async (deck) => {
      const name = deck.title.replace(/,.*$/, "");
      const { tile } = tiles.find((one) => one.name === name) as (typeof tiles)[number];
      const { rows, cols } = tile.transfer;
      const drive = (i: number) =>
        Number(
          deck.cards
            .find((card) => card.startsWith(`vw${i} `))
            ?.split(" ")
            .at(-1),
        );
      const current = (j: number) => {
        let sum = 0;
        for (let i = 0; i < rows; i++) sum += drive(i) * (tile.transfer.data[i * cols + j] as number);
        return answer(sum, name);
      };
      const vectors = Array.from({ length: cols }, (_, j) => [`i(vb${j})`, Float64Array.of(current(j))]);
      return {
        result: { kind: "op", vectors: Object.fromEntries(vectors) },
        warnings: [],
        engine: { ...identity, solver: "sparse" },
        deckHash: name,
        seconds: 1,
      };
    },
    close: async () => undefined,
  };
}
