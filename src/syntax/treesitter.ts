import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Language, type Node, Parser } from "web-tree-sitter";

export type { Node } from "web-tree-sitter";

/** Grammars that unpick ships. */
export type Grammar = "python" | "javascript";

const parsers = new Map<Grammar, Parser>();
let runtime: Promise<void> | undefined;

/**
 * Loads a grammar's WebAssembly once. The package carries the `.wasm` files in `dist/grammars`; a source
 * checkout takes them from the grammars' own packages.
 */
export async function loadGrammar(grammar: Grammar): Promise<void> {
  if (parsers.has(grammar)) return;
  runtime ??= Parser.init();
  await runtime;
  const shipped = fileURLToPath(new URL(`../../grammars/tree-sitter-${grammar}.wasm`, import.meta.url));
  const path = existsSync(shipped)
    ? shipped
    : createRequire(import.meta.url).resolve(`tree-sitter-${grammar}/tree-sitter-${grammar}.wasm`);
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
