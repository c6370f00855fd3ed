import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type DeckDisk, readUserDeck } from "../../../src/netlist/index.ts";

/** A disk of files; a value that begins with `->` is a link to that path, for a file or a folder. */
function diskOf(entries: Readonly<Record<string, string>>): DeckDisk & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const folders = new Set(Object.keys(entries).flatMap((path) => ancestors(path)));
  const real = (path: string): string | null => {
    const entry = entries[path];
    if (entry?.startsWith("->")) return real(entry.slice(2));
    if (entry !== undefined || path === "/") return path;
    const parent = real(dirname(path));
    if (parent === null) return null;
    const moved = join(parent, path.slice(dirname(path).length));
    if (moved !== path) return real(moved);
    return folders.has(path) ? path : null;
  };
  const failure = (code: string) => Object.assign(new Error(code), { code });
  return {
    asked,
    async realPath(path) {
      asked.push(path);
      return real(path);
    },
    async read(path) {
      const place = real(resolve(path));
      if (place === null) throw failure("ENOENT");
      if (entries[place] === undefined) throw failure("EISDIR");
      return Buffer.from(entries[place], "latin1");
    },
  };
}

function ancestors(path: string): string[] {
  return path === "/" ? [] : [dirname(path), ...ancestors(dirname(path))];
}

const circuit = "v1 a 0 1\nr1 a 0 1k\n";
const read = (text: string, more: Readonly<Record<string, string>> = {}, pdkRoot?: string) =>
  readUserDeck("/work/deck.sp", {
    disk: diskOf({ "/work/deck.sp": text, ...more }),
    ...(pdkRoot === undefined ? {} : { pdkRoot }),
  });
const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (thrown: { code: string; at: readonly string[]; hint: string }) => thrown,
  );
  return `${error?.code} at ${error?.at.join(" / ")}`;
};

describe("a user's deck", () => {
  test("keeps its lines, and gives its analysis and its probes apart", async () => {
    const deck = await read(
      `RC low pass\nV1 In 0 PULSE(0 1 0\n+ 1n 1n)\nR1 In Out 1k\n\n.SAVE V(Out) i(V1)\n+ @R1[i]\n.Tran 1u 5m uic\n.print tran v(out) v(In, Out)\n.end\n`,
    );
    expect(deck).toMatchObject({
      title: "RC low pass",
      analysis: { kind: "tran", step: 1e-6, stop: 5e-3, start: 0, maxStep: 0, useInitialConditions: true },
      probes: ["V(Out)", "i(V1)", "@R1[i]", "v(In,Out)"],
      origin: "user",
      files: [],
    });
    expect(deck.cards).toEqual([
      "V1 In 0 PULSE(0 1 0",
      "+ 1n 1n)",
      "R1 In Out 1k",
      "",
      "* .SAVE V(Out) i(V1)",
      "* + @R1[i]",
      "* .Tran 1u 5m uic",
      "* .print tran v(out) v(In, Out)",
      "* .end",
      "",
    ]);
  });

  test.each([
    [".op", { kind: "op" }],
    ["  .OP ; the point", { kind: "op" }],
    [".dc V1 -1 1 0.5", { kind: "dc", source: "V1", start: -1, stop: 1, step: 0.5 }],
    [".dc V1 1 -1 -500m", { kind: "dc", source: "V1", start: 1, stop: -1, step: -0.5 }],
    [".ac DEC 10 1k 1MEG", { kind: "ac", spacing: "dec", points: 10, start: 1e3, stop: 1e6 }],
    [".tran 1ns 1us 0.5us 2n", tran(1e-9, 1e-6, 0.5e-6, 2e-9)],
    [".tran\n* a comment\n+ 1n 10n", tran(1e-9, 1e-8)],
    [".param tend = 2u\n.tran 1n {tend}", tran(1e-9, 2e-6)],
    [".tran 1n 1u $ as long as it takes", tran(1e-9, 1e-6)],
  ])("is read: %s", async (card, analysis) => {
    expect((await read(`t\n${circuit}${card}\n`)).analysis).toEqual(analysis);
  });

  test.each([
    ["no analysis", `t\n${circuit}`, "DECK_NO_ANALYSIS at deck.sp"],
    ["an analysis in .control alone", `t\n${circuit}.control\nop\n.endc\n`, "DECK_NO_ANALYSIS at deck.sp"],
    ["two analyses", `t\n${circuit}.op\n.ac dec 1 1 10\n`, "DECK_MULTIPLE_ANALYSES at deck.sp"],
    ["noise", `t\n${circuit}.noise v(a) v1 dec 1 1 10\n`, "DECK_ANALYSIS_UNSUPPORTED at deck.sp / line 4"],
    [
      "a sweep of two sources",
      `t\n${circuit}.dc v1 0 1 1 v2 0 1 1\n`,
      "DECK_ANALYSIS_UNSUPPORTED at deck.sp / line 4",
    ],
    [
      "a sweep that never gets there",
      `t\n${circuit}.dc v1 0 1 -0.1\n`,
      "DECK_ANALYSIS_SYNTAX at deck.sp / line 4",
    ],
    [
      "a parameter that is not there",
      `t\n${circuit}.tran 1n {tend}\n`,
      "DECK_ANALYSIS_SYNTAX at deck.sp / line 4",
    ],
    ["a transient without an end", `t\n${circuit}.tran 1n\n`, "DECK_ANALYSIS_SYNTAX at deck.sp / line 4"],
    ["nothing at all", "", "DECK_EMPTY at deck.sp"],
    ["a title alone", "title\n* a comment\n", "DECK_EMPTY at deck.sp"],
    ["a letter that is not ASCII", `t\nv1 a 0 1\nr1 a 0 1\xb5\n.op\n`, "DECK_NOT_ASCII at deck.sp / line 3"],
    ["cards after .end", `t\n${circuit}.op\n.end\nr2 a 0 1\n`, "DECK_AFTER_END at deck.sp / line 6"],
  ])("is refused for %s", async (_, text, expected) => {
    expect(await refusal(read(text))).toBe(expected);
  });

  test("is refused where it cannot be read", async () => {
    const disk = diskOf({ "/work/sub/x": "" });
    for (const path of ["/work/none.sp", "/work/sub"]) {
      expect(await refusal(readUserDeck(path, { disk }))).toMatch(/^DECK_UNREADABLE at /);
    }
  });

  test("may have Windows line ends, a byte order mark, and a blank title", async () => {
    const deck = await read("\xef\xbb\xbf\r\nv1 a 0 1\r\nr1 a 0\r\n+ 1k\r\n.op\r\n");
    expect(deck.title).toBe("deck.sp");
    expect(deck.cards.slice(0, 4)).toEqual(["v1 a 0 1", "r1 a 0", "+ 1k", "* .op"]);
  });

  test("keeps its .control block, whose commands are neither analyses nor probes", async () => {
    const deck = await read(`t\n${circuit}.op\n.control\nop\nsave v(a)\n.endc\n`);
    expect(deck.cards.slice(3)).toEqual([".control", "op", "save v(a)", ".endc", ""]);
    expect(deck.probes).toEqual([]);
  });

  test("names probes of an AC plot by their complex vector", async () => {
    const deck = await read(`t\n${circuit}.ac dec 1 1 10\n.plot ac vdb(a) vp(a) (0,5) vm(b)\n`);
    expect(deck.probes).toEqual(["v(a)", "v(b)"]);
  });
});

describe("files that a deck includes", () => {
  const including = (line: string) => `t\n${circuit}${line}\n.op\n`;
  const lineOf = (deck: { cards: readonly string[] }) => deck.cards[2];

  test("are found beside it, in sub-folders, and from each other", async () => {
    const deck = await read(including(".INC 'cells/half.inc'"), {
      "/work/cells/half.inc": "* half\n.include leaf.inc\n",
      "/work/cells/leaf.inc": "r2 a 0 1k\n",
    });
    expect(lineOf(deck)).toBe('.include "cells/half.inc"');
    expect(deck.files).toEqual([
      { path: "cells/half.inc", text: '* half\n.include "cells/leaf.inc"\n' },
      { path: "cells/leaf.inc", text: "r2 a 0 1k\n" },
    ]);
  });

  test("are found under the PDK root: by name, by absolute path, through $PDK_ROOT and through a link to the PDK", async () => {
    const pdk = { "/opt/pdk-1.0/lib/m.lib": ".lib tt\n.param x=1\n.endl\n", "/pdk": "->/opt/pdk-1.0" };
    for (const path of [
      "lib/m.lib",
      "/pdk/lib/m.lib",
      "/opt/pdk-1.0/lib/m.lib",
      "$PDK_ROOT/lib/m.lib",
      `"$\{PDK_ROOT}/lib/m.lib"`,
    ]) {
      const deck = await read(including(`.lib ${path} TT`), pdk, "/pdk");
      expect(lineOf(deck), path).toBe('.lib "pdk/lib/m.lib" tt');
      expect(deck.files.map((file) => file.path)).toEqual(["pdk/lib/m.lib"]);
    }
  });

  test("come from all sections of a library, since the simulator opens them all; what is missing in an unused one is taken out", async () => {
    const deck = await read(including(".lib m.lib tt"), {
      "/work/m.lib":
        ".lib tt\n.include tt.inc\n.lib m.lib common\n.endl\n.lib ss\n.include ss.inc\n.include missing.inc\n.endl\n.lib common\n.param x=1\n.endl\n",
      "/work/tt.inc": ".param y=1\n",
      "/work/ss.inc": ".param y=2\n",
    });
    expect(deck.files.map(({ path }) => path)).toEqual(["m.lib", "tt.inc", "ss.inc"]);
    expect(deck.files[0]?.text).not.toContain("missing.inc");
    expect(deck.files[0]?.text).toContain('.include "tt.inc"\n.lib "m.lib" common');
  });

  test("inside the engine keep their names, unless such a file lies beside the deck", async () => {
    const name = "modelcard.skywater";
    const inside = await read(including(`.include ${name}`));
    expect([lineOf(inside), inside.files]).toEqual([`.include ${name}`, []]);
    const own = await read(including(`.include ${name}`), { [`/work/${name}`]: "* own\n" });
    expect(own.files).toEqual([{ path: name, text: "* own\n" }]);
  });

  test("may hold any letter in a comment, and in no card", async () => {
    const deck = await read(including(".include x.inc"), { "/work/x.inc": "* \xa9 2020\nr2 a 0 1\n" });
    expect(deck.files[0]?.text).toBe("* ? 2020\nr2 a 0 1\n");
    expect(await refusal(read(including(".include x.inc"), { "/work/x.inc": "* ok\nr2 a 0 1\xb5\n" }))).toBe(
      "DECK_NOT_ASCII at x.inc / line 2",
    );
  });

  test.each([
    ["that is not there", ".include none.inc", {}, "DECK_FILE_MISSING at deck.sp / line 4"],
    [
      "above the deck",
      ".include ../secret.inc",
      { "/secret.inc": "" },
      "DECK_FILE_OUTSIDE at deck.sp / line 4",
    ],
    [
      "anywhere on the disk",
      ".include /etc/passwd",
      { "/etc/passwd": "" },
      "DECK_FILE_OUTSIDE at deck.sp / line 4",
    ],
    [
      "behind a link",
      ".include x.inc",
      { "/work/x.inc": "->/etc/passwd", "/etc/passwd": "" },
      "DECK_FILE_OUTSIDE at deck.sp / line 4",
    ],
    [
      "behind a link to a folder",
      ".include up/passwd",
      { "/work/up": "->/etc", "/etc/passwd": "" },
      "DECK_FILE_OUTSIDE at deck.sp / line 4",
    ],
    [
      "outside, from a file beside the deck",
      ".include x.inc",
      { "/work/x.inc": "\n.include ../../secret\n" },
      "DECK_FILE_OUTSIDE at x.inc / line 2",
    ],
    [
      "under a PDK root that was not given",
      ".include $PDK_ROOT/x",
      {},
      "DECK_FILE_MISSING at deck.sp / line 4",
    ],
    [
      "that includes itself",
      ".include x.inc",
      { "/work/x.inc": ".include y.inc\n", "/work/y.inc": ".include x.inc\n" },
      "DECK_INCLUDE_LOOP at y.inc / line 1",
    ],
    ["that is a folder", ".include cells", { "/work/cells/x": "" }, "DECK_UNREADABLE at cells"],
  ] as const)("are refused %s", async (_, line, more, expected) => {
    expect(await refusal(read(including(line), more))).toBe(expected);
  });

  test("outside are not even looked for", async () => {
    const disk = diskOf({ "/work/deck.sp": including(".include /etc/shadow") });
    await refusal(readUserDeck("/work/deck.sp", { disk }));
    expect(disk.asked).not.toContain("/etc/shadow");
  });

  test("need a PDK root that is there", async () => {
    expect(await refusal(read(including(""), {}, "/none"))).toBe("DECK_FILE_MISSING at PDK root");
  });
});

function tran(step: number, stop: number, start = 0, maxStep = 0) {
  return { kind: "tran", step, stop, start, maxStep, useInitialConditions: false };
}
