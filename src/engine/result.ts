import { type Analysis, type Deck, probeForm } from "../netlist/index.ts";
import { EngineError } from "./error.ts";
import type { RawPlot } from "./raw.ts";
import type { AnalysisResult, ComplexVector } from "./simulation.ts";

const plotNames: Readonly<Record<Analysis["kind"], RegExp>> = {
  op: /^operating point/i,
  dc: /^dc transfer characteristic/i,
  ac: /^ac analysis/i,
  tran: /^transient analysis/i,
};

/**
 * The result of a run: the plot that repeats this run's title and is of the analysis asked for, every probe found and finite.
 *
 * @throws EngineError ENGINE_STALE_RESULT, ENGINE_MISSING_PROBE, ENGINE_NOT_FINITE, ENGINE_NO_CONVERGENCE
 */
export function resultOf(deck: Deck, title: string, plots: readonly RawPlot[]): AnalysisResult {
  const { kind } = deck.analysis;
  const plot = plots.find((one) => one.title === title && plotNames[kind].test(one.plotName));
  if (plot === undefined || plot.points === 0) {
    const got = plots.map((one) => `"${one.plotName}" with ${one.points} points`).join(", ");
    throw new EngineError(
      "ENGINE_STALE_RESULT",
      `expected a ${kind} result of this run, got ${got || "none"}`,
      {
        at: [deck.title],
        hint: "The simulator returned something else: look for commands in the deck that run or discard analyses.",
      },
    );
  }
  const scale = plot.real(0);
  switch (kind) {
    case "op":
      return { kind, vectors: realVectors(deck, plot) };
    case "dc":
      return { kind, sweep: scale, vectors: realVectors(deck, plot) };
    case "ac":
      return { kind, frequency: scale, vectors: complexVectors(deck, plot) };
    case "tran":
      assertReached(deck, scale);
      return { kind, time: scale, vectors: realVectors(deck, plot) };
  }
}

function assertReached(deck: Deck, time: Float64Array): void {
  if (deck.analysis.kind !== "tran") return;
  const last = time.at(-1) as number;
  const { stop } = deck.analysis;
  if (last >= stop * (1 - 1e-6)) return;
  throw new EngineError("ENGINE_NO_CONVERGENCE", `the transient ended at ${last} s, before ${stop} s`, {
    at: [deck.title],
    hint: "Smooth what jumps in behavioural sources, or loosen reltol and abstol.",
  });
}

function realVectors(deck: Deck, plot: RawPlot): Readonly<Record<string, Float64Array>> {
  return collect(deck, plot, (terms) => sum(deck, plot.points, terms, plot.real));
}

function complexVectors(deck: Deck, plot: RawPlot): Readonly<Record<string, ComplexVector>> {
  return collect(deck, plot, (terms) => ({
    re: sum(deck, plot.points, terms, plot.real),
    im: sum(deck, plot.points, terms, plot.imaginary),
  }));
}

interface Term {
  readonly index: number;
  readonly name: string;
  readonly sign: 1 | -1;
}

function collect<V>(
  deck: Deck,
  plot: RawPlot,
  read: (terms: readonly Term[]) => V,
): Readonly<Record<string, V>> {
  const indices = new Map(plot.names.map((name, index) => [name, index]));
  const vectors: [string, V][] = [];
  const first = deck.analysis.kind === "op" ? 0 : 1; // before it stands what was swept
  const addAll = () => {
    for (const [index, name] of plot.names.entries()) {
      if (index >= first && name !== "v(all)") vectors.push([name, read([{ index, name, sign: 1 }])]);
    }
  };
  if (deck.probes.length === 0) addAll();
  for (const probe of deck.probes) {
    const { kind, terms } = probeForm(probe);
    if (kind === "group") addAll();
    else
      vectors.push([
        probe,
        read(terms.map(({ name, sign }) => ({ index: find(deck, indices, name), name, sign }))),
      ]);
  }
  return Object.fromEntries(vectors);
}

/** ngspice cuts ln(0) off at -1e99 and a division by zero at 1e32: no voltage and no current of a circuit is that large. */
const infinity = 1e30;

/** ngspice answers in lower case, a bare `out` as `v(out)`, and `@r1[i]` as `i(@r1[i])`. */
function find(deck: Deck, indices: ReadonlyMap<string, number>, probe: string): number {
  const name = probe.toLowerCase();
  for (const spelling of [name, `v(${name})`, `i(${name})`]) {
    const index = indices.get(spelling);
    if (index !== undefined) return index;
  }
  const known = [...indices.keys()]
    .filter((one) => one !== "v(all)")
    .slice(0, 8)
    .join(", ");
  throw new EngineError(
    "ENGINE_MISSING_PROBE",
    `the simulator recorded no "${probe}", but ${known || "nothing"}`,
    {
      at: [deck.title, probe],
      hint: "Write v(node), i(vsource) or @device[parameter]; the current of a resistor r1 is @r1[i], inside of x1 it is @r.x1.r1[i].",
    },
  );
}

function sum(
  deck: Deck,
  points: number,
  terms: readonly Term[],
  column: (index: number) => Float64Array,
): Float64Array {
  const total = new Float64Array(points);
  for (const { index, name, sign } of terms) {
    const values = column(index);
    for (let i = 0; i < points; i++) {
      const value = values[i] as number;
      if (!(Math.abs(value) < infinity)) throw notFinite(deck, name, value, i);
      total[i] = (total[i] as number) + sign * value;
    }
  }
  return total;
}

function notFinite(deck: Deck, name: string, value: number, point: number): EngineError {
  return new EngineError("ENGINE_NOT_FINITE", `${name} is ${value} in point ${point}`, {
    at: [deck.title, name],
    hint: "Keep every function inside its range: max(x, 1e-12) in a logarithm or a root, exponents capped.",
  });
}
