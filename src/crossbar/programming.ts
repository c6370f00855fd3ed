import { createMatrix, type Matrix, type Random, type RandomStream } from "../foundation/index.ts";
import { CrossbarError } from "./error.ts";
import type { Window } from "./mapping.ts";
import { createPulseCurve, type PulseCurve } from "./pulse-curve.ts";
import { drawStuck, type StuckAt } from "./stuck.ts";

export interface ProgrammingOptions {
  /** Done when |G - target| <= tolerance (gMax - gMin). */
  readonly tolerance: number;
  /** Pulses that one cell may take. */
  readonly maxPulses: number;
  /** Sigma of the lognormal factor (mean 1) on a device's conductance, once a device. */
  readonly d2d: number;
  /** Sigma of the lognormal factor (mean 1) on the strength of one pulse, at every pulse. */
  readonly c2c: number;
  /** Cells that no pulse moves: shares to be drawn, or a mark a cell as `drawStuck` makes them; default none. */
  readonly stuckAt?: StuckAt | Uint8Array;
}

/** Measured response to identical pulses, conductance [S] after 0 .. count of them. */
export interface PulseResponse {
  readonly potentiation: Float64Array;
  readonly depression: Float64Array;
}

export interface Programmed {
  /** Conductances where the loop left them [S], (rows, cols). */
  readonly conductance: Matrix;
  /** The same if no cell were stuck; the same object where none is. */
  readonly intact: Matrix;
  /** Marks of the cells outside the tolerance when the loop gave up, 1 each, (rows * cols), and their number. */
  readonly missed: Uint8Array;
  readonly unreachable: number;
  /** Set and reset pulses that each cell took, (rows * cols); a cell that is stuck at the wrong end takes all it may. */
  readonly set: Uint32Array;
  readonly reset: Uint32Array;
  readonly meanPulses: number;
  /** Root mean square of reached - target, as a fraction of the window. */
  readonly rmsError: number;
}

/**
 * Write-verify of every cell of one polarity of a layer, from the erased state (the start of the potentiation curve).
 *
 * A cell is read, then gets one set pulse if it is too low or one reset pulse if too high, until it is within the tolerance, its
 * pulses are spent, or its curve ends. A pulse moves the device along its SPICE curve by a lognormal number of nominal pulses (mean
 * 1, `c2c`); a device conducts a lognormal multiple of the nominal (mean 1, `d2d`), so its own window is shifted and some targets
 * cannot be reached. Reads are free of noise and disturb nothing: the disturb measured in SPICE is reported beside.
 *
 * Streams are named by `name`, row and (for pulses) column: neither tile size, nor another layer, nor the pulses of another cell move
 * the numbers of a cell.
 *
 * Where devices differ in their parameters, `response` is a list: every cell is one of them, by a stream of its own.
 *
 * @param target [S], (rows, cols)
 */
export function programCells(
  target: Matrix,
  response: PulseResponse | readonly PulseResponse[],
  { gMin, gMax }: Window,
  options: ProgrammingOptions,
  { random, name }: Place,
): Programmed {
  const curves = [response].flat().map(({ potentiation, depression }) => ({
    up: createPulseCurve(potentiation),
    down: createPulseCurve(depression),
  }));
  const { rows, cols } = target;
  const conductance = createMatrix(rows, cols);
  const missed = new Uint8Array(rows * cols);
  const stuck = marksOf(options.stuckAt ?? { off: 0, on: 0 }, rows * cols, { random, name });
  const intact = stuck.some((mark) => mark > 0) ? createMatrix(rows, cols) : conductance;
  const tolerance = options.tolerance * (gMax - gMin);
  const set = new Uint32Array(rows * cols);
  const reset = new Uint32Array(rows * cols);
  let pulses = 0;
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    const spread = random.stream("d2d", ...name, i);
    const kind = curves.length > 1 ? random.stream("device", ...name, i) : undefined;
    for (let j = 0; j < cols; j++) {
      const k = i * cols + j;
      const goal = target.data[k] as number;
      let strength: RandomStream | undefined; // a cell that needs no pulse draws none
      const factor = spread.lognormal(options.d2d);
      const loop = {
        stuck: 0,
        ...(curves[kind ? Math.floor(kind.uniform() * curves.length) : 0] as (typeof curves)[0]),
        tolerance,
        maxPulses: options.maxPulses,
        nextPulse: () => {
          strength ??= random.stream("c2c", ...name, i, j);
          return strength.lognormal(options.c2c);
        },
      };
      const mark = stuck[k] as number;
      const cell = writeVerify(goal, factor, { ...loop, stuck: mark });
      intact.data[k] = mark === 0 ? cell.g : writeVerify(goal, factor, loop).g; // a stuck cell drew no pulse
      conductance.data[k] = cell.g;
      missed[k] = cell.reached ? 0 : 1;
      set[k] = cell.set;
      reset[k] = cell.pulses - cell.set;
      pulses += cell.pulses;
      squares += ((cell.g - goal) / (gMax - gMin)) ** 2;
    }
  }
  const cells = rows * cols;
  const unreachable = missed.reduce((sum, mark) => sum + mark, 0);
  return {
    conductance,
    intact,
    missed,
    unreachable,
    set,
    reset,
    meanPulses: pulses / cells,
    rmsError: Math.sqrt(squares / cells),
  };
}

/** @throws CrossbarError CROSSBAR_SHAPE where there is not one mark a cell */
function marksOf(stuckAt: StuckAt | Uint8Array, cells: number, { random, name }: Place): Uint8Array {
  if (!(stuckAt instanceof Uint8Array)) return drawStuck(cells, stuckAt, random.stream("stuck", ...name));
  if (stuckAt.length === cells) return stuckAt;
  throw new CrossbarError("CROSSBAR_SHAPE", `${stuckAt.length} marks of stuck cells for ${cells} cells`, {
    at: [...name],
    hint: "Give every cell of the layer one mark.",
  });
}

interface Place {
  readonly random: Random;
  readonly name: readonly string[];
}

interface Loop {
  /** As `drawStuck` marks it. */
  readonly stuck: number;
  readonly up: PulseCurve;
  readonly down: PulseCurve;
  readonly tolerance: number;
  readonly maxPulses: number;
  readonly nextPulse: () => number;
}

function writeVerify(goal: number, factor: number, loop: Loop) {
  const { stuck, up, down, tolerance, maxPulses, nextPulse } = loop;
  if (stuck > 0) {
    const g = factor * up.at(stuck === 1 ? 0 : up.count);
    const reached = Math.abs(g - goal) <= tolerance;
    const pulses = reached ? 0 : maxPulses; // the loop tries until its pulses are spent
    return { g, reached, pulses, set: g < goal ? pulses : 0 };
  }
  let curve = up;
  let position = 0; // on `curve`, in nominal pulses
  let set = 0;
  for (let pulses = 0; ; pulses++) {
    const g = factor * curve.at(position);
    if (Math.abs(g - goal) <= tolerance) return { g, reached: true, pulses, set };
    const wanted = g < goal ? up : down;
    if (wanted !== curve) {
      position = wanted.pulsesFor(curve.at(position));
      curve = wanted;
    }
    if (pulses >= maxPulses || position >= curve.count) return { g, reached: false, pulses, set };
    if (curve === up) set += 1;
    position = Math.min(position + nextPulse(), curve.count);
  }
}
