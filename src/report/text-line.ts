/** Columns of a terminal that tables keep to. */
const columns = 80;

/** Cells side by side: a negative width is left-aligned. What does not fit is cut with `~`. */
export function textLine(cells: readonly (readonly [text: string, width: number])[]): string {
  const text = cells.map(([cell, size]) => {
    const room = Math.abs(size);
    const cut = cell.length > room ? `${cell.slice(0, room - 1)}~` : cell;
    return size < 0 ? cut.padEnd(room) : cut.padStart(room);
  });
  return text.join("").slice(0, columns).trimEnd();
}
