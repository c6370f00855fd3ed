import { join, parse } from "node:path";
import { createEngine, type Simulation } from "../../engine/index.ts";
import { readUserDeck } from "../../netlist/index.ts";
import { type OutputFile, openOutput } from "../../pipeline/index.ts";
import { emitCsv } from "../../report/index.ts";
import { type Context, checkFlags } from "../context.ts";
import { CliError } from "../error.ts";
import { exit } from "../exit.ts";

/** `memspice simulate deck.sp`: the vectors of any deck. Files are written only where --out is given. */
export async function simulate(
  context: Context,
  path: string,
  { timeout, trustDeck }: { readonly timeout: string; readonly trustDeck: boolean },
): Promise<number> {
  const { flags, signal } = context;
  checkFlags(flags);
  const timeoutSeconds = Number(timeout);
  if (!(timeoutSeconds > 0)) {
    throw new CliError("CLI_USAGE", `--timeout ${timeout} is not a number of seconds above 0`, {
      at: ["--timeout"],
    });
  }
  const pdkRoot = flags.pdkRoot ?? context.environment.PDK_ROOT;
  const deck = await readUserDeck(path, pdkRoot === undefined ? {} : { pdkRoot });
  const output = flags.out === undefined ? undefined : openOutput(flags.out, "simulate");
  const kind = (flags.engine ?? "wasm") as "wasm" | "native" | "auto";
  const engine = createEngine({ kind, workers: 1, trustDecks: trustDeck });
  try {
    const simulation = await engine.run(deck, { signal, timeoutSeconds });
    output?.commit([{ path: `${parse(path).name}.csv`, content: csvOf(simulation) }] satisfies OutputFile[]);
    report(context, simulation);
    if (output) context.say(`vectors: ${join(output.folder, `${parse(path).name}.csv`)}`);
    return exit.ok;
  } finally {
    output?.discard();
    await engine.close();
  }
}

function report(context: Context, { result, warnings, engine, deckHash, seconds }: Simulation): void {
  const vectors = Object.entries(allVectors(result));
  const plain = (values: Float64Array | { re: Float64Array; im: Float64Array }) =>
    values instanceof Float64Array ? [...values] : { re: [...values.re], im: [...values.im] };
  context.json({
    status: "ok",
    analysis: result.kind,
    deckHash,
    engine,
    vectors: Object.fromEntries(vectors.map(([name, values]) => [name, plain(values)])),
    warnings,
    seconds,
  });
  for (const { code, at, message } of warnings)
    process.stderr.write(`${code}${at ? ` at ${at}` : ""}: ${message}\n`);
  if (context.flags.json) return;
  const points = vectors.length === 0 ? 0 : lengthOf(vectors[0]?.[1]);
  context.say(
    `${result.kind}: ${vectors.length} vectors, ${points} ${points === 1 ? "point" : "points"}, ${engine.name} ${engine.version} (ngspice ${engine.ngspice}, ${engine.solver}), ${seconds.toFixed(3)} s`,
  );
  const width = vectors.reduce((most, [name]) => Math.max(most, name.length), 0);
  for (const [name, values] of vectors) context.say(`  ${name.padEnd(width)}  ${range(values)}`);
}

type Values = Float64Array | { readonly re: Float64Array; readonly im: Float64Array };

function allVectors(result: Simulation["result"]): Record<string, Values> {
  switch (result.kind) {
    case "op":
      return { ...result.vectors };
    case "dc":
      return { sweep: result.sweep, ...result.vectors };
    case "ac":
      return { frequency: result.frequency, ...result.vectors };
    case "tran":
      return { time: result.time, ...result.vectors };
  }
}

function lengthOf(values: Values | undefined): number {
  return values === undefined ? 0 : values instanceof Float64Array ? values.length : values.re.length;
}

/** One value as it is; many as first .. last, with least and greatest. */
function range(values: Values): string {
  const real =
    values instanceof Float64Array
      ? values
      : values.re.map((re, k) => Math.hypot(re, values.im[k] as number));
  const show = (value: number | undefined) => Number((value ?? NaN).toPrecision(7));
  if (real.length === 1) return String(show(real[0]));
  const least = real.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = real.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const what = values instanceof Float64Array ? "" : "magnitude ";
  return `${what}${show(real[0])} .. ${show(real[real.length - 1])}   min ${show(least)}   max ${show(most)}`;
}

function csvOf({ result }: Simulation): string {
  const columns = Object.entries(allVectors(result)).flatMap(([name, values]): [string, Float64Array][] =>
    values instanceof Float64Array
      ? [[name, values]]
      : [
          [`re(${name})`, values.re],
          [`im(${name})`, values.im],
        ],
  );
  return emitCsv(Object.fromEntries(columns));
}
