import { hideStrings } from "./python-text.js";

/** A module that a Python text imports by its full name. */
export interface ImportedModule {
  /** In dotted form: `os.path`. */
  module: string;
  /** One-based. */
  line: number;
  /** The program goes on without it: it stands in a `try` that catches the failing import. */
  optional: boolean;
}

/** A block that is open while lines are read, with the imports that a failing one would end. */
interface Block {
  indent: number;
  kind: "try" | "clause" | "definition";
  imports: ImportedModule[];
}

/** A line that matters: an import, or what opens and closes the blocks around one. */
const LINE =
  /^([ \t]*)(?:(import)\b([^\n;]*)|from[ \t]+([\w.]+)[ \t]+import\b|(try)[ \t]*:|(except\b[^\n]*)|(else|finally)[ \t]*:|(?:async[ \t]+)?(def|class)\b|\S)/gm;
/** What catches a failing import. */
const CATCHES = /^except\*?\s*(?::|.*\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b)/;

/**
 * Lists what a Python text imports, without relative imports, in order. What only looks like an import, in a string
 * or a comment, is none. It reads lines and no grammar, so that it is quick on whole libraries.
 */
export function importedModules(text: string): ImportedModule[] {
  if (!/\bimport\b/.test(text)) return [];
  const plain = hideStrings(text);
  const found: ImportedModule[] = [];
  let open: Block[] = [];
  let [line, at] = [1, 0];
  for (const match of plain.matchAll(LINE)) {
    const [, blank = "", isImport, names = "", from, isTry, except, isClause, definition] = match;
    for (; at < match.index; at++) if (text[at] === "\n") line++;
    const indent = blank.replaceAll("\t", "        ").length;
    const ended = open.find((block) => block.indent === indent && block.kind !== "definition");
    open = open.filter((block) => block.indent < indent);
    if (except !== undefined || isClause !== undefined) {
      if (except !== undefined && CATCHES.test(except)) for (const one of ended?.imports ?? []) one.optional = true;
      open.push({ indent, kind: "clause", imports: ended?.imports ?? [] });
    } else if (isTry) open.push({ indent, kind: "try", imports: [] });
    else if (definition) open.push({ indent, kind: "definition", imports: [] });
    const modules = isImport ? names.split(",").map((name) => name.trim().split(/\s/)[0]!) : [from ?? ""];
    for (const module of modules.filter((name) => /^[\p{L}_]/u.test(name))) {
      const one: ImportedModule = { module, line, optional: false };
      found.push(one);
      tried(open, one);
    }
  }
  return found;
}

/** Notes an import with every `try` around it, up to the function or class that it stands in. */
function tried(open: readonly Block[], one: ImportedModule): void {
  for (const block of [...open].reverse()) {
    if (block.kind === "definition") return;
    if (block.kind === "try") block.imports.push(one);
  }
}
