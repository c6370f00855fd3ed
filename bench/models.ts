import { readFile, realpath } from "node:fs/promises";
import { createEngine, readEmbeddedModel } from "memspice/engine";
import type { Deck } from "memspice/netlist";
import { type LibraryChoice, type ModelSet, openModels, readProcess } from "memspice/pdk";
import type { BenchTable } from "./table.ts";

/**
 * Opening a model library and slimming, and one and 200 transistors with the whole library against the slim deck, in one run. The library on disk
 * is the one that PDK_ROOT names; without it that row is left out.
 */
export async function run(): Promise<readonly BenchTable[]> {
  const engine = createEngine({ workers: 1, timeoutSeconds: 600 });
  const disk = {
    realPath: (path: string) => realpath(path).catch(() => null),
    read: (path: string) => readFile(path),
  };
  const embedded: LibraryChoice = { kind: "embedded", read: readEmbeddedModel, engine: "eecircuit-engine" };
  const root = process.env.PDK_ROOT;
  const libraries: readonly (readonly [string, LibraryChoice])[] = [
    ["sky130", embedded],
    ["gf180", embedded],
    ...(root === undefined ? [] : [["sky130", { kind: "disk", path: root, disk }] as const]),
  ];
  const opening = [];
  const decks = [];
  try {
    await engine.identity(); // the start does not count
    const started = performance.now();
    await readEmbeddedModel("modelcard.skywater");
    const readSeconds = (performance.now() - started) / 1000;
    for (const [name, library] of libraries) {
      const { models, seconds } = await timed(async () => {
        const opened = await openModels({ process: readProcess(name), library });
        return opened.corner(opened.typicalCorner);
      });
      opening.push({
        library: `${name} ${library.kind}`,
        "text out of the engine [s]": library.kind === "embedded" ? readSeconds : "",
        "open [s]": seconds,
        "slim, 10 transistors [ms]": best(20, () => models.slim(transistors(models, 10))),
      });
      for (const count of [1, 200]) {
        const cards = transistors(models, count);
        const probes = Array.from({ length: count }, (_, i) => `i(vd${i})`);
        const slim = deckOf([...models.slim(cards), ...cards], probes);
        // Files inside the engine are included from there: not a byte of them is sent.
        const files = library.kind === "embedded" ? [] : models.full.files;
        const full = { ...deckOf([...models.full.cards, ...cards], probes), files };
        const times = count === 1 ? 5 : 2;
        const [a, b] = [await fastest(engine, slim, times), await fastest(engine, full, times)];
        decks.push({
          library: `${name} ${library.kind}`,
          transistors: count,
          "slim [s]": a.seconds,
          "full [s]": b.seconds,
          ratio: b.seconds / a.seconds,
          "same currents": String(a.currents.every((current, i) => current === b.currents[i])),
        });
      }
    }
  } finally {
    await engine.close();
  }
  return [
    { name: "opening and slimming", rows: opening },
    { name: ".op with the whole library and with a slim deck", rows: decks },
  ];
}

async function timed(open: () => Promise<ModelSet>) {
  const started = performance.now();
  const models = await open();
  return { models, seconds: (performance.now() - started) / 1000 };
}

/** Least time of one call [ms]. */
function best(times: number, action: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    action();
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

async function fastest(engine: ReturnType<typeof createEngine>, deck: Deck, times: number) {
  let seconds = Number.POSITIVE_INFINITY;
  let currents: readonly number[] = [];
  for (let i = 0; i < times; i++) {
    const { result, seconds: took } = await engine.run(deck);
    if (result.kind !== "op") throw new Error(result.kind);
    seconds = Math.min(seconds, took);
    currents = deck.probes.map((probe) => result.vectors[probe]?.[0] ?? Number.NaN);
  }
  return { seconds, currents };
}

/** Both polarities in turn, of three widths: as many sizes as a cell has. */
function transistors(models: ModelSet, count: number): readonly string[] {
  const sky = models.process === "sky130";
  const devices = sky ? ["nfet_01v8", "pfet_01v8"] : ["nmos_3p3", "pmos_3p3"];
  const l = sky ? 0.15e-6 : 0.28e-6;
  return Array.from({ length: count }, (_, i) => {
    const volts = i % 2 === 0 ? 1.8 : -1.8;
    const nodes = [`d${i}`, `d${i}`, "0", "0"] as const;
    const w = ([1e-6, 3e-6, 5e-6] as const)[i % 3] as number;
    return [
      `Vd${i} d${i} 0 ${volts}`,
      models.call({ instance: `M${i}`, nodes, device: devices[i % 2] as string, w, l, m: 1 }),
    ];
  }).flat();
}

function deckOf(cards: readonly string[], probes: readonly string[]): Deck {
  return {
    title: "models",
    comments: [],
    cards,
    analysis: { kind: "op" },
    probes,
    options: {},
    files: [],
    origin: "built",
  };
}
