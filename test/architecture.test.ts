import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../src", import.meta.url));
const rooms = [
  "foundation",
  "spec",
  "spice",
  "pdk",
  "device",
  "netlist",
  "engine",
  "lvs",
  "measurement",
  "crossbar",
  "network",
  "report",
  "pipeline",
  "sweep",
  "cli",
];

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, room: file.split("/")[0] as string, text: readFileSync(join(src, file), "utf8") }));

const importLine = /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/g;
const imports = files.flatMap(({ file, room, text }) =>
  [...text.matchAll(importLine)].map((match) => ({ file, room, from: (match[1] ?? match[2]) as string })),
);
const inside = imports
  .filter(({ from }) => from.startsWith("."))
  .map((one) => ({ ...one, target: relative(src, join(src, dirname(one.file), one.from)) }));

/** Code without comments and strings, so that words in messages do not count. */
function codeOf(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g,
    " ",
  );
}

describe("the house", () => {
  it("was read: there are files, and imports between rooms", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(inside.filter(({ room, target }) => room !== target.split("/")[0]).length).toBeGreaterThan(20);
  });

  it("has only the rooms of the design, each with a door and a README", () => {
    for (const room of new Set(files.map((one) => one.room))) {
      expect(rooms).toContain(room);
      const names = readdirSync(join(src, room));
      expect(names, room).toContain("README.md");
      if (room !== "cli") expect(names, room).toContain("index.ts");
    }
  });

  it("lets a room import only rooms above it", () => {
    const wrong = inside.filter(
      ({ room, target }) => rooms.indexOf(target.split("/")[0] as string) > rooms.indexOf(room),
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it("is entered through doors", () => {
    const wrong = inside.filter(({ room, target }) => {
      const [other, ...rest] = target.split("/");
      return other !== room && rest.join("/") !== "index.ts";
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it("has no star exports", () => {
    expect(files.filter(({ text }) => /export \*/.test(codeOf(text))).map(({ file }) => file)).toEqual([]);
  });

  it("keeps files under 300 lines", () => {
    expect(files.filter(({ text }) => text.split("\n").length > 300).map(({ file }) => file)).toEqual([]);
  });

  /** Where each thing from outside may be imported: a prefix of the path in `src/`. */
  const guests: readonly [RegExp, readonly string[]][] = [
    [
      /^node:(fs|os|child_process|worker_threads)/,
      ["pdk/process.ts", "netlist/user-deck/", "engine/", "lvs/", "network/", "pipeline/", "cli/"],
    ],
    [/^@tensorflow\//, ["network/"]],
    [/^eecircuit-engine$/, ["engine/wasm/"]],
    [/^execa$/, ["engine/native/", "lvs/", "cli/"]],
    [/^(commander|cli-progress)$/, ["cli/"]],
    [/^(@observablehq\/plot|linkedom)$/, ["report/"]],
    [/^(pure-rand|d3-random)/, ["foundation/random.ts"]],
    [/^yaml$/, ["spec/", "pdk/"]],
  ];

  it.each(guests)("imports %s only where it belongs", (guest, homes) => {
    const wrong = imports.filter(
      ({ file, from }) => guest.test(from) && !homes.some((home) => file.startsWith(home)),
    );
    expect(wrong.map(({ file, from }) => `${file} imports ${from}`)).toEqual([]);
  });

  it("leaves clock, chance and printing to those who may", () => {
    const found = files.flatMap(({ file, room, text }) =>
      [
        ...codeOf(text).matchAll(
          /\b(console\.\w+|process\.std(?:out|err)|Math\.random|Date\.now|new Date\(\)|process\.env)/g,
        ),
      ]
        .filter(() => room !== "cli")
        .map(([use]) => `${file}: ${use}`),
    );
    expect(found).toEqual([]);
  });
});
