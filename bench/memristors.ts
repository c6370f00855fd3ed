import { programCells } from "memspice/crossbar";
import { pulseTrain, readConductance } from "memspice/device";
import { createEngine } from "memspice/engine";
import { createMatrix, createRandom } from "memspice/foundation";
import { buildHysteresisDeck } from "memspice/netlist";
import { modelNames, parseRunSpec } from "memspice/spec";
import type { BenchTable } from "./table.ts";

/** Every model: write-verify of 784 x 128 pairs, 64 pulse curves by equations, and a loop of 3 periods in SPICE. */
export async function run(): Promise<readonly BenchTable[]> {
  const engine = createEngine({ workers: 1 });
  try {
    await engine.identity(); // the start does not count
    const rows = [];
    for (const model of modelNames) {
      const spec = parseRunSpec(`device: { model: ${model} }`);
      const { device, characterization } = spec;
      const { hysteresis, pulses } = characterization;
      const deck = buildHysteresisDeck(device, { ...hysteresis, periods: 3 });
      await engine.run(deck);
      const { seconds, result } = await engine.run(deck);
      const started = performance.now();
      const response = pulseTrain(device, pulses);
      const curve = performance.now() - started;
      rows.push({
        model,
        "loop of 3 periods in SPICE [s]": seconds,
        points: result.kind === "tran" ? result.time.length : 0,
        "one pulse curve by equations [ms]": curve,
        "200,704 cells by write-verify [s]": program(spec, response),
        "one read [us]": readTime(spec),
      });
    }
    return [{ name: "every model on one thread (limits: loop 1 s, write-verify 15 s)", rows }];
  } finally {
    await engine.close();
  }
}

type Spec = ReturnType<typeof parseRunSpec>;

function program(
  { mapping, programming, variability }: Spec,
  response: ReturnType<typeof pulseTrain>,
): number {
  const { gMin, gMax } = mapping.window;
  const random = createRandom(1);
  const { uniform } = random.stream("targets");
  const target = createMatrix(
    784,
    256,
    Float64Array.from({ length: 784 * 256 }, () => gMin + (gMax - gMin) * uniform()),
  );
  const started = performance.now();
  const window = { gMin, gMax, levels: response.potentiation };
  programCells(target, response, window, { ...programming, ...variability }, { random, name: ["bench"] });
  return (performance.now() - started) / 1000;
}

function readTime({ device, characterization }: Spec): number {
  const started = performance.now();
  for (let n = 0; n < 1000; n++) readConductance(device, n / 1000, characterization.pulses.vRead);
  return performance.now() - started;
}
