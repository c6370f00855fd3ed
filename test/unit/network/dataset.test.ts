import { describe, expect, it } from "vitest";
import { assertUnaltered, readDataset } from "../../../src/network/dataset.ts";
import { codeOf } from "./tiny.ts";

const abc = new TextEncoder().encode("abc");
const md5OfAbc = "900150983cd24fb0d6963f7d28e17f72"; // RFC 1321, appendix A.5

describe("a file of a data set", () => {
  const file = { path: "/data/train", install: "Run npm ci.", ownFolder: false };

  it("with the published MD5 passes", () => {
    expect(() => assertUnaltered(abc, md5OfAbc, file)).not.toThrow();
  });

  it("that was altered is refused: expected, received, place, remedy", () => {
    const altered = () =>
      assertUnaltered(
        abc.map((b) => b ^ 1),
        md5OfAbc,
        file,
      );
    expect(altered).toThrow(
      /^DATASET_ALTERED at dataset \/ \/data\/train: expected the MD5 9001.*got [0-9a-f]{32}/,
    );
    expect(altered).toThrow("Run npm ci.");
  });

  it("in the user's own folder is checked too, and the hint says so", () => {
    const altered = () => assertUnaltered(abc.subarray(1), md5OfAbc, { ...file, ownFolder: true });
    expect(altered).toThrow("Files in your own folder are checked too");
  });
});

describe("a request for images", () => {
  it.each([
    ["train", { train: 60_001, test: 1 }],
    ["test", { train: 1, test: 10_001 }],
    ["train", { train: 0, test: 1 }],
    ["test", { train: 1, test: 1.5 }],
  ])("that the part %s does not have is refused before anything is read", async (part, counts) => {
    const read = () => readDataset({ name: "mnist", folder: "/nowhere", ...counts });
    expect(await codeOf(read)).toBe("DATASET_SUBSET");
    await expect(read()).rejects.toThrow(`dataset / ${part}`);
  });
});
