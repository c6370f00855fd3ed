import { type CellLaw, createCellPoint } from "./cell-law.ts";
import { createKrylov } from "./krylov.ts";
import type { LineDrops } from "./line-drops.ts";

/** How the search for the currents of one drive ended. */
export type NewtonEnd =
  | { readonly status: "ok"; readonly iterations: number }
  /** `residual`: the largest current that a cell is off by, at cell `worst`, as a fraction of the largest current. */
  | {
      readonly status: "failed";
      readonly iterations: number;
      readonly residual: number;
      readonly worst: number;
    };

/** Finds the cell currents of one drive after the other; holds the memory that this takes. */
export interface Newton {
  /**
   * @param drive driver voltage of each row [V], (rows)
   * @param current of all cells [A], (rows * cols): the result
   */
  solve(drive: Float64Array, current: Float64Array): NewtonEnd;
}

export interface NewtonOptions {
  /** Largest current that a cell may be off by, and the last step, as fractions of the largest cell current. */
  readonly tolerance: number;
  readonly mostIterations: number;
}

/** How well each linear system is solved: a step of Newton gains at most this. Measured: three digits are the quickest. */
const linearTolerance = 1e-3;
/** A step is halved this often at most until it lowers the residual. */
const mostHalvings = 40;

/**
 * Newton's method on the cell currents. With R_w and R_b the lines (`LineDrops`), the currents i of all cells are those with
 *
 *     i = f(v - R_w i, R_b i),
 *
 * f the law of each cell by itself. The lines are in closed form, so they may have 0 ohm; a step is a linear system of nearly the identity, since
 * lines are meant to resist little against cells, and Krylov's method solves it in a few products. A step that does not lower the residual, or leads to
 * where a cell's current is no number, is halved.
 *
 * It starts from cells with the whole voltage of their drivers, and from a new law: what it finds for a drive does not depend on other drives.
 */
export function createNewton(
  drops: LineDrops,
  startLaw: () => CellLaw,
  cols: number,
  cells: number,
  options: NewtonOptions,
): Newton {
  const { tolerance, mostIterations } = options;
  const vector = () => new Float64Array(cells);
  const [driven, word, bit, product, step] = [vector(), vector(), vector(), vector(), vector()];
  const [residual, trial, other] = [vector(), vector(), vector()];
  const point = createCellPoint(cells);
  const krylov = createKrylov(cells);
  let law = startLaw();

  /** Evaluates the cells at the voltages that currents leave them, and the residual; returns its length squared. */
  function evaluate(current: Float64Array): number {
    drops.word(current, word);
    drops.bit(current, bit);
    for (let k = 0; k < cells; k++) word[k] = driven[k]! - word[k]!;
    law(word, bit, point);
    let square = 0;
    for (let k = 0; k < cells; k++) {
      const r = point.current[k]! - current[k]!;
      residual[k] = r;
      square += r * r;
    }
    return square;
  }

  /** (1 + f'_w R_w + f'_b R_b) x: what the residual loses when the currents grow by x. */
  function apply(x: Float64Array, out: Float64Array): void {
    drops.word(x, product);
    drops.bit(x, other);
    const { byWord, byBit } = point;
    for (let k = 0; k < cells; k++) out[k] = x[k]! + byWord[k]! * product[k]! + byBit[k]! * other[k]!;
  }

  const failed = (iterations: number): NewtonEnd => {
    const { index, value } = largestOf(residual);
    return { status: "failed", iterations, residual: value / largestOf(point.current).value, worst: index };
  };

  return {
    solve(drive, current) {
      for (let k = 0; k < cells; k++) driven[k] = drive[Math.floor(k / cols)]!;
      current.fill(0);
      law = startLaw();
      let square = evaluate(current);
      if (!Number.isFinite(square)) return failed(0);
      for (let n = 1; n <= mostIterations; n++) {
        const enough = tolerance * largestOf(point.current).value;
        krylov.solve(apply, residual, step, linearTolerance);
        if (largestOf(residual).value <= enough && largestOf(step).value <= enough) {
          for (let k = 0; k < cells; k++) current[k]! += step[k]!;
          return { status: "ok", iterations: n };
        }
        let share = 1;
        for (let halvings = 0; ; halvings++, share /= 2) {
          if (halvings > mostHalvings) return failed(n);
          for (let k = 0; k < cells; k++) trial[k] = current[k]! + share * step[k]!;
          const now = evaluate(trial);
          if (!(now < (1 - share / 10) * square)) continue;
          square = now;
          break;
        }
        current.set(trial);
      }
      return failed(mostIterations);
    },
  };
}

/** The value of largest magnitude and where it stands; one that is not a number is the largest. */
function largestOf(values: Float64Array): { readonly index: number; readonly value: number } {
  let [index, value] = [0, 0];
  for (let k = 0; k < values.length; k++) {
    const size = Math.abs(values[k]!);
    if (size <= value) continue;
    [index, value] = [k, size];
    if (Number.isNaN(size)) break;
  }
  return { index, value };
}
