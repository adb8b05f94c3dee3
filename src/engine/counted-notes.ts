import type { Corpus } from "./corpus.js";
import type { Decision } from "./decide.js";
import type { FileView } from "./graph.js";
import type { Region } from "./region.js";
import { isDead, type Marks } from "./spread.js";

/**
 * Tests that stay and read a collection or page which loses a part: what they count or pick by its place
 * (`len(PROVIDERS) == 4`, `page.select("h2")[1]`) is no mention, and only running them finds it.
 */
export function countedNotes(corpus: Corpus, decision: Decision): string[] {
  const readers = new Map<string, Set<string>>();
  const isTest = (path: string) => corpus.classes.get(path)?.role === "test";
  const add = (symbol: string, what: string) => {
    for (const place of decision.graph.references.get(symbol) ?? []) {
      if (!isTest(place.path) || isDead(decision.marks, place)) continue;
      readers.set(place.path, (readers.get(place.path) ?? new Set()).add(what));
    }
  };
  for (const { symbol, name } of shrunkCollections(decision)) add(symbol, name);
  for (const { symbol, path } of changedPages(decision)) add(symbol, path);
  const list = [...readers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, what]) => `${path} (${[...what].join(", ")})`);
  return list.length === 0
    ? []
    : [`tests that may count, or pick by its place, what changes; run them: ${list.join(", ")}`];
}

/** Names whose lists, sets and dictionaries lose a member and stay. */
function shrunkCollections({ graph, marks }: Decision): { symbol: string; name: string }[] {
  const found: { symbol: string; name: string }[] = [];
  for (const [path, { dead }] of marks.judged) {
    if (dead.size === 0) continue;
    const view = graph.files.get(path)!;
    for (const region of view.facts.regions) {
      const value = region.kind === "assignment" && !dead.has(region.id) ? view.one(region, "value") : undefined;
      if (!value || !losesMember(view, marks, value)) continue;
      for (const { defines, symbol } of view.occurrences(region))
        if (defines && symbol.startsWith("py:")) found.push({ symbol, name: symbol.replace(/^.*[#.]/, "") });
    }
  }
  return found;
}

/** True if a member of a collection that is written out goes, at any depth. */
function losesMember(view: FileView, marks: Marks, value: Region): boolean {
  if (value.kind !== "sequence" && value.kind !== "mapping") return false;
  return [...view.subtree(value)].some(
    (part) => (part.slot === "element" || part.slot === "entry") && isDead(marks, { path: view.path, region: part.id }),
  );
}

/** Addresses of the pages whose template changes and stays. */
function changedPages({ graph, marks, changes }: Decision): { symbol: string; path: string }[] {
  const found: { symbol: string; path: string }[] = [];
  for (const { path, edits } of changes) {
    const view = graph.files.get(path);
    if (edits === null || view?.facts.transform !== "jinja") continue;
    const templates = view.facts.occurrences.filter((one) => one.defines && one.symbol.startsWith("template:"));
    for (const place of templates.flatMap(({ symbol }) => graph.references.get(symbol) ?? []))
      if (!isDead(marks, place))
        for (const symbol of routesAround(graph.files.get(place.path)!, place.region)) found.push({ symbol, path });
  }
  return found;
}

/** The addresses that the function around a place answers. */
function routesAround(view: FileView, region: number): string[] {
  const symbols: string[] = [];
  for (let at: Region | undefined = view.region(region); at; at = view.parent(at))
    if (at.kind === "function")
      for (const one of view.occurrences(at))
        if (one.defines && /^route:\S+ /.test(one.symbol)) symbols.push(one.symbol);
  return symbols;
}
