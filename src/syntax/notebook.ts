import { type JsonNode, readJson } from "./json.js";

/** One cell of a notebook with the place of each character of its source. */
export interface NotebookCell {
  /** Range of the cell's object in the file. */
  start: number;
  end: number;
  /** `code`, `markdown`, `raw`, or whatever else the file says. */
  type: string;
  /** The source as a reader sees it, escapes resolved. */
  source: string;
  /** Where in the file each UTF-16 unit of the source starts, and where it ends: an escape is longer than one. */
  starts: number[];
  ends: number[];
  /** The strings that the source is written as, quotes included: one, or one for each line. */
  strings: { start: number; end: number }[];
}

/** What a notebook says; with a fault there are no cells. */
export interface Notebook {
  cells: NotebookCell[];
  faults: { line: number; message: string }[];
}

/**
 * Reads the cells of a Jupyter notebook with their places.
 *
 * @param text of the file; a broken one gives faults with their lines and never throws
 */
export function readNotebook(text: string): Notebook {
  const { root, faults } = readJson(text);
  if (!root) return { cells: [], faults: faults.length > 0 ? faults : [{ line: 1, message: "the notebook is empty" }] };
  const cells = root.kind === "object" ? member(root, "cells") : undefined;
  if (cells?.kind !== "array")
    return { cells: [], faults: [{ line: 1, message: "the notebook has no list of cells" }] };
  return { cells: cells.items.map(({ value }) => readCell(text, value)), faults: [] };
}

function readCell(text: string, node: JsonNode): NotebookCell {
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
  return {
    start: node.start,
    end: node.end,
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
