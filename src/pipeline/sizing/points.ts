/** Conditions of a sheet: one corner, temperature [degree C] and supply [V]. */
export interface Point {
  readonly corner: string;
  readonly temperatureC: number;
  readonly supply: number;
}

/** What a sheet asks for, every default filled in. */
export interface PointPlan {
  readonly corners: readonly string[];
  readonly temperatures: readonly number[];
  readonly supplies: readonly number[];
}

/** The cross product, corners outermost; the first is where mismatch is sampled. */
export function crossPoints({ corners, temperatures, supplies }: PointPlan): Point[] {
  return corners.flatMap((corner) =>
    temperatures.flatMap((temperatureC) => supplies.map((supply) => ({ corner, temperatureC, supply }))),
  );
}
