/**
 * Pads cells to columns, two spaces between them; the last cell of a row is not padded.
 *
 * @param right columns whose cells are set to the right
 * @param paint styles a cell after it was padded, so that codes of colour do not count as width
 */
export function drawTable(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
  paint: (cell: string, column: number, row: number) => string = (cell) => cell,
): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows
    .map((row, rowIndex) => {
      const cells = row.map((cell, column) => {
        const isLast = column === row.length - 1;
        const width = widths[column]!;
        const padded = right.has(column) ? cell.padStart(width) : isLast ? cell : cell.padEnd(width);
        return paint(padded, column, rowIndex);
      });
      return `  ${cells.join("  ")}`.trimEnd();
    })
    .map((line) => `${line}\n`)
    .join("");
}
