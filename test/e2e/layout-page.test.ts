import { readFileSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireTool } from "../tools.ts";
import { scratch, tiny } from "./memspice.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(`${root}docs/layout.md`, "utf8");
const place = scratch();
beforeAll(() => symlinkSync(`${root}examples`, place.path("examples")));
afterAll(place.remove);

const lines = [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, box = ""]) =>
  box.trim().split("\n"),
);
const tools = {
  netgen: requireTool("netgen", "netgen-lvs").available,
  xschem: requireTool("xschem").available,
  ngspice: requireTool("ngspice").available,
};

/** What a command needs of this machine. */
function needs(command: string): readonly boolean[] {
  return [
    ...(/--verify|--layout/.test(command) ? [tools.netgen, tools.xschem] : []),
    ...(command.includes("ngspice") ? [tools.ngspice] : []),
  ];
}

const thorough = process.env.MEMSPICE_THOROUGH === "1";

describe("docs/layout.md", () => {
  it("has commands, each with its exit code", () => {
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/ # exit [01]$/);
  });

  // A minute: simulations, and the training of a network.
  it.skipIf(!thorough).for(lines)("%s", { timeout: 300_000 }, async (line, context) => {
    if (!needs(line).every(Boolean)) context.skip("a tool is missing");
    const [, command = "", code] = /^(.*) # exit (\d)$/.exec(line) ?? [];
    const small = command.includes("mnist") ? ` ${tiny.map((word) => `'${word}'`).join(" ")}` : "";
    const run = command.replace("npx memspice", `"${process.execPath}" "${root}dist/cli/main.js"`) + small;
    const { exitCode, all } = await execa("sh", ["-c", run], { cwd: place.folder, reject: false, all: true });
    expect(exitCode, all).toBe(Number(code));
  });
});
