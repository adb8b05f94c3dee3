import type { Range, Reading } from "../engine/model.js";
import { type JsonNode, readJson } from "./json.js";

/** One cell of a notebook with the place of each character of its source. */
export interface NotebookCell {
  /** Range of the cell's object in the file. */
  start: number;
  end: number;
  /** `code`, `markdown`, `raw`, or whatever else the file says. */
  type: string;
  /** Language of a code cell in small letters, if the cell itself says so. */
  language?: string;
  /** The source as a reader sees it, escapes resolved. */
  source: string;
  /** Where in the file each UTF-16 unit of the source starts, and where it ends: an escape is longer than one. */
  starts: number[];
  ends: number[];
  /** The strings that the source is written as, quotes included: one, or one for each line. */
  strings: Range[];
  /** Where its source begins in the reading of the notebook. */
  at: number;
}

/** What a notebook says; with a fault there are no cells. */
export interface Notebook {
  cells: NotebookCell[];
  /** Between the brackets of the list of cells. */
  list: Range;
  /** The sources of all cells, one below the other with a blank line between. */
  reading: Reading;
  /** Language of the code cells, in small letters; `python` if the file does not say. */
  language: string;
  faults: { line: number; message: string }[];
}

/**
 * Reads the cells of a Jupyter notebook with their places.
 *
 * @param text of the file; a broken one gives faults with their lines and never throws
 */
export function readNotebook(text: string): Notebook {
  const { root, faults } = readJson(text);
  if (!root) return faulty(faults.length > 0 ? faults : [{ line: 1, message: "the notebook is empty" }]);
  const list = root.kind === "object" ? member(root, "cells") : undefined;
  if (list?.kind !== "array") return faulty([{ line: 1, message: "the notebook has no list of cells" }]);
  const cells: NotebookCell[] = [];
  const reading: Reading = { text: "", starts: [], ends: [] };
  for (const { value } of list.items) {
    const cell = { ...readCell(text, value), at: reading.starts.length };
    cells.push(cell);
    append(reading, cell);
  }
  reading.text = cells.map(({ source }) => source + between).join("");
  return {
    cells,
    list: { start: list.start + 1, end: list.end - 1 },
    reading,
    language: languageOf(root),
    faults: [],
  };
}

/**
 * The line of the file that a line of the reading, or of what is made of it at equal length, begins on.
 *
 * @param line one-based
 */
export function fileLine(text: string, { reading }: Notebook, line: number): number {
  let at = 0;
  for (let count = 1; count < line && at >= 0; count++) at = reading.text.indexOf("\n", at) + 1 || -1;
  return text.slice(0, reading.starts[at] ?? text.length).split("\n").length;
}

/** What stands between two cells in the reading: a comment that ends one is not attached to what begins the next. */
const between = "\n\n";

/** A place in the file for each unit of a cell; what stands between two cells has none of its own. */
function append({ starts, ends }: Reading, cell: NotebookCell): void {
  for (const start of cell.starts) starts.push(start);
  for (const end of cell.ends) ends.push(end);
  const end = cell.ends.at(-1) ?? cell.end;
  for (let count = 0; count < between.length; count++) {
    starts.push(end);
    ends.push(end);
  }
}

function faulty(faults: Notebook["faults"]): Notebook {
  const none = { start: 0, end: 0 };
  return { cells: [], list: none, reading: { text: "", starts: [], ends: [] }, language: "python", faults };
}

function languageOf(root: JsonNode): string {
  const name =
    memberIn(root, ["metadata", "language_info", "name"])?.value ??
    memberIn(root, ["metadata", "kernelspec", "language"])?.value;
  return String(name ?? "python").toLowerCase();
}

function memberIn(node: JsonNode, names: readonly string[]): JsonNode | undefined {
  return names.reduce<JsonNode | undefined>((at, name) => at && member(at, name), node);
}

function readCell(text: string, node: JsonNode): Omit<NotebookCell, "at"> {
  const source = member(node, "source");
  const strings = (source?.kind === "array" ? source.items.map(({ value }) => value) : source ? [source] : []).filter(
    ({ value }) => typeof value === "string",
  );
  const starts: number[] = [];
  const ends: number[] = [];
  for (const string of strings) {
    for (let at = string.start + 1; at < string.end - 1; at = ends.at(-1)!) {
      starts.push(at);
      ends.push(at + (text[at] !== "\\" ? 1 : text[at + 1] === "u" ? 6 : 2));
    }
  }
  const language = memberIn(node, ["metadata", "vscode", "languageId"])?.value;
  return {
    start: node.start,
    end: node.end,
    ...(typeof language === "string" ? { language: language.toLowerCase() } : {}),
    type: String(member(node, "cell_type")?.value ?? ""),
    source: strings.map(({ value }) => value).join(""),
    starts,
    ends,
    strings: strings.map(({ start, end }) => ({ start, end })),
  };
}

function member(node: JsonNode, name: string): JsonNode | undefined {
  return node.items.find(({ key }) => key?.value === name)?.value;
}
