import { posix } from "node:path";
import { type ModelDisk, type ModelLibrary, type ModelProcess, openModels } from "../../../src/pdk/index.ts";

/** Files in memory; a folder is there where a file is below it. */
export function memoryDisk(
  files: Readonly<Record<string, string>>,
): ModelDisk & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    async realPath(path) {
      const clean = posix.normalize(path);
      const there =
        files[clean] !== undefined || Object.keys(files).some((file) => file.startsWith(`${clean}/`));
      return there ? clean : null;
    },
    async read(path) {
      reads.push(path);
      const text = files[path];
      if (text === undefined) throw new Error("EISDIR: illegal operation on a directory, read");
      return Buffer.from(text, "latin1");
    },
  };
}

export const process: ModelProcess = {
  name: "toy",
  devices: {
    nfet: { subckt: "toy_nfet" },
    pfet: { subckt: "toy_pfet" },
    big: { subckt: "toy_big" },
    gone: { subckt: "toy_gone" },
  },
  models: {
    embedded: { typical: "modelcard.PDK15" },
    disk: { file: "toy.lib", typical: "tt", libraries: ["toyA/models/toy.lib", "toyB/models/toy.lib"] },
  },
};

const model = (name: string, l: string, w: string, more = "") =>
  `.model ${name} nmos level = 54 lmin = ${l.split(" ")[0]} lmax = ${l.split(" ")[1]}\n* a remark\n+ wmin = ${w.split(" ")[0]} wmax = ${w.split(" ")[1]}\n+ vth0 = {0.5 + toy_vth0} ${more}`;

/** Bins of 1 to 2 and 2 to 4 um, and of W 1 to 10 um; mismatch as SKY130 has it; a device that is made of another. */
export const devices = `
.subckt toy_nfet d g s b mult=1
.param l = 1 w = 1 nf = 1
+ dvth = {toy_mm*MC_MM_SWITCH*AGAUSS(0,1.0,1)/sqrt(l*w*mult)}
Mtoy_nfet d g s b toy_nmodel l = {l} w = {w} nf = {nf} delvto = {dvth}
${model("toy_nmodel.0", "1e-6 2e-6", "1e-6 1e-5", "u0 = {toy_u0} toxe = {toy_toxe*(1+MC_MM_SWITCH*AGAUSS(0,0.1,1))}")}
${model("toy_nmodel.1", "2e-6 4e-6", "1e-6 1e-5", "u0 = {half(toy_u0)} toxe = {toy_toxe*(1+MC_MM_SWITCH*AGAUSS(0,0.1,1))}")}
.ends toy_nfet

.subckt toy_pfet d g s b
.param l = 1 w = 1 nf = 1
Mtoy_pfet d g s b toy_pmodel l = {l} w = {w}
.model toy_pmodel pmos level = 54 lmin = 1e-6 lmax = 2e-6 wmin = 1e-6 wmax = 1e-5 vth0 = {toy_pvth0}
.ends toy_pfet

.subckt toy_big d g s b w = 1 l = 1
R1 d d1 r = {toy_rd/w}
Xinner d1 g s b toy_nfet w = {w} l = 2
.ends toy_big

.model toy_diode d is = {toy_is}
`;

export const globals = `
.option scale=1.0u
.param toy_mm = 3e-3 toy_toxe = {4e-9*toy_ratio}
.param toy_ratio = 1 ; unused = 7
.param toy_rd = 10 toy_is = 1e-15
.param toy_u0 = {0.03} + toy_process*MC_PR_SWITCH*AGAUSS(0,1e-3,1)
.func half(x) {x*toy_half}
.param toy_half = 0.5 toy_process = 1
`;

const section = (name: string, vth0: number, mm: number, pr: number) => `.lib ${name}
.param MC_MM_SWITCH=${mm}
.param MC_PR_SWITCH=${pr}
.param toy_vth0 = ${vth0} toy_pvth0 = -0.4 toy_never = 1
.include "globals.spice"
.include devices.spice
.endl ${name}
`;

/** A library as open_pdks lays it out. */
export const files = {
  "/pdk/toyA/models/toy.lib": [
    section("tt", 0, 0, 0),
    section("ss", 0.05, 0, 0),
    section("tt_mm", 0, 1, 0),
    section("mc", 0, 0, 1),
  ].join("\n"),
  "/pdk/toyA/models/globals.spice": globals,
  "/pdk/toyA/models/devices.spice": devices,
} as const;

export function openToy(more: Readonly<Record<string, string>> = {}, path = "/pdk"): Promise<ModelLibrary> {
  return openModels({ process, library: { kind: "disk", path, disk: memoryDisk({ ...files, ...more }) } });
}

/** A library of one section in one file. */
export function openText(text: string): Promise<ModelLibrary> {
  return openModels({
    process,
    library: {
      kind: "disk",
      path: "/one.lib",
      disk: memoryDisk({ "/one.lib": `.lib tt\n${text}\n.endl\n` }),
    },
  });
}
