import { type DeviceSymbol, type SymbolKind, symbolShapes } from "./symbol.ts";

/** A file of a folder of symbols. */
export interface SymbolFile {
  readonly path: string;
  readonly text: string;
}

const notice = [
  "Stand-in of memspice for the symbol of the same name in xschem_sky130, for machines without the PDK.",
  "Pins stand where that symbol has them; the drawing is our own. Take the PDK's where you have it.",
];

const own = [
  "Memristor of memspice: a black box of two pins, top electrode first, for a device that the process has no layer for.",
];

/** How a device of each kind is written into a netlist: as the symbols of the PDK write it for LVS. */
const cards: Readonly<Record<SymbolKind, { readonly format: string; readonly template: string }>> = {
  nfet: transistor("nfet_01v8"),
  pfet: transistor("pfet_01v8"),
  capacitor: {
    format: "X@name @pinlist sky130_fd_pr__@model W=@W L=@L m=@MF",
    template: "name=C1 model=cap_mim_m3_1 W=2 L=2 MF=1 spiceprefix=X",
  },
  memristor: { format: "X@name @pinlist @model", template: "name=R1 model=memristor spiceprefix=X" },
};

function transistor(model: string) {
  return {
    format: "X@name @pinlist sky130_fd_pr__@model L=@L W=@W nf=@nf m=@mult",
    template: `name=M1 W=1 L=0.5 nf=1 mult=1 model=${model} spiceprefix=X`,
  };
}

/** Lines, circles and texts in Xschem's records: layer 4 is that of symbols. */
const pictures: Readonly<Record<SymbolKind, readonly string[]>> = {
  nfet: [...channel(), "L 4 -20 0 0 0 {}", "P 4 4 14 23 20 20 14 17 14 23 {fill=true}", ...texts()],
  pfet: [
    ...channel(),
    "L 4 -20 0 -10 0 {}",
    "A 4 -5 0 5 0 360 {}",
    "P 4 4 14 -23 8 -20 14 -17 14 -23 {fill=true}",
    ...texts(),
  ],
  capacitor: [
    "L 4 0 -30 0 -4 {}",
    "L 4 -10 -4 10 -4 {}",
    "L 4 -10 4 10 4 {}",
    "L 4 0 4 0 30 {}",
    "T {@name} 15 -20 0 0 0.2 0.2 {}",
    "T {@W x @L} 15 -5 0 0 0.2 0.2 {layer=13}",
  ],
  memristor: [
    ...steps([0, -30], [0, -20], [-6, -20], [-6, -8], [6, -8], [6, 4], [-6, 4], [-6, 16], [0, 16], [0, 30]),
    "L 4 -10 24 10 24 {}", // the thick end of a memristor's symbol: the bottom electrode
    "T {@name} 15 -22 0 0 0.2 0.2 {}",
    "T {@model} 15 -7 0 0 0.2 0.2 {layer=13}",
  ],
};

function channel(): string[] {
  return [
    ...["L 4 0 -16 0 16 {}", "L 4 6 -22 6 22 {}"],
    ...[
      "L 4 6 -20 20 -20 {}",
      "L 4 20 -30 20 -20 {}",
      "L 4 6 20 20 20 {}",
      "L 4 20 20 20 30 {}",
      "L 4 6 0 20 0 {}",
    ],
  ];
}

function texts(): string[] {
  return [
    "T {@name} 5 -32 0 1 0.2 0.2 {}",
    "T {@model} 30 -20 0 0 0.2 0.2 {}",
    "T {@mult x @W / @L} 30 12 0 0 0.2 0.2 {layer=13}",
  ];
}

function steps(...points: readonly (readonly [number, number])[]): string[] {
  return points
    .slice(1)
    .map((to, i) => `L 4 ${(points[i] as readonly number[]).join(" ")} ${to.join(" ")} {}`);
}

/** The symbols that a drawing needs, for a machine without those of the PDK; one file each. */
export function standIns(devices: readonly Pick<DeviceSymbol, "kind" | "file">[]): SymbolFile[] {
  const kinds = new Map(devices.map(({ file, kind }) => [file, kind]));
  return [...kinds].map(([path, kind]) => ({
    path,
    text: symbolText(kind, path.startsWith("memspice/") ? own : notice),
  }));
}

function symbolText(kind: SymbolKind, comment: readonly string[]): string {
  const { format, template } = cards[kind];
  const type = kind === "nfet" ? "nmos" : kind === "pfet" ? "pmos" : kind;
  return [
    "v {xschem version=2.8.1 file_version=1.1",
    ...comment.map((line) => `* ${line}`),
    "}",
    `G {type=${type}`,
    `format="${format}"`,
    `template="${template}"}`,
    "V {}",
    "S {}",
    "E {}",
    ...symbolShapes[kind].pins.map(
      ({ name, at: [x, y] }) => `B 5 ${x - 2.5} ${y - 2.5} ${x + 2.5} ${y + 2.5} {name=${name} dir=inout}`,
    ),
    ...pictures[kind],
    "",
  ].join("\n");
}

/**
 * The start-up file that Xschem reads in the folder that it is started in: its own library, this folder, and the symbols of the PDK, or, where
 * PDK_ROOT leads to none, the stand-ins.
 */
export function xschemrc(standInFolder: string): string {
  return `${[
    "# Read by Xschem when it is started in this folder. Written by memspice netlist.",
    "set here [file dirname [file normalize [info script]]]",
    'set XSCHEM_LIBRARY_PATH "$here:$XSCHEM_SHAREDIR/xschem_library"',
    "set symbols {}",
    "if {[info exists env(PDK_ROOT)]} {",
    "  set symbols [lsort [glob -nocomplain $env(PDK_ROOT)/libs.tech/xschem $env(PDK_ROOT)/sky130*/libs.tech/xschem]]",
    "}",
    "if {$symbols eq {}} {",
    "  # No symbols of a PDK: our stand-ins, with the same pins.",
    `  set symbols [list $here/${standInFolder}]`,
    "}",
    "append XSCHEM_LIBRARY_PATH :[lindex $symbols end]",
    "# Netlists go to this folder. Xschem 2.8 breaks down in batch where it is not told.",
    "set netlist_dir $here",
  ].join("\n")}\n`;
}
