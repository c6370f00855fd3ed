import {
  type Comparison,
  compareNetlists,
  LvsError,
  layoutCircuit,
  type Netlist,
  netlistOfSchematic,
  portOrder,
  structureOf,
} from "../../lvs/index.ts";
import { standInFolder } from "../../netlist/index.ts";
import type { Process } from "../../pdk/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { inParallel } from "../in-parallel.ts";
import { layoutNaming } from "./layout-naming.ts";
import type { ChosenSetup } from "./netgen-setup.ts";
import type { NetlistFile, NetlistFormat } from "./netlist-file.ts";

export interface VerifyOptions {
  readonly process: Process;
  /** Memristor of the arrays; null where there are none. */
  readonly device: DeviceSpec | null;
  readonly setup: ChosenSetup;
  /** Netlists extracted from layouts, by cell. */
  readonly layouts?: Readonly<Record<string, { readonly file: string; readonly text: string }>>;
  /** Comparisons at a time. */
  readonly jobs: number;
  /** Of one run of one tool [s]. */
  readonly timeoutSeconds: number;
  /** A clock in [ms]. */
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly report?: (done: number, total: number) => void;
}

/** What `--verify` found. */
export interface Proof {
  readonly status: "ok" | "failed";
  /** Version of netgen. */
  readonly netgen: string;
  /** Path of the PDK's setup of netgen, or `memspice` for our own. */
  readonly setup: string;
  readonly comparisons: readonly Comparison[];
}

/** What is compared with `lvs`, in this order, and the ending of the file that holds the cell itself. */
const others = { sim: ".sp", cdl: ".cdl", xschem: ".sch" } as const satisfies Partial<
  Record<NetlistFormat, string>
>;

interface Task {
  readonly cell: string;
  readonly format: keyof typeof others | "layout";
  readonly lvs: NetlistFile;
  /** SPICE or CDL that netgen can read. */
  readonly text: () => Promise<string> | string;
}

/**
 * Compares each cell's netlist for layout with its others: as simulated, as CDL, as Xschem writes it from the schematic, and as it was
 * extracted from its layout, if it was. Cells that
 * it calls are black boxes here, and are compared on their own.
 *
 * @throws LvsError LVS_NOTHING_TO_COMPARE, LVS_TOOL_MISSING, LVS_TIMEOUT, LVS_RESULT, LVS_SCHEMATIC, LVS_CARD, LVS_LAYOUT; CANCELLED
 */
export async function verifyNetlists(files: readonly NetlistFile[], options: VerifyOptions): Promise<Proof> {
  const tasks = tasksOf(files, options);
  const { jobs, setup, timeoutSeconds, signal, now, report } = options;
  let done = 0;
  const found = await inParallel(tasks, jobs, async (task) => {
    const { cell, format, lvs } = task;
    const start = now();
    const pair: [Netlist, Netlist] = [
      { format, text: await task.text() },
      { format: "lvs", text: textOf(lvs) },
    ];
    const { version, devices, nets, ...result } = await compareNetlists(cell, pair, {
      ...{ setup: setup.text, timeoutSeconds, signal },
    });
    const order = format === "layout" ? [] : portOrder(cell, pair); // layout tools order ports as they like
    const differences = [...order, ...result.differences];
    report?.(++done, tasks.length);
    const comparison: Comparison = {
      ...{ cell, between: [format, "lvs"], status: differences.length === 0 ? "ok" : "failed" },
      ...{ devices: devices[1], nets: nets[1], first: { devices: devices[0], nets: nets[0] } },
      ...{ differences, seconds: (now() - start) / 1000 },
    };
    return { version, comparison };
  });
  const comparisons = found.map(({ comparison }) => comparison);
  return {
    status: comparisons.every(({ status }) => status === "ok") ? "ok" : "failed",
    netgen: found[0]?.version as string,
    setup: setup.name,
    comparisons,
  };
}

function tasksOf(files: readonly NetlistFile[], options: VerifyOptions): Task[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const formats = Object.keys(others) as (keyof typeof others)[];
  const tasks = files.flatMap((lvs): Task[] => {
    const { cell } = lvs;
    if (cell === null || lvs.format !== "lvs") return [];
    const written = formats.flatMap((format): Task[] => {
      const other = byPath.get(`${format}/${cell}${others[format]}`);
      return other === undefined
        ? []
        : [{ cell, format, lvs, text: () => comparable({ cell, format, other, files }, options) }];
    });
    const layout = options.layouts?.[cell];
    if (layout === undefined) return written;
    const text = () => layoutCircuit(layout.text, { cell, file: layout.file });
    return [...written, { cell, format: "layout", lvs, text }];
  });
  if (tasks.length > 0) return tasks;
  throw new LvsError("LVS_NOTHING_TO_COMPARE", "no cell has a netlist in lvs and one in another format", {
    at: ["--verify"],
    hint: "Ask for --format lvs with sim, cdl or xschem, or leave --format out.",
  });
}

interface Written {
  readonly cell: string;
  readonly format: keyof typeof others;
  readonly other: NetlistFile;
  readonly files: readonly NetlistFile[];
}

/** A netlist that was written, as netgen can read it. */
async function comparable({ cell, format, other, files }: Written, options: VerifyOptions): Promise<string> {
  const { process, device, timeoutSeconds, signal } = options;
  if (format === "cdl") return textOf(other);
  if (format === "sim") {
    return structureOf(
      textOf(other),
      other.path,
      layoutNaming(process, { scale: other.scale ?? null, device }),
    );
  }
  const drawn = files.filter((one) => one.format === "xschem");
  return netlistOfSchematic({
    ...{ cell, timeoutSeconds, signal, libraries: [standInFolder] },
    files: drawn.map((one) => ({ path: one.path.replace(/^xschem\//, ""), text: textOf(one) })),
  });
}

function textOf({ lines }: NetlistFile): string {
  return `${[...lines()].join("\n")}\n`;
}
