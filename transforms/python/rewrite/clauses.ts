import type { Range } from "../../../src/engine/model.js";
import type { Region } from "../../../src/engine/region.js";
import { dedent, lineEnd, lineStart, startsLine } from "../../../src/syntax/edits.js";
import { nextCode, type Rendering } from "./rendering.js";

/** One clause of a compound statement: where its keyword stands, and its block. */
export interface Clause {
  /** Index of `if`, `elif`, `else`, `except`, `finally`, `case`. */
  header: number;
  end: number;
  suite: Region | undefined;
  region: Region;
}

/** The clause that a block without a region of its own (`else`, `finally` of loops and tries) belongs to. */
export function suiteClause(rendering: Rendering, owner: Region, suite: Region): Clause {
  const { tree, text } = rendering;
  let before = owner.start;
  for (const id of tree.children(owner.id)) {
    const child = tree.at(id);
    if (child.start >= suite.start) break;
    if (child.kind !== "comment") before = child.end;
  }
  return { header: nextCode(text, before), end: suite.end, suite, region: suite };
}

/** The clause of an arm, handler or case. */
export function clauseOf(rendering: Rendering, region: Region): Clause {
  return { header: region.start, end: region.end, suite: rendering.tree.first(region.id, "body"), region };
}

/** Comments of the compound statement that stand right above a clause's keyword: they introduce it. */
export function introduction(rendering: Rendering, owner: Region, clause: Clause): Region[] {
  const { tree, text } = rendering;
  const comments = tree
    .children(owner.id)
    .map((id) => tree.at(id))
    .filter((child) => child.kind === "comment" && child.end <= clause.header && startsLine(text, child.start));
  const found: Region[] = [];
  let below = clause.header;
  for (const comment of comments.reverse()) {
    if (text.slice(comment.end, below).trim() !== "") break;
    found.unshift(comment);
    below = comment.start;
  }
  return found;
}

/** Takes out a clause with the comments that introduce it. */
export function removeClause(rendering: Rendering, owner: Region, clause: Clause): void {
  const { text } = rendering;
  for (const comment of introduction(rendering, owner, clause))
    rendering.delete(lineStart(text, comment.start), lineEnd(text, comment.end));
  rendering.delete(lineStart(text, clause.header), lineEnd(text, clause.end));
}

/**
 * Blocks of a compound statement take its place: headers and other clauses go, what stays moves left by the
 * difference of the indentations. Comments that introduce a clause that stays are kept where they are.
 */
export function takePlace(rendering: Rendering, owner: Region, kept: readonly Clause[]): void {
  const { text } = rendering;
  const stays: Range[] = [];
  const mark = text[0] === "\ufeff" && lineStart(text, owner.start) === 0 ? 1 : 0;
  const top = mark || lineStart(text, owner.start);
  const indentation = rendering.indentation(owner) ?? "";
  let at = top;
  for (const clause of kept) {
    const suite = clause.suite!;
    for (const comment of introduction(rendering, owner, clause))
      stays.push({ start: lineStart(text, comment.start), end: lineEnd(text, comment.end) });
    if (startsLine(text, suite.start)) {
      stays.push({ start: lineStart(text, suite.start), end: lineEnd(text, suite.end) });
      const inner = rendering.indentation(suite) ?? "";
      const width = inner.length - indentation.length;
      rendering.edits.push(...dedent(text, suite, width, [...rendering.longStrings]));
    } else {
      // One line: the indentation of the clause's keyword serves the statement.
      const line = Math.max(lineStart(text, clause.header), top);
      stays.push({ start: line, end: clause.header }, { start: suite.start, end: lineEnd(text, suite.end) });
    }
  }
  for (const range of stays) {
    rendering.delete(at, Math.max(at, range.start));
    at = Math.max(at, range.end);
  }
  rendering.delete(at, Math.max(at, lineEnd(text, owner.end)));
}
