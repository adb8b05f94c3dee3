import { importedModules } from "../../syntax/python-imports.js";
import { type ImportedName, importedNames } from "../../syntax/python-names.js";
import { hideComments, hideStrings } from "../../syntax/python-text.js";
import { RUNTIME_RULES, type SymbolRule } from "./rules.js";

/** A name in a text that a rule speaks of. */
export interface SymbolPlace {
  rule: SymbolRule;
  /** As the rule writes it. */
  name: string;
  offset: number;
  /** The program goes on without it. */
  isOptional: boolean;
}

const TOPS = new Set(RUNTIME_RULES.symbols.flatMap(({ modules }) => modules.map((module) => module.split(".")[0]!)));
/** An import of a module that some rule speaks of: only files with one are read. */
const MAY_MATCH = new RegExp(`^[ \\t]*(?:from|import)[ \\t]+(?:[^\\n]*,[ \\t]*)?(?:${[...TOPS].join("|")})\\b`, "m");

/** The places of a Python text that need something by a name; the first one of each name and rule. */
export function symbolPlaces(text: string): SymbolPlace[] {
  if (!MAY_MATCH.test(text)) return [];
  const code = hideStrings(text);
  const imported = importedNames(code).filter(({ module }) => TOPS.has(module.split(".")[0]!));
  if (imported.length === 0) return [];
  const source = hideComments(text);
  const optional = new Set(importedModules(text).flatMap((one) => (one.optional ? [one.line] : [])));
  const found: SymbolPlace[] = [];
  for (const rule of RUNTIME_RULES.symbols) {
    const own = imported.filter(({ module, name }) => isWithin(module, rule) || isWithin(`${module}.${name}`, rule));
    if (own.length === 0) continue;
    for (const name of rule.names) {
      const place = placeOf(name, rule, own, code, source);
      if (place === undefined) continue;
      const line = code.slice(0, place.imported).split("\n").length;
      found.push({ rule, name, offset: place.offset, isOptional: optional.has(line) });
    }
  }
  return found;
}

const isWithin = (path: string, { modules }: SymbolRule) =>
  modules.some((module) => path === module || path.startsWith(`${module}.`));

/** Where a name is used first, or imported if nothing here uses it, and where its import stands. */
function placeOf(
  name: string,
  rule: SymbolRule,
  imported: readonly ImportedName[],
  code: string,
  source: string,
): { offset: number; imported: number } | undefined {
  const [first = "", ...attributes] = name.split(".");
  if (!code.includes(attributes.at(-1) ?? first)) return undefined;
  for (const one of imported) {
    const own = spelling(name, first, attributes, rule, one);
    const uses = [...code.matchAll(new RegExp(own.pattern, "g"))];
    const others = uses.filter(({ index }) => index !== one.start && !isImport(code, index));
    const when = rule.when === undefined ? undefined : new RegExp(rule.when);
    const use = others.find(({ index, 0: text }) => {
      const after = index + text.length;
      return when === undefined || when.test(argumentsAt(code, source, after) ?? "\0");
    });
    if (use !== undefined) return { offset: use.index, imported: one.start };
    if (own.isBound && when === undefined) return { offset: one.start, imported: one.start };
  }
  return undefined;
}

/** How a name is written behind an import, and whether the import binds that name itself. */
function spelling(
  name: string,
  first: string,
  attributes: readonly string[],
  rule: SymbolRule,
  one: ImportedName,
): { pattern: string; isBound: boolean } {
  const spaced = (words: string) => words.replaceAll(".", "\\s*\\.\\s*");
  if (rule.isMethod) return { pattern: `\\.\\s*${spaced(name)}(?=\\s*\\(|\\s*\\.)`, isBound: false };
  if (one.name === "*") return { pattern: `(?<![\\w.])${spaced(name)}\\b`, isBound: false };
  if (one.name === first) {
    const written = [one.local, ...attributes].join(".");
    return { pattern: `(?<![\\w.])${spaced(written)}\\b`, isBound: attributes.length === 0 };
  }
  return { pattern: `(?<![\\w.])${spaced(one.local)}(?:\\.\\w+)*\\.${spaced(name)}\\b`, isBound: false };
}

/** Whether a place stands in an import. */
function isImport(code: string, offset: number): boolean {
  const line = code.slice(code.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^\s*(?:from|import)\b/.test(line);
}

/** What stands between the brackets of a call, without comments; undefined if there is no call. */
function argumentsAt(code: string, source: string, from: number): string | undefined {
  const open = /^\s*\(/.exec(code.slice(from, from + 80));
  if (open === null) return undefined;
  const start = from + open[0].length;
  let depth = 1;
  for (let at = start; at < code.length; at++) {
    if ("([{".includes(code[at]!)) depth++;
    else if (")]}".includes(code[at]!)) depth--;
    if (depth === 0) return source.slice(start, at);
  }
  return undefined;
}
