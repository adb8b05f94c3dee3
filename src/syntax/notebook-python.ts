import type { Range } from "../engine/model.js";
import type { Notebook, NotebookCell } from "./notebook.js";
import { cellMagic, findMagics, type Magic } from "./notebook-magics.js";

/** The Python of a notebook: all its code cells, one below the other. Offsets are those of the reading. */
export interface NotebookPython {
  /** What Python reads: other cells blank, magics masked. */
  text: string;
  /** The same with the magics as they are written. */
  written: string;
  magics: Magic[];
  /** Code cells in another language, with its name and where their words begin. */
  others: { cell: NotebookCell; language: string; content: Range }[];
}

/** Takes the Python out of a notebook. The cells share one scope, so they are one text. */
export function notebookPython({ reading, cells, language }: Notebook): NotebookPython {
  const found: NotebookPython = { text: "", written: "", magics: [], others: [] };
  let at = 0;
  const pass = (to: number) => {
    const blank = blankOf(reading.text.slice(at, to));
    found.text += blank;
    found.written += blank;
    at = to;
  };
  for (const cell of cells) {
    const end = cell.at + cell.source.length;
    const other = cell.type === "code" ? otherLanguage(cell, language) : undefined;
    if (other) found.others.push({ cell, ...other });
    pass(cell.type === "code" && !other ? cell.at : end);
    if (at === end) continue;
    let text = cell.source;
    for (const magic of findMagics(cell.source)) {
      const shifted = { start: cell.at + magic.start, end: cell.at + magic.end };
      const command = magic.command === undefined ? {} : { command: cell.at + magic.command };
      found.magics.push({ ...magic, ...shifted, ...command });
      text = text.slice(0, magic.start) + magic.masked + text.slice(magic.end);
    }
    found.text += text;
    found.written += cell.source;
    at = end;
  }
  pass(reading.text.length);
  return found;
}

/** What a code cell holds if it is no Python: its first line says so, the cell itself, or the notebook's kernel. */
function otherLanguage(
  { source, language: own }: NotebookCell,
  kernel: string,
): { language: string; content: Range } | undefined {
  const first = cellMagic(source);
  if (first?.python) return undefined;
  const language = own ?? kernel;
  if (!first) return isPython(language) ? undefined : { language, content: { start: 0, end: source.length } };
  const feed = source.indexOf("\n", first.end);
  const start = feed < 0 ? source.length : feed + 1;
  return { language: first.name === "!" ? "sh" : first.name.toLowerCase(), content: { start, end: source.length } };
}

const isPython = (kernel: string) => /^(?:i?python\d*(?:\.\d+)*|xpython)$/.test(kernel);

const blankOf = (text: string) => text.replace(/[^\r\n]/g, " ");
