import { setMaxListeners } from "node:events";
import { Argument, Command, CommanderError, Option } from "commander";
import { CancelledError, type ErrorRecord, MemspiceError, toErrorRecord } from "../foundation/index.ts";
import type { NetlistFlags } from "./commands/netlist.ts";
import type { SchemaKind } from "./commands/schema.ts";
import { type CommonFlags, type Context, createContext } from "./context.ts";
import { CliError } from "./error.ts";
import { exit, exitCodeOf } from "./exit.ts";
import { version } from "./version.ts";

/** Runs one command line and returns its exit code; nothing is thrown. */
export async function runProgram(args: readonly string[]): Promise<number> {
  const wantsJson = args.includes("--json");
  let code: number = exit.ok;
  const program = build((result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exit.ok; // --help, --version
    if (error.code === "commander.help") return exit.wrongInput; // no command: the help has been printed
    const usage = new CliError("CLI_USAGE", error.message.replace(/^error: /, ""), {
      hint: "`memspice --help` lists the commands, `memspice <command> --help` their flags.",
    });
    printFailure(usage.toJSON(), usage.message, wantsJson);
    return exit.wrongInput;
  }
}

type Action = (context: Context, args: readonly unknown[], flags: Record<string, unknown>) => Promise<number>;

function build(settle: (code: number) => void): Command {
  const program = new Command("memspice")
    .description(
      "From sized transistors and memristors, through SPICE, to the accuracy of the network they make.",
    )
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });

  const add = (name: string, description: string, action: Action): Command =>
    withCommonFlags(program.command(name).description(description).exitOverride()).action(async (...all) => {
      all.pop(); // the command itself
      const flags = all.pop() as CommonFlags & Record<string, unknown>;
      settle(await guarded(flags, (context) => action(context, all, flags)));
    });

  add(
    "run",
    "the whole chain; without a file, the built-in MNIST example",
    async (context, [file], flags) => {
      const { run } = await import("./commands/run.ts");
      return run(context, file as string | undefined, flags.quick === true);
    },
  )
    .argument("[spec]", "run spec, YAML")
    .option("--quick", "a small run: fewer images and epochs", false);

  add(
    "characterize",
    "curves and figures of one element, from SPICE",
    async (context, [what, file], flags) => {
      const element = what as "memristor" | "device" | "neuron" | "synapse";
      if (element === "memristor") {
        refuseCells(flags.cell as readonly string[]);
        const { characterizeMemristor } = await import("./commands/characterize-memristor.ts");
        return characterizeMemristor(context, file as string | undefined, flags.model as string | undefined);
      }
      const { characterizeCell } = await import("./commands/characterize-cell.ts");
      return characterizeCell(context, element, {
        file: file as string | undefined,
        cells: flags.cell as readonly string[],
      });
    },
  )
    .addArgument(
      new Argument("<element>", "what to characterise").choices(["memristor", "device", "neuron", "synapse"]),
    )
    .argument(
      "[file]",
      "memristor: run spec; else a sizing table, a file or one that comes with memspice (default tirado-barron-x5)",
    )
    .option("--model <name>", "memristor model")
    .addOption(extractedOption());

  add(
    "crosscheck",
    "SPICE against the solver against ideal arithmetic, by tile and by network",
    async (context, [file], flags) => {
      const { crosscheck } = await import("./commands/crosscheck.ts");
      return crosscheck(context, file as string | undefined, {
        tile: flags.tile as string[],
        image: flags.image as string[],
        compareEngines: flags.compareEngines === true,
        cell: flags.cell as string[],
      });
    },
  )
    .argument("[spec]", "run spec, YAML")
    .addOption(listOption("--tile <name>", "a tile, such as hidden-pos-r3-c1, repeatable (default: drawn)"))
    .addOption(listOption("--image <n>", "number of a test image, repeatable (default: drawn)"))
    .option("--compare-engines", "run the decks of the tiles in native ngspice too", false)
    .addOption(extractedOption());

  add("check", "is every size legal, modelled and within its limits?", async (context, [file], flags) => {
    const { check } = await import("./commands/check.ts");
    return check(context, file as string, flags.cell as readonly string[]);
  })
    .argument("<sizing>", "sizing table, YAML")
    .addOption(extractedOption());

  add("simulate", "any ngspice deck through the engine: vectors out", async (context, [deck], flags) => {
    const { simulate } = await import("./commands/simulate.ts");
    const { timeout, trustDeck } = flags;
    return simulate(context, deck as string, { timeout: timeout as string, trustDeck: trustDeck === true });
  })
    .argument("<deck>", "the deck; files it includes stand beside it or in the PDK")
    .option("--timeout <seconds>", "wall-clock limit", "300")
    .option("--trust-deck", "let native ngspice run .control blocks and file access of this deck", false);

  add(
    "netlist",
    "netlists of cells, tiles and layers, for simulation and for layout",
    async (context, [file], flags) => {
      const { netlist } = await import("./commands/netlist.ts");
      return netlist(context, file as string, flags as unknown as NetlistFlags);
    },
  )
    .argument("<file>", "sizing table or run spec, told by its content")
    .addOption(
      listOption("--format <kinds>", "sim, lvs, cdl, xschem; a comma list, repeatable (default: all)"),
    )
    .addOption(listOption("--cell <name>", "this cell, repeatable (default: all)"))
    .addOption(
      listOption("--tile <name>", "this tile of a run spec's network, as hidden_pos_r3_c1, repeatable"),
    )
    .addOption(listOption("--layer <name>", "this layer with its tiles, repeatable"))
    .option("--globals", "supply and ground as global nets in place of ports, in lvs and cdl", false)
    .option("--verify", "prove with netgen that the netlists are one circuit", false)
    .addOption(
      listOption("--layout <name=file>", "prove so of a netlist extracted from layout too, repeatable"),
    );

  add("doctor", "what is here: engine, back ends, native tools, PDKs, data sets", async (context) =>
    (await import("./commands/doctor.ts")).doctor(context),
  );
  add(
    "schema",
    "JSON Schema of the run spec, of a sizing table, or of the manifest of weights",
    async (context, [kind]) => (await import("./commands/schema.ts")).schema(context, kind as SchemaKind),
  ).addArgument(
    new Argument("[of]", "what it describes").choices(["run", "sizing", "manifest"]).default("run"),
  );
  return program;
}

/** `--cell name=file`, which may be given more than once. */
function extractedOption(): Option {
  const option = new Option("--cell <name=file>", "a cell as it came back from layout, repeatable");
  return option.argParser((value: string, all: string[]) => [...all, value]).default([], "");
}

/** @throws CliError CLI_USAGE */
function refuseCells([cell]: readonly string[]): void {
  if (cell === undefined) return;
  throw new CliError("CLI_USAGE", `a memristor is no cell of a table, and takes no "${cell}"`, {
    at: ["--cell"],
    hint: "It belongs to neuron, synapse and device.",
  });
}

/** An option that may be given more than once, each time with one value or a comma list. */
function listOption(flags: string, description: string): Option {
  const collect = (value: string, all: string[]) => [...all, ...value.split(",").map((one) => one.trim())];
  return new Option(flags, description).argParser(collect).default([], "");
}

function withCommonFlags(command: Command): Command {
  return command
    .option(
      "--set <path=value>",
      "override one field of the spec, repeatable",
      (value, all: string[]) => [...all, value],
      [],
    )
    .option("--out <dir>", "where results go (default: results/<name>)")
    .option("--seed <n>", "root seed")
    .option("--jobs <n>", "parallel workers (default: the cores)")
    .addOption(
      new Option("--engine <name>", "circuit simulator (default: wasm)").choices(["wasm", "native", "auto"]),
    )
    .option("--pdk-root <dir>", "a PDK on disk (default: PDK_ROOT, else the models inside the engine)")
    .option("--json", "one JSON document on standard output", false)
    .option("--quiet", "no progress, and of --verify one line a layer", false);
}

/** Runs a command with Ctrl-C wired to its signal, and turns what it throws into a message and an exit code. */
async function guarded(flags: CommonFlags, action: (context: Context) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // every run that waits for a worker listens
  const stop = () => {
    if (controller.signal.aborted) process.exit(exit.cancelled); // asked twice: at once
    controller.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const context = createContext(flags, controller.signal);
  try {
    return await action(context);
  } catch (thrown) {
    context.progress.stop();
    const error =
      controller.signal.aborted && !(thrown instanceof CancelledError) ? new CancelledError() : thrown;
    const record = toErrorRecord(error);
    const text =
      error instanceof MemspiceError
        ? error.message
        : `${record.code}: ${(error as Error).stack ?? record.message}`;
    printFailure(record, text, flags.json);
    return exitCodeOf(record);
  } finally {
    context.progress.stop();
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

function printFailure(error: ErrorRecord, text: string, json: boolean): void {
  process.stderr.write(`${text}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ status: "failed", error }, null, 2)}\n`);
}
