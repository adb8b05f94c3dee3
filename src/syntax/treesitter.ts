import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Language, type Node, Parser, type TreeCursor } from "web-tree-sitter";

export type { Node, TreeCursor } from "web-tree-sitter";

/** Grammars that unpick ships. */
export type Grammar = "python" | "javascript" | "typescript" | "tsx" | "bash";

const parsers = new Map<Grammar, Parser>();
const loads = new Map<Grammar, Promise<void>>();
let last: Promise<void> = Promise.resolve();

/**
 * Loads a grammar's WebAssembly once. The package carries the `.wasm` files in `dist/grammars`; a source
 * checkout takes them from the grammars' own packages.
 */
export function loadGrammar(grammar: Grammar): Promise<void> {
  let load = loads.get(grammar);
  if (!load) {
    // One after the other: grammars are linked into the memory of one runtime, which two loads at once corrupt.
    load = last.then(() => readGrammar(grammar));
    last = load.catch(() => undefined);
    loads.set(grammar, load);
  }
  return load;
}

async function readGrammar(grammar: Grammar): Promise<void> {
  await Parser.init();
  const shipped = fileURLToPath(new URL(`../../grammars/tree-sitter-${grammar}.wasm`, import.meta.url));
  const path = existsSync(shipped)
    ? shipped
    : createRequire(import.meta.url).resolve(
        `tree-sitter-${grammar === "tsx" ? "typescript" : grammar}/tree-sitter-${grammar}.wasm`,
      );
  const parser = new Parser();
  parser.setLanguage(await Language.load(path));
  parsers.set(grammar, parser);
}

/**
 * Parses a text and hands its root to `use`; the tree lives only as long as `use` runs, because trees of the
 * WebAssembly runtime are not garbage collected. Offsets of nodes are UTF-16 indices into `text`.
 * @throws Error if `loadGrammar` has not run
 */
export function withTree<Result>(grammar: Grammar, text: string, use: (root: Node) => Result): Result {
  const parser = parsers.get(grammar);
  if (!parser) throw new Error(`grammar ${grammar} is not loaded`);
  const tree = parser.parse(text);
  if (!tree) throw new Error(`grammar ${grammar} gave no tree`);
  try {
    return use(tree.rootNode);
  } finally {
    tree.delete();
  }
}

/**
 * Hands a cursor over a node to `use`. The cursor must be deleted before its tree is: the runtime's own finalizer
 * would free it through the tree's address, later, and corrupt the memory of every parse after that.
 */
export function withCursor<Result>(node: Node, use: (cursor: TreeCursor) => Result): Result {
  const cursor = node.walk();
  try {
    return use(cursor);
  } finally {
    cursor.delete();
  }
}

/** First places that the parser could not make sense of: line (one-based) and what is wrong there. */
export function syntaxFaults(root: Node, limit = 20): { line: number; message: string }[] {
  if (!root.hasError) return [];
  const found: { line: number; message: string }[] = [];
  const open: Node[] = [root];
  while (open.length > 0 && found.length < limit) {
    const node = open.pop()!;
    if (node.isMissing) found.push({ line: node.startPosition.row + 1, message: `${node.type} is missing` });
    else if (node.isError) found.push({ line: node.startPosition.row + 1, message: "syntax error" });
    else for (const child of node.children) if (child?.hasError || child?.isMissing) open.push(child);
  }
  return found;
}
