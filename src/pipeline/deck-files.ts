import { emitDeck } from "../netlist/index.ts";
import { emitCsv } from "../report/index.ts";
import type { OutputFile } from "./output.ts";
import type { RanDeck } from "./simulate.ts";

/**
 * Every deck that was simulated, with the solver that was used and all it includes, as files in `netlists/` that run where they lie,
 * and their table, `decks.csv`.
 */
export function deckFiles(simulated: readonly RanDeck[]): OutputFile[] {
  const files = new Map<string, OutputFile>();
  const rows = simulated.map(({ deck, simulation }) => {
    const { deckHash, engine } = simulation;
    const klu = engine.solver === "klu" ? { klu: true as const } : {};
    const name = fileNameOf(deck.title);
    const comments = [...deck.comments, "By hand: ngspice -b -r result.raw, and the name of this file."];
    const content = emitDeck({ ...deck, comments, options: { ...deck.options, ...klu } });
    let path = `netlists/${name}.sp`;
    for (let n = 2; files.has(path) && files.get(path)?.content !== content; n++)
      path = `netlists/${name}-${n}.sp`;
    files.set(path, { path, content });
    for (const { path: included, text } of deck.files) {
      files.set(included, { path: `netlists/${included}`, content: text });
    }
    return { path, deckHash, solver: engine.solver, seconds: simulation.seconds };
  });
  const table = emitCsv({
    deck: rows.map(({ path }) => path),
    sha256: rows.map(({ deckHash }) => deckHash),
    solver: rows.map(({ solver }) => solver),
    time_s: rows.map(({ seconds }) => seconds),
  });
  return [...files.values(), { path: "decks.csv", content: table }];
}

function fileNameOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
