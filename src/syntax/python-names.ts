/** A name that an import binds. */
export interface ImportedName {
  /** The module in dotted form; for `import a.b` all of it. */
  module: string;
  /** The name taken from the module, `*` for all; undefined if the module itself is bound. */
  name?: string;
  /** What stands for it in the text: `pd`, `a.b`. */
  local: string;
  /** Where the name stands. */
  start: number;
}

const IMPORT = /^([ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b[ \t]*|import[ \t]+))(\([^)]*\)?|[^\n;]*)/gm;

/**
 * The names that a Python text imports by full names.
 *
 * @param code the text without strings and comments, see `hideStrings`
 */
export function importedNames(code: string): ImportedName[] {
  const found: ImportedName[] = [];
  for (const match of code.matchAll(IMPORT)) {
    const [, head = "", from, names = ""] = match;
    const first = match.index + head.length;
    for (const part of names.matchAll(/([\w.]+|\*)(?:\s+as\s+(\w+))?/g)) {
      const [, name = "", alias] = part;
      const start = first + part.index;
      if (from === undefined) found.push({ module: name, local: alias ?? name, start });
      else if (!from.startsWith(".")) found.push({ module: from, name, local: alias ?? name, start });
    }
  }
  return found;
}
