import type { Range } from "../../src/engine/model.js";
import type { ScriptLanguage } from "../../src/syntax/script-scopes.js";
import { type Grammar, syntaxFaults, withCursor, withTree } from "../../src/syntax/treesitter.js";
import { maskImportTypes } from "./import-types.js";

/** A node of the parse tree, copied so that it outlives the parser's tree. Offsets are those of the whole text. */
export interface Syntax extends Range {
  type: string;
  named: boolean;
  /** Field of the parent that holds this node. */
  field?: string;
  parent?: Syntax;
  children: Syntax[];
}

/** A copied tree and what the parser could not make sense of. */
export interface SyntaxFile {
  root: Syntax;
  faults: { line: number; message: string }[];
}

/**
 * Parses the part of a text that `range` marks. A copy costs less than the parser's own nodes, each of whose
 * properties is a call into WebAssembly, and needs no care for the tree's life.
 */
export function readSyntax(text: string, range: Range, grammar: Grammar = "javascript"): SyntaxFile {
  const whole = range.start === 0 && range.end === text.length;
  const written = whole ? text : text.slice(range.start, range.end);
  const source = grammar === "javascript" ? written : maskImportTypes(written);
  return withTree(grammar, source, (tree) =>
    withCursor(tree, (cursor) => {
      const copy = (): Syntax => ({
        type: cursor.nodeType,
        named: cursor.nodeIsNamed,
        start: cursor.startIndex + range.start,
        end: cursor.endIndex + range.start,
        field: cursor.currentFieldName ?? undefined,
        children: [],
      });
      const root = copy();
      let node = root;
      for (;;) {
        if (cursor.gotoFirstChild()) {
          const child = copy();
          child.parent = node;
          node.children.push(child);
          node = child;
          continue;
        }
        while (!cursor.gotoNextSibling()) {
          if (!cursor.gotoParent()) {
            const firstLine = text.slice(0, range.start).split("\n").length - 1;
            const faults = syntaxFaults(tree).map((fault) => ({ ...fault, line: fault.line + firstLine }));
            mendAwait(root, text);
            if (grammar !== "javascript") mendTypes(root);
            return { root, faults };
          }
          node = node.parent!;
        }
        const sibling = copy();
        sibling.parent = node.parent;
        node.parent!.children.push(sibling);
        node = sibling;
      }
    }),
  );
}

/** The grammar of a script file. */
export function grammarOf(path: string): ScriptLanguage {
  return /\.tsx$/.test(path) ? "tsx" : /\.[cm]?ts$/.test(path) ? "typescript" : "javascript";
}

/** What the grammar of TypeScript calls otherwise than that of JavaScript gets the name that it has there. */
function mendTypes(root: Syntax): void {
  const open: Syntax[] = [root];
  while (open.length > 0) {
    const node = open.pop()!;
    if (node.type === "abstract_class_declaration") node.type = "class_declaration";
    else if (node.type === "public_field_definition") {
      node.type = "field_definition";
      for (const child of node.children) if (child.field === "name") child.field = "property";
    }
    open.push(...node.children);
  }
}

/**
 * The grammar takes `await (x).y()` for a call of a function `await`. This gives it the shape it has: `await` of
 * everything that follows.
 */
function mendAwait(root: Syntax, text: string): void {
  const open: Syntax[] = [root];
  while (open.length > 0) {
    const node = open.pop()!;
    open.push(...node.children);
    if (node.type !== "call_expression") continue;
    const [callee, passed] = node.children;
    if (
      callee?.type !== "identifier" ||
      text.slice(callee.start, callee.end) !== "await" ||
      passed?.type !== "arguments"
    )
      continue;
    if (named(passed).length !== 1) continue;
    let top = node;
    while (
      top.parent &&
      top.parent.start === node.start &&
      /^(call|member|subscript)_expression$/.test(top.parent.type)
    )
      top = top.parent;
    const { parent, field: place, start } = top;
    for (let at: Syntax | undefined = node; at && at !== parent; at = at.parent) at.start = passed.start;
    node.type = "parenthesized_expression";
    node.children = passed.children;
    for (const child of node.children) child.parent = node;
    const whole: Syntax = {
      type: "await_expression",
      named: true,
      start,
      end: top.end,
      field: place,
      parent,
      children: [],
    };
    const keyword: Syntax = {
      type: "await",
      named: false,
      start: callee.start,
      end: callee.end,
      parent: whole,
      children: [],
    };
    whole.children.push(keyword, top);
    if (parent) parent.children[parent.children.indexOf(top)] = whole;
    top.parent = whole;
    top.field = undefined;
  }
}

/** The first child in a field. */
export function field(node: Syntax, name: string): Syntax | undefined {
  return node.children.find((child) => child.field === name && child.type !== "comment");
}

/** Named children without comments. */
export function named(node: Syntax): Syntax[] {
  return node.children.filter((child) => child.named && child.type !== "comment");
}

/** True if a token such as `static` or `async` is a direct child. */
export function hasToken(node: Syntax, token: string): boolean {
  return node.children.some((child) => !child.named && child.type === token);
}

/** The node without parentheses and `await` around it. */
export function unwrapped(node: Syntax): Syntax {
  let inner = node;
  while (isTransparent(inner.type)) {
    const [next] = named(inner);
    if (!next) break;
    inner = next;
  }
  return inner;
}

/** Parentheses, `await`, and what TypeScript says about a value without changing it. */
const isTransparent = (type: string): boolean => /^(parenthesized|await|as|satisfies|non_null)_expression$/.test(type);

/** True for nodes that open a function of their own. */
export function isFunction(node: Syntax): boolean {
  switch (node.type) {
    case "function_declaration":
    case "generator_function_declaration":
    case "function_expression":
    case "generator_function":
    case "arrow_function":
    case "method_definition":
      return true;
    default:
      return false;
  }
}
