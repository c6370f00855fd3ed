import { describe, expect, it } from "vitest";
import { createMatrix } from "../../../src/foundation/index.ts";
import {
  emitWeightCsv,
  emitWeightManifest,
  findWeight,
  type WrittenCells,
  type WrittenNetwork,
} from "../../../src/report/index.ts";
import { manifestJsonSchema, weightManifestSchema } from "../../../src/spec/index.ts";

const cells = (target: number[], programmed: number[]): WrittenCells => ({
  target: createMatrix(2, 3, Float64Array.from(target)),
  programmed: createMatrix(2, 3, Float64Array.from(programmed)),
  missed: Uint8Array.of(0, 0, 0, 0, 0, 1),
  set: Uint32Array.of(1, 2, 3, 4, 5, 6),
  reset: Uint32Array.of(0, 0, 0, 0, 1, 7),
});

const network: WrittenNetwork = {
  provenance: { memspice: "0", specHash: "ab", seed: 1 },
  programming: {
    ...{ device: "hp", vSet: 1, vReset: -1, width: 2e-3, vRead: 0.1, tolerance: 1e-6 },
    levels: [1e-4, 2e-4, 3e-4],
  },
  layers: [
    {
      ...{ name: "hidden layer", rows: 2, cols: 3, tile: [1, 2], weightPerSiemens: 100 },
      tiles: [
        {
          ...{ polarity: "neg", tile: [1, 1], row: 1, col: 2, rows: 1, cols: 1 },
          gain: Float64Array.of(1.25),
        },
      ],
      cells: {
        pos: cells([1e-4, 2e-4, 1e-4, 3e-4, 1e-4, 2.5e-4], [1.01e-4, 2e-4, 1e-4, 3e-4, 1e-4, 1 / 3e3]),
        neg: cells([2e-4, 1e-4, 1e-4, 1e-4, 1e-4, 1e-4], [2e-4, 1e-4, 1e-4, 1e-4, 1e-4, 1e-4]),
      },
    },
  ],
};
const text = [...emitWeightManifest(network)].join("\n");
const manifest = weightManifestSchema.parse(JSON.parse(text));

describe("the manifest of weights", () => {
  it("keeps its schema, which is published", () => {
    expect(manifest.layers[0]).toMatchObject({
      name: "hidden layer",
      cell: "hidden_layer",
      rows: 2,
      cols: 3,
    });
    expect(manifestJsonSchema()).toMatchObject({
      type: "object",
      required: expect.arrayContaining(["layers"]),
    });
  });

  it("has every weight with sign, tile, and both memristors: path, target, level, conductance, pulses", () => {
    const weights = manifest.layers[0]?.weights ?? [];
    expect(weights.map(({ sign }) => sign)).toEqual([-1, 1, 0, 1, 0, 1]);
    expect(weights.map(({ row, col }) => 3 * row + col)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(weights[5]).toEqual({
      ...{ row: 1, col: 2, tile: [1, 1], sign: 1 },
      pos: {
        path: "hidden_layer/Xpos_r1_c1/XRr1c2",
        ...{ target: 2.5e-4, programmed: 3.333333e-4, level: null, set: 6, reset: 7, reached: false },
      },
      neg: {
        path: "hidden_layer/Xneg_r1_c1/XRr1c2",
        ...{ target: 1e-4, programmed: 1e-4, level: 0, set: 6, reset: 7, reached: false },
      },
    });
  });

  it("has the tiles with the gains of their columns", () => {
    const place = { polarity: "neg", tile: [1, 1], row: 1, col: 2, rows: 1, cols: 1 };
    expect(manifest.layers[0]?.tiles).toEqual([{ cell: "hidden_layer_neg_r1_c1", ...place, gain: [1.25] }]);
  });

  it("has one weight a line, so that two of them can be compared", () => {
    expect(text.split("\n").filter((line) => line.startsWith('{"row"'))).toHaveLength(6);
  });

  it("gives the weight of a memristor by its path, as any tool writes it", () => {
    const paths = manifest.layers.flatMap(({ weights }) =>
      weights.flatMap(({ pos, neg }) => [pos.path, neg.path]),
    );
    expect(new Set(paths).size).toBe(12);
    for (const path of paths) {
      for (const written of [path, path.toLowerCase(), path.replaceAll("/", ".").toUpperCase()]) {
        const found = findWeight(manifest, written);
        expect(found?.weight[found.polarity].path).toBe(path);
      }
    }
  });

  it("leads into 1T1R cells", () => {
    const layers = network.layers.map((layer) => ({ ...layer, selected: true }));
    const selected = weightManifestSchema.parse(
      JSON.parse([...emitWeightManifest({ ...network, layers })].join("\n")),
    );
    const path = "hidden_layer/Xneg_r1_c1/Xr1c2/XRmem";
    expect(selected.layers[0]?.weights[5]?.neg.path).toBe(path);
    expect(findWeight(selected, path.toLowerCase())).toMatchObject({
      polarity: "neg",
      weight: { row: 1, col: 2 },
    });
    expect(findWeight(selected, "hidden_layer/Xneg_r1_c1/XRr1c2")).toBeNull();
  });

  it.each([
    "hidden_layer/Xpos_r1_c1/XRr1c3",
    "hidden_layer/Xpos_r0_c1/XRr1c2",
    "hidden_layer/Xpos_r1_c1/XRr9c2",
    "other/Xpos_r1_c1/XRr1c2",
    "hidden_layer",
  ])("knows no memristor %s", (path) => {
    expect(findWeight(manifest, path)).toBeNull();
  });

  it("is a table of memristors too", () => {
    const lines = [...emitWeightCsv(network)];
    expect(lines).toHaveLength(13);
    expect(lines[0]?.split(",")).toHaveLength(14);
    expect(lines[11]).toBe(
      "hidden_layer,1,2,pos,1,1,hidden_layer/Xpos_r1_c1/XRr1c2,1,0.00025,0.0003333333,,6,7,0",
    );
  });
});
