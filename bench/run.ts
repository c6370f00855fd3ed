import { availableParallelism, cpus } from "node:os";
import * as compensation from "./compensation.ts";
import * as crossbar from "./crossbar.ts";
import * as engine from "./engine.ts";
import * as engineMemory from "./engine-memory.ts";
import * as mainJob from "./main-job.ts";
import * as memristors from "./memristors.ts";
import * as models from "./models.ts";
import * as netlist from "./netlist.ts";
import * as network from "./network.ts";
import * as sizing from "./sizing.ts";

/**
 * `npm run bench -- [name ...] [long]`: the measurements by name, or all; `long` adds those that take a minute each. Figures are of this machine and
 * this minute; compare ratios.
 */
const benches = {
  engine,
  "engine-memory": engineMemory,
  crossbar,
  compensation,
  memristors,
  models,
  netlist,
  network,
  sizing,
  "main-job": mainJob,
};

const long = process.argv.includes("long");
const asked = process.argv.slice(2).filter((name) => name !== "long");
console.log(
  `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, Node.js ${process.versions.node}`,
);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const { name: title, rows } of await bench.run({ long })) {
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
}
