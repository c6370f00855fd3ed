import { createEngine } from "memspice/engine";
import type { Deck } from "memspice/netlist";
import type { BenchTable } from "./table.ts";

/** Small decks a second on one worker, and whole runs of resistor crossbars with the default solver and with KLU. */
export async function run(): Promise<readonly BenchTable[]> {
  const engine = createEngine({ workers: 1, timeoutSeconds: 300 });
  try {
    await engine.identity(); // the start does not count
    return [
      { name: "small decks", rows: [await smallDecks(engine)] },
      { name: "crossbars with wire resistance, .op", rows: await crossbars(engine) },
    ];
  } finally {
    await engine.close();
  }
}

type Runner = ReturnType<typeof createEngine>;

async function smallDecks(engine: Runner) {
  const decks = 500;
  await engine.run(divider(0));
  const started = performance.now();
  for (let i = 1; i <= decks; i++) {
    const { result } = await engine.run(divider(i));
    if (result.kind !== "op" || Math.abs((result.vectors["v(out)"]?.[0] ?? 0) - i / 2) > 1e-9 * i) {
      throw new Error(`deck ${i} did not get its own answer`);
    }
  }
  const seconds = (performance.now() - started) / 1000;
  return { decks, seconds, decksPerSecond: decks / seconds };
}

async function crossbars(engine: Runner) {
  const rows: Record<string, number | string>[] = [];
  for (const size of [4, 8, 12, 16, 24, 32, 48, 64]) {
    const row: Record<string, number | string> = {
      size: `${size} x ${size}`,
      nodes: 2 * size * (size + 1) - size,
    };
    for (const solver of ["sparse", "klu"] as const) {
      const deck = crossbar(size, solver);
      await engine.run(deck);
      let best = Number.POSITIVE_INFINITY;
      for (let i = 0; i < (size > 40 ? 1 : 5); i++) best = Math.min(best, (await engine.run(deck)).seconds);
      row[`${solver} [s]`] = best;
    }
    rows.push(row);
  }
  return rows;
}

function divider(volts: number): Deck {
  return deckOf("divider", [`v1 in 0 ${volts}`, "r1 in out 1e3", "r2 out 0 1e3"], ["v(out)"], {});
}

function crossbar(size: number, solver: "sparse" | "klu"): Deck {
  const cards: string[] = [];
  const probes: string[] = [];
  for (let i = 0; i < size; i++) {
    cards.push(`vw${i} w${i}_0 0 0.1`, `vb${i} b${size}_${i} 0 0`);
    probes.push(`i(vb${i})`);
    for (let j = 0; j < size; j++) {
      if (j > 0) cards.push(`rw${i}_${j} w${i}_${j - 1} w${i}_${j} 1`);
      cards.push(`rx${i}_${j} w${i}_${j} b${i}_${j} ${2e3 + 100 * ((i * 7 + j * 13) % 100)}`);
      cards.push(`rb${i}_${j} b${i}_${j} b${i + 1}_${j} 1`);
    }
  }
  return deckOf(`crossbar ${size}`, cards, probes, { [solver]: true });
}

function deckOf(title: string, cards: string[], probes: string[], options: Deck["options"]): Deck {
  return {
    title,
    comments: [],
    cards,
    analysis: { kind: "op" },
    probes,
    options,
    files: [],
    origin: "built",
  };
}
