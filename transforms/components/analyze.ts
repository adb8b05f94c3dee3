import type { Facts, Range, SourceFile } from "../../src/engine/model.js";
import type { RegionKind, Slot } from "../../src/engine/region.js";
import { analyzeScript } from "../javascript/analyze.js";
import type { ScriptExtra } from "../javascript/resolve.js";
import { partsOf, stylesOf, wordsOf } from "./parts.js";

/** What `resolve` needs of a component; plain data. */
export interface ComponentExtra extends ScriptExtra {
  /** Words of the template that no script of the file declares: region and the names that it may mean. */
  words: { region: number; names: string[] }[];
}

/**
 * Reads what a component needs of others: its scripts as modules, and the words of its template as names. The file has
 * a fault, so nothing in it changes. Never throws for bad input.
 */
export function analyzeComponent(file: SourceFile): Facts {
  const { path, text } = file;
  const extra: ComponentExtra = { module: true, imports: [], stars: [], words: [] };
  const facts: Facts = {
    path,
    transform: "components",
    regions: [],
    occurrences: [],
    faults: [{ line: 1, message: "templates of components are not parsed" }],
    extra,
  };
  const add = (kind: RegionKind, slot: Slot, range: Range, parent: number): number => {
    const id = facts.regions.length;
    facts.regions.push({ id, parent, kind, slot, start: range.start, end: range.end });
    return id;
  };
  const whole = { start: 0, end: text.length };
  const root = add("file", "root", whole, -1);
  const body = add("suite", "body", whole, root);
  const { scripts, language, template } = partsOf(text);
  const own = `js:${path}#`;
  const declared = new Map<string, string>();
  const words = wordsOf(text, template);
  const styles = stylesOf(text, template);
  // Regions stand in text order: template and scripts take turns.
  const parts = [
    ...scripts.map((range) => ({ range, script: true })),
    ...template.map((range) => ({ range, script: false })),
  ].sort((a, b) => a.range.start - b.range.start);
  const templates: { id: number; range: Range }[] = [];
  for (const { range, script } of parts) {
    if (!script) {
      templates.push({ id: add("expression", "content", range, body), range });
      continue;
    }
    const firstId = facts.regions.length;
    const found = analyzeScript(text, range, path, {
      kind: "module",
      firstId,
      parent: body,
      slot: "content",
      language,
    });
    facts.regions.push(...found.regions);
    facts.occurrences.push(...found.occurrences);
    extra.imports.push(...found.extra.imports);
    extra.stars.push(...found.extra.stars);
    for (const { symbol, defines } of found.occurrences) {
      const name = symbol.startsWith(own)
        ? /^(?:script@\d+\.)?([^.]+)$/.exec(symbol.slice(own.length))?.[1]
        : undefined;
      if (defines && name !== undefined) declared.set(name, symbol);
    }
  }
  const regionAt = (start: number) =>
    templates.find(({ range }) => range.start <= start && start < range.end)?.id ?? body;
  for (const word of words) {
    const region = regionAt(word.start);
    for (const name of word.names) {
      const symbol = declared.get(name);
      if (symbol) facts.occurrences.push({ symbol, defines: false, region });
    }
    extra.words.push({ region, names: word.names });
  }
  for (const { symbol, start } of styles) facts.occurrences.push({ symbol, defines: true, region: regionAt(start) });
  return facts;
}
