import { randomUUID } from "node:crypto";
import { hashOf, throwIfCancelled, type Warning } from "../foundation/index.ts";
import { type Deck, emitDeck } from "../netlist/index.ts";
import { type CheckedDeck, checkDeck } from "./check-deck.ts";
import { EngineError } from "./error.ts";
import { failureOf } from "./failure.ts";
import { createLimit, type Limit } from "./limit.ts";
import { type LogReport, readLog } from "./log.ts";
import { parseRaw } from "./raw.ts";
import { resultOf } from "./result.ts";
import type { Engine, RunOptions, Simulation } from "./simulation.ts";
import type { Simulator } from "./simulator.ts";
import { createSlots } from "./slots.ts";
import { assertTrusted } from "./trust.ts";

export interface PooledEngineOptions {
  readonly workers: number;
  /** Wall-clock limit of a run that names none [s]. */
  readonly timeoutSeconds: number;
  readonly trustDecks: boolean;
}

const maxWarnings = 20;

/** An engine over any simulator: checks, queue, time limit, cancelling, and proof that a result is this deck's own. */
export function createPooledEngine(simulator: Simulator, options: PooledEngineOptions): Engine {
  const slots = createSlots(options.workers);
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();

  async function run(deck: Deck, { signal, timeoutSeconds }: RunOptions): Promise<Simulation> {
    throwIfCancelled(signal, [deck.title]);
    if (!simulator.sandboxed && !options.trustDecks) assertTrusted(deck);
    const checked = checkDeck(deck, { builtIn: simulator.hasBuiltInFiles });
    const solved = withSolver(deck, checked, simulator.hasKlu);
    const seconds = timeoutSeconds ?? options.timeoutSeconds;
    const limit = createLimit(deck.title, seconds, { caller: signal, closing: closing.signal });
    try {
      await slots.take(limit.signal);
      try {
        return await runInSlot(solved, checked, limit);
      } finally {
        slots.give();
      }
    } finally {
      limit.clear();
    }
  }

  async function runInSlot(deck: Deck, checked: CheckedDeck, limit: Limit): Promise<Simulation> {
    const seat = await simulator.takeSeat();
    try {
      limit.signal.throwIfAborted();
      const title = `memspice ${randomUUID()}`;
      const text = emitDeck({ ...deck, title }, { klu: simulator.hasKlu }); // line numbers stay those of the deck
      limit.start();
      const started = performance.now();
      const record = await seat.run({ text, files: deck.files, once: checked.hasControl }, limit.signal);
      const seconds = (performance.now() - started) / 1000;
      const report = readLog(record.log);
      const failure = failureOf({ deck, text, report, record });
      if (failure !== null) throw failure;
      return {
        result: resultOf(deck, title, parseRaw(record.raw ?? new Uint8Array())),
        warnings: [...checked.warnings, ...warningsOf(deck, report)],
        engine: { ...(await simulator.identity()), solver: report.klu ? "klu" : "sparse" },
        deckHash: hashOfDeck(deck, simulator.hasKlu),
        seconds,
      };
    } catch (error) {
      // What a killed run rejects with is of no interest: why it was killed is.
      if (limit.signal.aborted) throw limit.signal.reason;
      throw error;
    } finally {
      simulator.returnSeat(seat);
    }
  }

  return {
    workers: options.workers,
    async identity() {
      await slots.take(closing.signal);
      return simulator.identity().finally(slots.give);
    },
    run(deck, runOptions = {}) {
      if (closing.signal.aborted) return Promise.reject(closing.signal.reason);
      const promise = run(deck, runOptions);
      const settled = promise.catch(() => undefined).finally(() => running.delete(settled));
      running.add(settled);
      return promise;
    },
    async close() {
      closing.abort(
        new EngineError("ENGINE_CLOSED", "the engine has been closed", {
          hint: "Create a new engine to run further decks.",
        }),
      );
      await Promise.all(running);
      await simulator.close();
    },
  };
}

/** The deck with KLU chosen where it pays, unless the deck chose its solver itself. */
function withSolver(deck: Deck, checked: CheckedDeck, hasKlu: boolean): Deck {
  const pays = hasKlu && !checked.solverChosen && checked.suitsKlu;
  return pays ? { ...deck, options: { ...deck.options, klu: true } } : deck;
}

function hashOfDeck(deck: Deck, klu: boolean): string {
  const title = deck.title.trim() === "" ? "untitled" : deck.title;
  return hashOf({ text: emitDeck(deck, { title, klu }), files: deck.files });
}

function warningsOf(deck: Deck, { warnings, singular }: LogReport): readonly Warning[] {
  const lines = warnings.filter((line) => !/singular matrix/i.test(line));
  const shown = lines
    .slice(0, maxWarnings)
    .map((message) => ({ code: "ENGINE_LOG", at: deck.title, message }));
  if (lines.length > maxWarnings) {
    const message = `${lines.length - maxWarnings} more lines of this kind`;
    shown.push({ code: "ENGINE_LOG", at: deck.title, message });
  }
  const [node] = singular;
  if (node !== undefined) {
    const message = `the matrix was singular at first, at node ${node}; gmin or source stepping found a solution`;
    shown.push({ code: "ENGINE_SINGULAR_MATRIX", at: `${deck.title} / ${node}`, message });
  }
  return shown;
}
