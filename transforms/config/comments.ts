import type { Range } from "../../src/engine/model.js";
import { lineStart, startsLine } from "../../src/syntax/edits.js";
import { type Draft, draft, subtree } from "./draft.js";

/**
 * Puts comments into the tree, among the members of the container that they stand in. A comment on a line of its own
 * belongs to the deepest container around whose members begin in its column, or left of it.
 * @param byColumn false where columns mean nothing: there the innermost container takes it
 */
export function placeComments(root: Draft, comments: readonly Range[], text: string, byColumn = true): void {
  const containers = [...subtree(root)].filter((item) => item.layout !== undefined || item.kind === "suite");
  for (const comment of comments) {
    const own = startsLine(text, comment.start);
    const home = own && byColumn ? homeByColumn(containers, comment, text) : homeAround(containers, comment, text, own);
    (home ?? root.children[0] ?? root).children.push(draft("comment", "content", comment));
  }
}

/** The innermost container that a comment stands in, or, behind code, that the code belongs to. */
function homeAround(containers: Draft[], comment: Range, text: string, own: boolean): Draft | undefined {
  const at = own ? comment.start : lastCode(text, comment.start);
  return containers.filter((item) => item.start <= at && at < item.end).at(-1);
}

function homeByColumn(containers: Draft[], comment: Range, text: string): Draft | undefined {
  const column = columnOf(text, comment.start);
  const before = lastCode(text, comment.start);
  const after = nextCode(text, comment.end);
  const around = containers.filter(
    (item) => (item.start <= before && before < item.end) || (item.start <= after && after < item.end),
  );
  const inside = around.filter((item) => item.start <= comment.start && comment.start < item.end);
  if (inside.at(-1)?.layout === "brackets") return inside.at(-1);
  const at = (item: Draft) => {
    const first = item.children.find((child) => child.kind !== "comment");
    return first ? columnOf(text, first.head ?? first.start) : 0;
  };
  const lines = around.filter((item) => item.layout !== "brackets" && item.layout !== "words");
  return lines.filter((item) => at(item) === column).at(-1) ?? lines.filter((item) => at(item) <= column).at(-1);
}

function columnOf(text: string, index: number): number {
  return text.slice(lineStart(text, index), index).replace("\ufeff", "").length;
}

/** Index of the last character of code before a place, comments and white space left out. */
function lastCode(text: string, index: number): number {
  let at = index;
  for (;;) {
    const line = lineStart(text, at);
    const part = text.slice(line, at).trimEnd();
    if (part !== "" && !/^\s*[#;]/.test(part)) return line + part.length - 1;
    if (line === 0) return 0;
    at = line - 1;
  }
}

function nextCode(text: string, from: number): number {
  const pattern = /(?:\s|[#;][^\n]*)*/y;
  pattern.lastIndex = from;
  pattern.exec(text);
  return pattern.lastIndex;
}
