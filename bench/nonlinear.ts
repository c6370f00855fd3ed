import { solveNonlinearTile } from "memspice/crossbar";
import { createEngine, type Engine } from "memspice/engine";
import { createMatrix, createRandom } from "memspice/foundation";
import {
  buildCrossbarDeck,
  crossbarCurrents,
  emitCrossbarCircuit,
  type MemristorCells,
  nonlinearOptions,
} from "memspice/netlist";
import { deviceSchema } from "memspice/spec";
import { measure } from "./measure.ts";
import type { BenchOptions, BenchTable } from "./table.ts";

const lines = { rWord: 0.094, rBit: 0.094 };
const models = ["yakopcic", "stanford-pku", "sky130-reram", "metastable-switch"] as const;

/** One drive of a tile of memristors with their own currents: processor time of the solver against SPICE by the clock. Native ngspice takes many seconds. */
export async function run({ long }: BenchOptions): Promise<readonly BenchTable[]> {
  const engines = {
    wasm: createEngine({ workers: 1 }),
    native: createEngine({ kind: "native", workers: 1, timeoutSeconds: 600 }),
  };
  try {
    const hasNative = await engines.native.identity().then(
      () => true,
      () => false,
    );
    await engines.wasm.identity(); // the start does not count
    const rows = [];
    for (const model of models) rows.push(await oneTile(model, long, engines, hasNative));
    return [{ name: "memristors with their own currents, one drive", rows: rows.flat() }];
  } finally {
    await Promise.all([engines.wasm.close(), engines.native.close()]);
  }
}

async function oneTile(
  model: (typeof models)[number],
  long: boolean,
  engines: { readonly wasm: Engine; readonly native: Engine },
  hasNative: boolean,
) {
  const rows = [];
  for (const size of long ? [32, 64, 128] : [64]) {
    const { uniform } = createRandom(1).stream("bench-nonlinear", model, size);
    const state = createMatrix(size, size, Float64Array.from({ length: size * size }, uniform));
    const cells: MemristorCells = { kind: "memristor", device: deviceSchema.parse({ model }), state };
    const voltage = Float64Array.from({ length: size }, () => 0.1 * uniform());
    const drive = createMatrix(1, size, voltage);
    const work = () => solveNonlinearTile({ cells, ...lines }, drive);
    work();
    const solver = measure(20, work).processorSeconds;
    const solution = work();
    if (solution.status === "failed") throw solution.error;
    const file = emitCrossbarCircuit({ name: "bench", cells, models: null, ...lines });
    const deck = buildCrossbarDeck(file, { name: "drive", voltage, cols: size, options: nonlinearOptions });
    const wasm = await engines.wasm.run(deck);
    const useNative = hasNative && size < 128 && (long || model === "sky130-reram");
    const native = useNative ? await engines.native.run(deck) : null;
    const spice = crossbarCurrents(wasm.result.kind === "op" ? wasm.result.vectors : {}, size).data;
    const largest = Math.max(...solution.current.data);
    const apart = Math.max(...spice.map((i, j) => Math.abs(i - (solution.current.data[j] as number))));
    rows.push({
      model,
      size,
      "solver [ms]": solver * 1000,
      "WASM, KLU [ms]": wasm.seconds * 1000,
      "native [ms]": native === null ? "not run" : native.seconds * 1000,
      "WASM / solver": wasm.seconds / solver,
      "native / solver": native === null ? "not run" : native.seconds / solver,
      "apart / largest": apart / largest,
    });
  }
  return rows;
}
