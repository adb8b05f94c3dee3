import type { TreeCursor } from "../../src/syntax/treesitter.js";
import { syntaxFaults, withCursor, withTree } from "../../src/syntax/treesitter.js";

/** A node of the parse tree as plain data: it outlives the parser's own tree. Comments are kept apart. */
export interface Syntax {
  type: string;
  /** Name of the field that the parent's rule gives it, if any. */
  field: string | null;
  /** False for tokens such as `(` and `else`. */
  named: boolean;
  start: number;
  end: number;
  children: Syntax[];
}

/** A comment with what is needed to find the block it belongs to. */
export interface CommentToken {
  start: number;
  /** Without the carriage return that the grammar counts in. */
  end: number;
  /** True inside brackets, where indentation says nothing. */
  bracketed: boolean;
  /** End of the token before, -1 at the top of a file. */
  previousEnd: number;
}

/** What one parse gives. */
export interface Parsed {
  root: Syntax;
  comments: CommentToken[];
  /** String tokens that span lines: their lines must never be re-indented. */
  longStrings: { start: number; end: number }[];
  faults: { line: number; message: string }[];
}

const opening = new Set(["(", "[", "{"]);
const endsWithBlock = /(_statement|_clause|_definition|^block|^decorator)$/;
const closing = new Set([")", "]", "}"]);

/** Parses Python source and copies the tree, without recursion, while it lives. */
export function parsePython(text: string): Parsed {
  return withTree("python", text, (root) => ({
    ...withCursor(root, (cursor) => copyTree(cursor, text)),
    faults: syntaxFaults(root),
  }));
}

/** Faults alone; for texts whose tree nobody needs. */
export function pythonFaults(text: string): { line: number; message: string }[] {
  return withTree("python", text, (root) => syntaxFaults(root));
}

function copyTree(cursor: TreeCursor, text: string): Omit<Parsed, "faults"> {
  const comments: CommentToken[] = [];
  const longStrings: Parsed["longStrings"] = [];
  const read = (): Syntax => ({
    type: cursor.nodeType,
    field: cursor.currentFieldName,
    named: cursor.nodeIsNamed,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  });
  const root = read();
  const open: Syntax[] = [root];
  let depth = 0;
  let previousEnd = -1;
  const leave = (syntax: Syntax) => {
    const last = syntax.children.at(-1);
    // The grammar lets a block run on over comments and blank lines; here it ends with its last token.
    if (last && endsWithBlock.test(syntax.type)) {
      syntax.start = syntax.children[0]!.start;
      syntax.end = last.end;
    } else if (!last && syntax.end > syntax.start) {
      if (opening.has(syntax.type)) depth++;
      else if (closing.has(syntax.type)) depth--;
      previousEnd = syntax.end;
    }
    if (syntax.type === "string" && text.slice(syntax.start, syntax.end).includes("\n"))
      longStrings.push({ start: syntax.start, end: syntax.end });
  };
  let descending = cursor.gotoFirstChild();
  if (!descending) return { root, comments, longStrings };
  for (;;) {
    const current = read();
    if (current.type === "comment") {
      const end = text[current.end - 1] === "\r" ? current.end - 1 : current.end;
      comments.push({ start: current.start, end, bracketed: depth > 0, previousEnd });
    } else if (current.type !== "line_continuation") {
      open.at(-1)!.children.push(current);
      open.push(current);
      descending = cursor.gotoFirstChild();
      if (descending) continue;
      leave(open.pop()!);
    }
    while (!cursor.gotoNextSibling()) {
      cursor.gotoParent();
      leave(open.pop()!);
      if (open.length === 0) {
        return { root, comments, longStrings };
      }
    }
  }
}
