/** From `min` to `max`, both of them, each the same factor from the next; three digits, so that decks and their names read well. */
export function geometricSeries({
  min,
  max,
  points,
}: {
  min: number;
  max: number;
  points: number;
}): number[] {
  return Array.from({ length: points }, (_, k) =>
    Number((min * (max / min) ** (k / (points - 1))).toPrecision(3)),
  );
}
