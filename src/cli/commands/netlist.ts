import { basename, join } from "node:path";
import { createEngine, type Engine } from "../../engine/index.ts";
import {
  keptNetlists,
  type NetlistFormat,
  type Netlists,
  netlistFormats,
  netlistList,
  networkNetlists,
  openOutput,
  openTable,
  specHashOf,
  tableNetlists,
  writeNetlists,
} from "../../pipeline/index.ts";
import { parseRunSpec, parseSizingSpec, type RunSpec, type SizingSpec, specKind } from "../../spec/index.ts";
import { type Context, overridesOf } from "../context.ts";
import { CliError } from "../error.ts";
import { exit } from "../exit.ts";
import { environmentOf, workersOf } from "../machine.ts";
import { readBeside } from "../read.ts";
import { readTable } from "../read-sizing.ts";
import { version } from "../version.ts";
import { proofLines, readLayouts, verify } from "./verify-netlists.ts";

export interface NetlistFlags {
  readonly format: readonly string[];
  readonly cell: readonly string[];
  readonly tile: readonly string[];
  readonly layer: readonly string[];
  readonly globals: boolean;
  readonly verify: boolean;
  /** `name=file`, extracted from layout; each asks for `--verify`. */
  readonly layout: readonly string[];
}

/** A file of either kind, and how its netlists are made. */
interface Job {
  readonly name: string;
  readonly spec: RunSpec | SizingSpec;
  make(engine: Engine): Promise<Netlists>;
}

/** `memspice netlist <file>`: netlists of a sizing table's cells, or of a programmed network. */
export async function netlist(context: Context, file: string, flags: NetlistFlags): Promise<number> {
  const { name, spec, make } = jobOf(context, file, flags);
  const layouts = readLayouts(flags.layout);
  const output = openOutput(context.flags.out ?? join("results", `${name}-netlists`), "netlist", {
    keep: true,
  });
  const { engine: kind, jobs, timeout } = spec.solver;
  const engine = createEngine({ kind, workers: workersOf(jobs), timeoutSeconds: timeout });
  try {
    const netlists = await make(engine);
    const { files, warnings } = netlists;
    output.assertFree([...files.map(({ path }) => path), netlistList]);
    const proof = wantsProof(flags) ? await verify(netlists, { spec, layouts }, context) : null;
    const specHash = specHashOf(spec);
    const written = await writeNetlists(files, output, { specHash, signal: context.signal });
    context.progress.stop();
    const holds = warnings.length === 0 && proof?.status !== "failed";
    const summary = {
      status: holds ? "ok" : "failed",
      process: spec.process,
      provenance: { memspice: version, specHash, seed: spec.seed },
      files: [...written, ...keptNetlists(output.folder, written)],
      ...(proof !== null && { verify: proof }),
      warnings,
    };
    output.commit([{ path: netlistList, content: `${JSON.stringify(summary, null, 2)}\n` }]);
    context.json(summary);
    for (const { code, at, message } of warnings)
      process.stderr.write(`warning ${code} at ${at}: ${message}\n`);
    const lines = [...linesOf(written), ...(proof === null ? [] : proofLines(proof, context.flags))];
    for (const line of lines) if (!context.flags.json) context.say(line);
    context.say(`netlists: ${output.folder}`);
    return holds ? exit.ok : exit.missed;
  } finally {
    output.discard();
    await engine.close();
  }
}

function wantsProof({ verify, layout }: NetlistFlags): boolean {
  return verify || layout.length > 0;
}

function jobOf(context: Context, file: string, flags: NetlistFlags): Job {
  const { format, cell, tile, layer, globals } = flags;
  if (globals && wantsProof(flags)) {
    throw new CliError("CLI_USAGE", "rails as global nets are no ports, which --verify compares", {
      at: ["--verify"],
      hint: "Verify without --globals; then write with it.",
    });
  }
  const replaced = cell.find((one) => one.includes("="));
  if (replaced !== undefined) {
    throw new CliError("CLI_USAGE", `netlists are of the cells of the table, and take no "${replaced}"`, {
      at: ["--cell"],
      hint: `--layout ${replaced} compares an extracted netlist with that of the table.`,
    });
  }
  const { path, text } = readTable(file);
  const overrides = overridesOf(context.flags);
  const request = { formats: formatsOf(format), cells: cell, tiles: tile, layers: layer, globals };
  const placed = (engine: Engine) => environmentOf(context, engine, path);
  if (specKind(text) === "run") {
    const spec = parseRunSpec(text, { file, overrides, read: readBeside(path) });
    const control = { signal: context.signal, onProgress: context.progress.show };
    const make = (engine: Engine) => networkNetlists(spec, request, { environment: placed(engine), control });
    return { name: spec.name, spec, make };
  }
  const [array] = [...tile, ...layer];
  if (array !== undefined) {
    throw new CliError("CLI_USAGE", `there is no "${array}" in a sizing table: it has cells alone`, {
      at: [file],
      hint: "Tiles and layers are those of a run spec's network; --cell chooses a cell.",
    });
  }
  const spec = parseSizingSpec(text, { file, overrides });
  const name = spec.name ?? basename(path).replace(/\.ya?ml$/, "");
  const make = async (engine: Engine) =>
    tableNetlists(await openTable(spec, { ...placed(engine), name }), request);
  return { name, spec, make };
}

/** @throws CliError CLI_USAGE */
function formatsOf(flags: readonly string[]): readonly NetlistFormat[] {
  const asked = flags.map((one) => one.toLowerCase());
  const strange = asked.find((one) => !netlistFormats.some((format) => format === one));
  if (strange !== undefined) {
    throw new CliError("CLI_USAGE", `there is no format "${strange}"`, {
      at: ["--format"],
      hint: `Formats: ${netlistFormats.join(", ")}; several as a comma list.`,
    });
  }
  return asked.length === 0 ? netlistFormats : netlistFormats.filter((format) => asked.includes(format));
}

/** How many netlists of each format there are. */
function linesOf(written: readonly { readonly format: string }[]): string[] {
  const formats = [...new Set(written.map(({ format }) => format))];
  return formats.map((format) => {
    const count = written.filter((one) => one.format === format).length;
    return `${format.padEnd(9)} ${count} file${count === 1 ? "" : "s"}`;
  });
}
