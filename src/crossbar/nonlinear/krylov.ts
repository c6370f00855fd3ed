/** Writes A x into `product`. */
export type Operator = (x: Float64Array, product: Float64Array) => void;

export interface Krylov {
  /**
   * Solves A x = b from x = 0, to `tolerance` of |b| if `mostSteps` suffice, else as far as they go.
   *
   * @returns the steps taken
   */
  solve(apply: Operator, b: Float64Array, x: Float64Array, tolerance: number): number;
}

/** Directions that are held at one time; then it starts again from what it has. */
const mostDirections = 80;
const mostSteps = 800;

/**
 * GMRES: in each step the best combination of the directions so far. Its residual never grows, and it asks nothing of the operator but products.
 *
 * @param length of the vectors
 * @see Saad and Schultz, SIAM J. Sci. Stat. Comput. 7 (1986) 856
 */
export function createKrylov(length: number): Krylov {
  const directions: Float64Array[] = [];
  const residual = new Float64Array(length);
  const work = new Float64Array(length);
  const stride = mostDirections + 1;
  const triangle = new Float64Array(stride * mostDirections);
  const [cosine, sine] = [new Float64Array(mostDirections), new Float64Array(mostDirections)];
  const goal = new Float64Array(stride);
  const direction = (k: number) => {
    directions[k] ??= new Float64Array(length);
    return directions[k];
  };

  /** One run of directions from the residual: adds to x; returns the steps. */
  function run(apply: Operator, x: Float64Array, size: number, small: number, most: number): number {
    const first = direction(0);
    for (let n = 0; n < length; n++) first[n] = residual[n]! / size;
    goal.fill(0);
    goal[0] = size;
    let k = 0;
    while (k < most && Math.abs(goal[k]!) > small) {
      const next = direction(k + 1);
      apply(direction(k), next);
      const at = k * stride;
      for (let j = 0; j <= k; j++) triangle[at + j] = project(next, direction(j));
      const rest = Math.sqrt(dot(next, next));
      for (let j = 0; j < k; j++) {
        const [upper, lower] = [triangle[at + j]!, triangle[at + j + 1]!];
        triangle[at + j] = cosine[j]! * upper + sine[j]! * lower;
        triangle[at + j + 1] = cosine[j]! * lower - sine[j]! * upper;
      }
      const length = Math.hypot(triangle[at + k]!, rest);
      if (!(length > 0)) break;
      cosine[k] = triangle[at + k]! / length;
      sine[k] = rest / length;
      triangle[at + k] = length;
      goal[k + 1] = -sine[k]! * goal[k]!;
      goal[k] = cosine[k]! * goal[k]!;
      k += 1;
      if (rest > 0) for (let n = 0; n < next.length; n++) next[n]! /= rest;
    }
    for (let i = k - 1; i >= 0; i--) {
      let share = goal[i]!;
      for (let j = i + 1; j < k; j++) share -= triangle[j * stride + i]! * goal[j]!;
      goal[i] = share / triangle[i * stride + i]!;
      add(x, goal[i]!, direction(i));
    }
    return k;
  }

  return {
    solve(apply, b, x, tolerance) {
      x.fill(0);
      residual.set(b);
      const small = tolerance * Math.sqrt(dot(b, b));
      let steps = 0;
      for (;;) {
        const size = Math.sqrt(dot(residual, residual));
        if (!(size > small) || steps >= mostSteps) return steps;
        const taken = run(apply, x, size, small, Math.min(mostDirections, mostSteps - steps));
        if (taken === 0) return steps;
        steps += taken;
        if (taken < mostDirections) return steps;
        apply(x, work);
        for (let n = 0; n < length; n++) residual[n] = b[n]! - work[n]!;
      }
    },
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let [even, odd] = [0, 0];
  const pairs = a.length - (a.length % 2);
  for (let n = 0; n < pairs; n += 2) {
    even += a[n]! * b[n]!;
    odd += a[n + 1]! * b[n + 1]!;
  }
  return even + odd + (pairs < a.length ? a[pairs]! * b[pairs]! : 0);
}

function add(x: Float64Array, factor: number, y: Float64Array): void {
  for (let n = 0; n < x.length; n++) x[n]! += factor * y[n]!;
}

/** Takes the part along a unit direction out of a vector, and returns its length. */
function project(x: Float64Array, direction: Float64Array): number {
  const along = dot(x, direction);
  add(x, -along, direction);
  return along;
}
