import { describe, expect, it } from "vitest";
import { openModels } from "../../../src/pdk/index.ts";
import { devices, files, globals, memoryDisk, openText, openToy, process } from "./models-synthetic.ts";

describe("a library on disk", () => {
  it("is found below the root of a PDK, in its folder, or as a file; others are named", async () => {
    const root = await openToy({ "/pdk/toyB/models/toy.lib": "x" });
    expect(root).toMatchObject({
      name: "toyA/models/toy.lib",
      others: ["toyB/models/toy.lib"],
      source: "disk",
      process: "toy",
    });
    expect(await openToy({}, "/pdk/toyA/models")).toMatchObject({ name: "models/toy.lib", others: [] });
    expect(await openToy({}, "/pdk/toyA/models/toy.lib")).toMatchObject({
      name: "models/toy.lib",
      others: [],
    });
  });

  it("has the corners that are sections without random numbers", async () => {
    const library = await openToy();
    expect(library.corners).toEqual(["tt", "ss"]);
    expect(library.typicalCorner).toBe("tt");
    expect((await library.corner("SS")).corner).toBe("ss");
  });

  it("leaves out sections that other sections are made of", async () => {
    const text = `.lib tt\n.lib "one.lib" parts\n.endl\n.lib parts\n${globals}${devices}\n.param toy_vth0=0 toy_pvth0=0 mc_pr_switch=0\n.endl\n`;
    const disk = memoryDisk({ "/one.lib": text });
    const library = await openModels({ process, library: { kind: "disk", path: "/one.lib", disk } });
    expect(library.corners).toEqual(["tt"]);
    expect((await library.corner("tt")).bins("nfet")).toHaveLength(2);
  });

  it("is read once, whatever the number of corners", async () => {
    const disk = memoryDisk(files);
    const library = await openModels({ process, library: { kind: "disk", path: "/pdk/toyA/models", disk } });
    await library.corner("tt");
    await library.corner("ss");
    expect(disk.reads.filter((path) => path.endsWith("devices.spice"))).toHaveLength(1);
  });

  it("has a hash by corner that follows the text of its files", async () => {
    const hash = async (corner: string, more = {}) => (await (await openToy(more)).corner(corner)).hash;
    const tt = await hash("tt");
    expect(tt).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash("tt")).toBe(tt);
    expect(await hash("ss")).not.toBe(tt);
    expect(await hash("tt", { "/pdk/toyA/models/globals.spice": `${globals}\n* ` })).not.toBe(tt);
  });

  it("reads comments that are not ASCII", async () => {
    const library = await openToy({ "/pdk/toyA/models/globals.spice": `* \xb5m\n${globals}` });
    expect((await library.corner("tt")).full.files.map(({ text }) => text).join("")).toContain("* ?m");
  });

  it("gives the whole corner as files with their folders, other sections taken out", async () => {
    const { full } = await (await openToy()).corner("ss");
    expect(full.cards).toEqual(['.lib "toy.lib" ss', ".param mc_mm_switch = 0"]);
    expect(full.files.map(({ path }) => path)).toEqual(["toy.lib", "globals.spice", "devices.spice"]);
    expect(full.files[0]?.text.match(/^\.lib/gm)).toHaveLength(1);
  });
});

describe("a library inside the engine", () => {
  const library = { kind: "embedded" as const, engine: "engine 1.0" };

  it("has its scale option put back, which its mismatch counts on", async () => {
    const text = `* toy\n*.option scale=1.0u\n.param toy_vth0=0 toy_pvth0=0 mc_pr_switch=0\n${globals.replace(/^\.option.*$/m, "")}${devices}`;
    const opened = await openModels({ process, library: { ...library, read: async () => text } });
    expect(opened).toMatchObject({
      name: "embedded (engine 1.0)",
      corners: ["typical"],
      typicalCorner: "typical",
    });
    const models = await opened.corner("typical");
    expect(models.scale).toBe(1e-6);
    expect(models.full.cards).toEqual([
      '.include "modelcard.PDK15"',
      ".option scale=1e-6",
      ".param mc_mm_switch = 0",
    ]);
  });

  it("that the process has not is an error", async () => {
    const none = { ...process, models: { ...process.models, embedded: {} } };
    const opened = openModels({ process: none, library: { ...library, read: async () => "" } });
    await expect(opened).rejects.toMatchObject({ code: "PDK_FILE_MISSING" });
  });

  it("names its corners where one is asked for that it lacks", async () => {
    const opened = await openModels({ process, library: { ...library, read: async () => "" } });
    await expect(opened.corner("tt")).rejects.toMatchObject({
      code: "PDK_SECTION_UNKNOWN",
      hint: "Corners: typical.",
    });
  });
});

describe("a library with a fault", () => {
  it("PDK_FILE_MISSING: no such path, a folder without a library, an include that is not there", async () => {
    await expect(openToy({}, "/nowhere")).rejects.toMatchObject({
      code: "PDK_FILE_MISSING",
      at: ["/nowhere"],
    });
    await expect(openToy({ "/empty/x": "" }, "/empty")).rejects.toMatchObject({
      code: "PDK_FILE_MISSING",
      hint: expect.stringContaining("toyA/models/toy.lib"),
    });
    await expect(openText(".include more.spice")).rejects.toMatchObject({
      code: "PDK_FILE_MISSING",
      at: ["/one.lib tt", "line 2"],
      message: expect.stringContaining('"more.spice"'),
    });
  });

  it("PDK_SECTION_UNKNOWN lists those there are", async () => {
    const library = await openToy();
    await expect(library.corner("ff")).rejects.toMatchObject({
      code: "PDK_SECTION_UNKNOWN",
      hint: "Corners: tt, ss.",
    });
    await expect(openText(".lib one.lib fast")).rejects.toMatchObject({
      code: "PDK_SECTION_UNKNOWN",
      hint: "Sections: tt.",
    });
    const plain = memoryDisk({ "/plain.lib": devices });
    const opened = openModels({ process, library: { kind: "disk", path: "/plain.lib", disk: plain } });
    await expect(opened).rejects.toMatchObject({
      code: "PDK_SECTION_UNKNOWN",
      hint: "This file has no sections.",
    });
  });

  it("PDK_SECTION_RANDOM: no section whose random numbers are on, or that has no switch for them", async () => {
    const library = await openToy();
    for (const name of ["tt_mm", "mc"]) {
      await expect(library.corner(name)).rejects.toMatchObject({ code: "PDK_SECTION_RANDOM" });
    }
    const always = openText(`${devices}\n.param lot = agauss(0,1,3)`);
    await expect(always).rejects.toMatchObject({ code: "PDK_SECTION_RANDOM" });
  });

  it("PDK_INCLUDE_LOOP shows the way round", async () => {
    const loop = {
      "/pdk/toyA/models/globals.spice": '.include "devices.spice"',
      "/pdk/toyA/models/devices.spice": ".include globals.spice",
    };
    await expect(openToy(loop)).rejects.toMatchObject({
      code: "PDK_INCLUDE_LOOP",
      at: expect.arrayContaining(["/pdk/toyA/models/devices.spice"]),
    });
  });

  it("PDK_WRONG_PROCESS: none of the transistors of the process is in it", async () => {
    await expect(openText(".subckt other_nfet d g s b\n.ends")).rejects.toMatchObject({
      code: "PDK_WRONG_PROCESS",
      hint: expect.stringContaining("other_nfet"),
    });
  });

  it.each([
    ["commands", ".control\nshell ls\n.endc"],
    ["a subcircuit without end", ".subckt toy_nfet d g s b\nR1 d s 1"],
    ["a condition", ".if (1)\n.param a=1\n.endif"],
    ["an include in a subcircuit", ".subckt toy_nfet d g s b\n.include x\n.ends"],
  ])("PDK_LIBRARY_SYNTAX: %s", async (_, text) => {
    await expect(openText(text)).rejects.toMatchObject({
      code: "PDK_LIBRARY_SYNTAX",
      at: ["/one.lib", expect.stringContaining("line ")],
    });
  });
});
