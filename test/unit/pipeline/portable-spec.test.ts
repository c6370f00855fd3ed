import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { portableSpec } from "../../../src/pipeline/portable-spec.ts";
import { parseRunSpec } from "../../../src/spec/index.ts";

const folder = resolve("/designs");
const portable = (yaml: string) => portableSpec(parseRunSpec(yaml), folder);

describe("the spec that a result keeps", () => {
  it("names the files beside the spec by whole paths", () => {
    const spec = portable(
      "neuron: { sizing: ./mine.yaml, cell: body }\nvariability: { stuckAt: { map: faults.csv } }",
    );
    expect(spec.neuron).toMatchObject({ sizing: resolve(folder, "mine.yaml"), cell: "body" });
    expect(spec.variability.stuckAt.map).toBe(resolve(folder, "faults.csv"));
  });

  it("names tables of the project as they are", () => {
    expect(portable("neuron: { sizing: tirado-barron-x5 }").neuron?.sizing).toBe("tirado-barron-x5");
    expect(portable("{}")).toEqual(parseRunSpec("{}"));
  });
});
