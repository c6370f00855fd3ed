import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine } from "../../src/engine/index.ts";
import { createNativeSimulator } from "../../src/engine/native/simulator.ts";
import { createPooledEngine } from "../../src/engine/pooled-engine.ts";
import { readUserDeck } from "../../src/netlist/index.ts";
import { requireTool } from "../tools.ts";
import { divider } from "./engine-decks.ts";

const ngspice = requireTool("ngspice");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "memspice-test-"));
  await mkdir(join(folder, "deck/cells"), { recursive: true });
  await mkdir(join(folder, "pdk/lib"), { recursive: true });
  const files: Readonly<Record<string, string>> = {
    "deck/filter.sp": [
      "Divider from three files",
      "V1 In 0 {supply}",
      ".include cells/half.inc",
      "X1 In Out 0 Half",
      ".lib $PDK_ROOT/lib/corners.lib SS",
      ".save V(Out)",
      ".op",
      ".end",
    ].join("\r\n"),
    "deck/cells/half.inc": ".subckt Half p q n\nR1 p q 1k\nR2 q n 1k\n.ends\n",
    "pdk/lib/corners.lib": ".lib tt\n.param supply=8\n.endl\n.lib ss\n.include supply.inc\n.endl\n",
    "pdk/lib/supply.inc": ".param supply=6\n",
    "deck/shell.sp": `t\nv1 a 0 1\nr1 a 0 1k\n.control\nshell touch ${join(folder, "touched")}\n.endc\n.op\n`,
    "deck/link.sp": "t\nv1 a 0 1\n.include link.inc\n.op\n",
    "secret.inc": "r1 a 0 1k\n",
  };
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  await symlink(join(folder, "secret.inc"), join(folder, "deck/link.inc"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a deck that links to a file outside of its folder is refused", async () => {
  await expect(readUserDeck(join(folder, "deck/link.sp"))).rejects.toMatchObject({
    code: "DECK_FILE_OUTSIDE",
    at: ["link.sp", "line 3"],
  });
});

for (const { kind, available, reason } of [
  { kind: "wasm", available: true, reason: "" },
  { kind: "native", ...ngspice },
] as const) {
  describe.skipIf(!available)(`the ${kind} engine${reason && ` (skipped: ${reason})`}`, () => {
    const engine = createEngine({ kind });
    afterAll(() => engine.close());

    test("runs a user's deck with its files and the PDK's", async () => {
      const deck = await readUserDeck(join(folder, "deck/filter.sp"), { pdkRoot: join(folder, "pdk") });
      const { result } = await engine.run(deck);
      if (result.kind !== "op") throw new Error(result.kind);
      expect(result.vectors["V(Out)"]?.[0]).toBeCloseTo(3, 9);
    });

    test("names the line of the user's own file", async () => {
      await writeFile(join(folder, "deck/wrong.sp"), "t\n* a comment\nv1 a 0 1\n\nr1 a 0\n+ {foo}\n.op\n");
      const deck = await readUserDeck(join(folder, "deck/wrong.sp"));
      await expect(engine.run(deck)).rejects.toMatchObject({
        code: "ENGINE_SYNTAX",
        at: ["t", "line 5", "r1"],
      });
    });
  });
}

describe.skipIf(!ngspice.available)(
  `native ngspice${ngspice.reason && ` (skipped: ${ngspice.reason})`}`,
  () => {
    test("runs a user's shell command only where the deck is trusted", async () => {
      const deck = await readUserDeck(join(folder, "deck/shell.sp"));
      const wary = createEngine({ kind: "native" });
      await expect(wary.run(deck)).rejects.toMatchObject({
        code: "ENGINE_DECK_UNTRUSTED",
        at: ["t", "line 4"],
      });
      expect(existsSync(join(folder, "touched"))).toBe(false);
      const trusting = createEngine({ kind: "native", trustDecks: true });
      expect((await trusting.run(deck)).result.kind).toBe("op");
      expect(existsSync(join(folder, "touched"))).toBe(true);
      await Promise.all([wary.close(), trusting.close()]);
    });
  },
);

test("a native simulator that is not installed: ENGINE_NATIVE_MISSING", async () => {
  const pool = { workers: 1, timeoutSeconds: 5, trustDecks: false };
  const engine = createPooledEngine(createNativeSimulator("memspice-no-such-program"), pool);
  await expect(engine.run(divider(1))).rejects.toMatchObject({ code: "ENGINE_NATIVE_MISSING" });
  await expect(engine.identity()).rejects.toMatchObject({ code: "ENGINE_NATIVE_MISSING" });
});

test("auto takes the WASM engine where that starts", async () => {
  const engine = createEngine({ kind: "auto" });
  expect((await engine.run(divider(2))).engine.name).toBe("eecircuit-engine");
  await engine.close();
});
