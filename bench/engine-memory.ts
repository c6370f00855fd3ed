import { readFileSync } from "node:fs";
import { createEngine } from "memspice/engine";
import type { Deck } from "memspice/netlist";
import type { BenchTable } from "./table.ts";

/**
 * Resident memory of this process [MB] and time a run, over 1,000 runs with the SKY130 models inside the engine.
 *
 * The peak counts too: a sample at the moment when a thread was just replaced would flatter.
 */
export async function run(): Promise<readonly BenchTable[]> {
  const engine = createEngine({ workers: 1 });
  const rows: Record<string, number | string>[] = [];
  try {
    await engine.identity();
    rows.push({ run: 0, "RSS [MB]": residentMegabytes(), "ms a run": 0 });
    let [since, last, peak] = [performance.now(), 0, 0];
    for (let i = 1; i <= 1000; i++) {
      const gate = 0.9 + i * 1e-4;
      const { result } = await engine.run(transistor(gate));
      const current = result.kind === "op" ? -(result.vectors["i(vd)"]?.[0] ?? Number.NaN) : Number.NaN;
      if (!(current > 1e-5 && current < 1e-3))
        throw new Error(`run ${i}: ${current} A is not this transistor`);
      peak = Math.max(peak, residentMegabytes());
      if (![1, 100, 500, 1000].includes(i)) continue;
      const now = performance.now();
      const row = { run: i, "RSS [MB]": residentMegabytes(), "peak RSS since the row above [MB]": peak };
      rows.push({ ...row, "ms a run": (now - since) / (i - last) });
      [since, last, peak] = [now, i, 0];
    }
    return [{ name: "memory over 1,000 runs with modelcard.skywater", rows }];
  } finally {
    await engine.close();
  }
}

/** Linux keeps it in pages of 4 kB in /proc; elsewhere Node knows. */
function residentMegabytes(): number {
  if (process.platform !== "linux") return process.memoryUsage.rss() / 1e6;
  return (Number(readFileSync("/proc/self/statm", "utf8").split(" ")[1]) * 4096) / 1e6;
}

function transistor(gate: number): Deck {
  return {
    title: "nfet_01v8",
    comments: [],
    cards: [
      ".include modelcard.skywater",
      ".param mc_switch=0",
      "vd d 0 1.8",
      `vg g 0 ${gate}`,
      "x1 d g 0 0 sky130_fd_pr__nfet_01v8 w=1u l=0.15u",
    ],
    analysis: { kind: "op" },
    probes: ["i(vd)"],
    options: {},
    files: [],
    origin: "built",
  };
}
