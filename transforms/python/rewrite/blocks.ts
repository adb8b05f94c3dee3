import type { Region } from "../../../src/engine/region.js";
import { lineEnd, lineStart, wholeLines } from "../../../src/syntax/edits.js";
import { commentsOf } from "./comments.js";
import type { Rendering } from "./rendering.js";

/**
 * The statements of a block: those that go take their lines and comments along; a block left without any keeps its
 * form with `pass`.
 * @param visit renders a statement that stays
 */
export function renderSuite(rendering: Rendering, suite: Region, visit: (region: Region) => void): void {
  const { text, tree } = rendering;
  const top = tree.parent(suite)?.kind === "file";
  if (!top && rendering.emptied(suite)) {
    rendering.edits.push({ start: suite.start, end: suite.end, text: "pass" });
    return;
  }
  const items = tree.children(suite.id).map((id) => tree.at(id));
  const statements = items.filter((item) => item.kind !== "comment");
  const gone = (item: Region) => rendering.vanishes(item);
  if (statements.some(gone)) {
    for (const line of sharedLines(text, statements)) removeFromLine(rendering, line, gone);
  }
  for (const comment of commentsOf(rendering, items, gone)) removeComment(rendering, comment);
  for (const statement of statements) if (!gone(statement)) visit(statement);
}

/** A comment with its line, or with the space in front of it when code stands there. */
export function removeComment(rendering: Rendering, comment: Region): void {
  const { text } = rendering;
  const lines = wholeLines(text, comment);
  let { start } = lines;
  if (lines.end === comment.end) while (start > 0 && /[ \t\f]/.test(text[start - 1]!)) start--;
  rendering.delete(start, lines.end);
}

/** Statements grouped so that those that share a line (`a; b`) are together. */
function sharedLines(text: string, statements: readonly Region[]): Region[][] {
  const groups: Region[][] = [];
  for (const statement of statements) {
    const before = groups.at(-1)?.at(-1);
    if (before && !text.slice(before.end, statement.start).includes("\n")) groups.at(-1)!.push(statement);
    else groups.push([statement]);
  }
  return groups;
}

function removeFromLine(rendering: Rendering, line: Region[], gone: (item: Region) => boolean): void {
  const { text } = rendering;
  const first = line[0]!;
  const last = line.at(-1)!;
  if (line.every(gone)) {
    // With the comment behind it, which its own rule finds as well, and a `;` at the end.
    const start = text[0] === "\ufeff" && lineStart(text, first.start) === 0 ? 1 : lineStart(text, first.start);
    rendering.delete(start, lineEnd(text, last.end));
    return;
  }
  line.forEach((statement, index) => {
    if (!gone(statement)) return;
    const rest = line.slice(index + 1);
    if (rest.some((other) => !gone(other))) rendering.delete(statement.start, line[index + 1]!.start);
    else {
      const kept = line.slice(0, index).findLast((other) => !gone(other))!;
      rendering.delete(kept.end, statement.end);
    }
  });
}
