import type { Edit } from "../../src/engine/model.js";
import { applyEdits, removeMembers, settleBlankLines, unite } from "../../src/syntax/edits.js";
import type { Notebook, NotebookCell } from "../../src/syntax/notebook.js";
import { cellMagic } from "../../src/syntax/notebook-magics.js";
import { editCell } from "./strings.js";

/**
 * Edits of the file that make the given edits of the reading: cells left without words go as a whole, unless no cell
 * would be left; in others the strings of their source change, and nothing else does.
 */
export function editCells(text: string, notebook: Notebook, edits: readonly Edit[]): Edit[] {
  const { cells, list } = notebook;
  const changes = cells.map((cell) => settleBlankLines(cell.source, unite(editsIn(cell, edits))));
  const emptied = cells.map((cell, index) => changes[index]!.length > 0 && isEmptied(cell, changes[index]!));
  // A notebook has a cell to write in.
  const first = emptied.every(Boolean) ? 0 : -1;
  const gone = emptied.map((isEmpty, index) => isEmpty && index !== first);
  const result = gone.includes(true) ? removeMembers(text, cells, gone, list.start, list.end) : [];
  for (const [index, cell] of cells.entries()) {
    if (gone[index] || changes[index]!.length === 0) continue;
    const everything = [{ start: 0, end: cell.source.length, text: "" }];
    result.push(...editCell(text, cell, emptied[index] ? everything : changes[index]!));
  }
  return result;
}

/** The part of the edits that falls into a cell, from the start of its source. */
function editsIn({ at, source }: NotebookCell, edits: readonly Edit[]): Edit[] {
  const end = at + source.length;
  return edits
    .filter((edit) => edit.start <= end && edit.end >= at)
    .map((edit) => ({ start: Math.max(edit.start, at) - at, end: Math.min(edit.end, end) - at, text: edit.text }))
    .filter((edit) => edit.end > edit.start || edit.text !== "");
}

/** True if nothing is left to run or to read; the line that says how a cell runs says nothing without the cell. */
function isEmptied(cell: NotebookCell, edits: Edit[]): boolean {
  const left = applyEdits(cell.source, edits);
  if (left.trim() === "") return true;
  const magic = cell.type === "code" ? cellMagic(left) : undefined;
  return magic !== undefined && left.slice(magic.end).trim() === "";
}
