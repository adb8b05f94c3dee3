import { type Draft, draft } from "./draft.js";
import type { CommentToken } from "./syntax.js";

const clauses = new Set([
  "file",
  "suite",
  "branch",
  "arm",
  "loop",
  "with",
  "try",
  "handler",
  "switch",
  "case",
  "function",
  "class",
]);

/**
 * Puts comments into the tree as siblings of the statements or members among which they stand. On a line of its own
 * a comment belongs to the deepest block that is open there and not indented further than it; in brackets, and
 * behind code, to what stands around it.
 */
export function placeComments(root: Draft, comments: CommentToken[], text: string): void {
  for (const comment of comments) {
    const lineStart = text.lastIndexOf("\n", comment.start - 1) + 1;
    const own = text.slice(lineStart, comment.start).replace("\ufeff", "").trim() === "";
    const home = comment.bracketed
      ? deepest(root, comment.start)
      : own
        ? ownLineHome(root, comment, indentation(text, comment.start), text)
        : deepest(root, Math.max(comment.previousEnd - 1, 0), true);
    home.children.push(draft("comment", "content", comment));
  }
}

function indentation(text: string, index: number): number {
  let column = 0;
  for (let at = text.lastIndexOf("\n", index - 1) + 1; at < index; at++) {
    if (text[at] === "\t") column += 8 - (column % 8);
    else if (text[at] === "\f" || text[at] === "\ufeff") column = 0;
    else if (text[at] === " ") column++;
    else return Number.POSITIVE_INFINITY;
  }
  return column;
}

/** Deepest region around a position. @param open true to look for one that holds statements or clauses */
function deepest(root: Draft, position: number, open = false): Draft {
  let at = root;
  let found = root;
  for (;;) {
    const next: Draft | undefined = at.children.find((child) => child.start <= position && position < child.end);
    if (!next) return found;
    at = next;
    if (!open || clauses.has(at.kind)) found = at;
  }
}

function ownLineHome(root: Draft, comment: CommentToken, column: number, text: string): Draft {
  // Blocks around the token before, and those around the next token: the comment stands in one of them.
  const open = new Set<Draft>();
  const add = (position: number) => {
    let at: Draft | undefined = root;
    while (at) {
      if (at.kind === "suite") open.add(at);
      at = at.children.find((child) => child.kind !== "comment" && child.start <= position && position < child.end);
    }
  };
  add(Math.max(comment.previousEnd - 1, 0));
  add(nextCode(text, comment.end));
  let best: Draft | undefined;
  for (const suite of open) {
    const first = suite.children.find((child) => child.kind !== "comment");
    const indent = first ? indentation(text, first.start) : 0;
    if (indent <= column && (!best || inside(best, suite))) best = suite;
  }
  const around = deepest(root, comment.start);
  // Shallower than the block that its line interrupts (`if x:`, comment at the margin, body): it stays where it is.
  if (best && inside(best, around)) return around;
  return best ?? root.children[0] ?? root;
}

function inside(outer: Draft, inner: Draft): boolean {
  return outer !== inner && outer.start <= inner.start && inner.end <= outer.end;
}

/** Start of the first token after a position, comments and blank lines skipped. */
function nextCode(text: string, from: number): number {
  const pattern = /(?:\s|\\\r?\n|#[^\n]*)*/y;
  pattern.lastIndex = from;
  pattern.exec(text);
  return pattern.lastIndex;
}
