import type { Edit } from "../engine/model.js";

/**
 * Where a place at base stands in the result.
 *
 * @param edits sorted and apart, as `unite` gives them
 * @param offset of the place's first character at base
 * @returns the offset in the result, or undefined if an edit deletes or replaces that character
 */
export function mapOffset(edits: readonly Edit[], offset: number): number | undefined {
  let shift = 0;
  for (const edit of edits) {
    if (edit.start > offset) break;
    if (edit.end > offset) return undefined;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return offset + shift;
}

/** The edit whose text covers a place in the result, or undefined if the place comes from base. */
export function editAt(edits: readonly Edit[], resultOffset: number): Edit | undefined {
  let shift = 0;
  for (const edit of edits) {
    const start = edit.start + shift;
    if (start > resultOffset) return undefined;
    if (resultOffset < start + edit.text.length) return edit;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return undefined;
}

/** Converts one-based lines and columns of a text (UTF-16) to offsets and back. */
export function lineTable(text: string): {
  offsetAt(line: number, column: number): number;
  placeAt(offset: number): { line: number; column: number };
} {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return {
    offsetAt: (line, column) => (starts[line - 1] ?? text.length) + column - 1,
    placeAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - starts[low]! + 1 };
    },
  };
}
