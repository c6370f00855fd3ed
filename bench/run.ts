import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { renderChartPage } from "memspice/report";
import * as compensation from "./compensation.ts";
import * as crossbar from "./crossbar.ts";
import * as crosscheck from "./crosscheck.ts";
import * as engine from "./engine.ts";
import * as engineMemory from "./engine-memory.ts";
import * as mainJob from "./main-job.ts";
import * as memristors from "./memristors.ts";
import * as models from "./models.ts";
import * as netlist from "./netlist.ts";
import * as network from "./network.ts";
import * as nonlinear from "./nonlinear.ts";
import * as sizing from "./sizing.ts";
import type { BenchTable } from "./table.ts";

/**
 * `npm run bench -- [name ...] [long]`: the measurements by name, or all; `long` adds those that take a minute each. Figures are of this machine and
 * this minute; compare ratios.
 */
const benches = {
  engine,
  "engine-memory": engineMemory,
  crossbar,
  crosscheck,
  compensation,
  memristors,
  models,
  netlist,
  network,
  nonlinear,
  sizing,
  "main-job": mainJob,
};

const long = process.argv.includes("long");
const asked = process.argv.slice(2).filter((name) => name !== "long");
const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, Node.js ${process.versions.node}`;
console.log(machine);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const tables = await bench.run({ long });
  for (const { name: title, rows } of tables) {
    console.log(`\n${name}: ${title}`);
    console.table(
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            typeof value === "number" ? Number(value.toPrecision(3)) : value,
          ]),
        ),
      ),
    );
  }
  writePage(name, tables);
}

/** The curves of a bench, if it has any, as a page. */
function writePage(name: string, tables: readonly BenchTable[]): void {
  const charts = tables.flatMap((table) => table.charts ?? []);
  if (charts.length === 0) return;
  mkdirSync("results/bench", { recursive: true });
  writeFileSync(
    `results/bench/${name}.html`,
    renderChartPage({ title: `Bench of ${name}`, lead: machine, charts }),
  );
  console.log(`curves: results/bench/${name}.html`);
}
