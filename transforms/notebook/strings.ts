import type { Edit } from "../../src/engine/model.js";
import { lineEnd, lineStart } from "../../src/syntax/edits.js";
import type { NotebookCell } from "../../src/syntax/notebook.js";

/**
 * Edits of the file for edits of a cell's source. Whole lines go with their strings and commas; what changes inside a
 * line changes inside its string, escaped as the file escapes.
 *
 * @param edits of the source, in order, not overlapping
 */
export function editCell(text: string, cell: NotebookCell, edits: readonly Edit[]): Edit[] {
  const { source, strings } = cell;
  const [first, last] = [strings[0], strings.at(-1)];
  if (!first || !last) return [];
  if (
    isMember(text, first.start) &&
    edits.length === 1 &&
    edits[0]!.start === 0 &&
    edits[0]!.end === source.length &&
    edits[0]!.text === ""
  )
    return [{ start: previousMark(text, first.start), end: nextMark(text, last.end), text: "" }];
  return edits.map((edit) => written(text, cell, sameLinesLeft(source, edit)));
}

/** The edit without the whole lines at its ends that it would write again as they are. */
function sameLinesLeft(source: string, edit: Edit): Edit {
  let { start, end, text } = edit;
  if (text === "") return edit;
  for (let next = lineEnd(source, start); next <= end && start === lineStart(source, start); ) {
    const line = source.slice(start, next);
    if (line === "" || !line.endsWith("\n") || !text.startsWith(line)) break;
    start = next;
    text = text.slice(line.length);
    next = lineEnd(source, start);
  }
  while (end > start && text !== "") {
    const feed = source.lastIndexOf("\n", end - 2) + 1;
    const line = source.slice(feed, end);
    if (feed <= start || !text.endsWith(`\n${line}`)) break;
    end = feed;
    text = text.slice(0, -line.length);
  }
  return { start, end, text };
}

function written(text: string, cell: NotebookCell, edit: Edit): Edit {
  const { source, starts, ends, strings } = cell;
  const isStart = (index: number) => strings.some((string) => string.start + 1 === starts[index]);
  const escaped = spell(text, cell, edit.text);
  if (edit.start === source.length) return { start: ends.at(-1)!, end: ends.at(-1)!, text: escaped };
  const start = starts[edit.start]!;
  if (edit.end < source.length) {
    // Up to the next string, so that no empty one is left; but a line that is written anew keeps its own.
    const keeps = edit.end > edit.start && edit.text.endsWith("\n") && isStart(edit.end);
    return { start, end: keeps ? ends[edit.end - 1]! : starts[edit.end]!, text: escaped };
  }
  if (edit.text === "" && edit.start > 0 && isStart(edit.start)) {
    const before = strings.findLast((string) => string.end <= start)!;
    return { start: before.end, end: strings.at(-1)!.end, text: "" };
  }
  return { start, end: ends.at(-1)!, text: escaped };
}

/** Words as they stand in the strings of a cell: in a list, each line but the last ends its string. */
function spell(text: string, { strings }: NotebookCell, words: string): string {
  const isAscii = !/[^\0-\x7f]/.test(text);
  const quoted = JSON.stringify(words).slice(1, -1);
  const escaped = isAscii
    ? quoted.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : quoted;
  const [first, second] = strings;
  if (!first || !second) return escaped;
  const between = text.slice(first.end - 1, second.start + 1);
  return escaped.replace(/(?<=(?:^|[^\\])(?:\\\\)*\\n)(?=.)/g, between);
}

/** True if a string is a member of a list. */
const isMember = (text: string, start: number) => text[previousMark(text, start) - 1] === "[";

/** Index behind the last character before `index` that is no white space. */
function previousMark(text: string, index: number): number {
  let at = index;
  while (/\s/.test(text[at - 1] ?? "")) at--;
  return at;
}

/** Index of the first character from `index` on that is no white space. */
function nextMark(text: string, index: number): number {
  let at = index;
  while (/\s/.test(text[at] ?? "")) at++;
  return at;
}
