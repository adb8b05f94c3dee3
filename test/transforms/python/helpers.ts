import type { Action, Facts, Inventory, Occurrence, SourceFile, Target, Verdict } from "../../../src/engine/model.js";
import type { Region, RegionKind } from "../../../src/engine/region.js";
import { applyEdits, settleBlankLines, unite } from "../../../src/syntax/edits.js";
import python from "../../../transforms/python/index.js";

/** A target that is found by plain search; the engine's own is finer. */
export function targetNamed(name: string): Target {
  const find = (text: string) =>
    [...text.matchAll(new RegExp(name, "gi"))].map((match) => ({
      start: match.index,
      end: match.index + name.length,
      text: match[0],
    }));
  return {
    name,
    names: [name],
    modules: [],
    packages: [],
    environment: [],
    weak: [],
    find,
    matches: (text) => find(text).length > 0,
  };
}

export const acme = targetNamed("acme");

export function sourceOf(text: string, path = "app.py"): SourceFile {
  return { path, text, encoding: "utf8" };
}

export function factsOf(text: string, path = "app.py"): Facts {
  return python.analyze!(sourceOf(text, path), acme);
}

/** What is to happen to a region: found by its kind and its text, or how its text begins (`…` at the end). */
export type Pick = [kind: RegionKind, text: string, action?: Action, replacement?: string];

export function findRegion(facts: Facts, text: string, kind: RegionKind, wanted: string): Region {
  const matches = facts.regions.filter((region) => {
    if (region.kind !== kind) return false;
    const own = text.slice(region.start, region.end);
    return wanted.endsWith("…") ? own.startsWith(wanted.slice(0, -1)) : own === wanted;
  });
  if (matches.length === 0) throw new Error(`no ${kind} region with the text ${wanted}`);
  return matches[0]!;
}

export function verdictsFor(facts: Facts, text: string, picks: readonly Pick[]): Verdict[] {
  return picks.map(([kind, wanted, action = "remove", replacement]) => ({
    region: findRegion(facts, text, kind, wanted).id,
    action,
    cause: { by: "name", reason: "test" },
    ...(replacement === undefined ? {} : { text: replacement }),
  }));
}

/** Text after the edits of some verdicts, blank lines settled as the engine does. */
export function applyVerdicts(text: string, facts: Facts, verdicts: Verdict[]): string {
  const edits = python.rewrite!(sourceOf(text, facts.path), facts, verdicts);
  return applyEdits(text, settleBlankLines(text, unite(edits)));
}

export function rewritten(text: string, picks: readonly Pick[]): string {
  const facts = factsOf(text);
  return applyVerdicts(text, facts, verdictsFor(facts, text, picks));
}

/** An inventory that holds texts by path. */
export function inventoryOf(files: Record<string, string>): Inventory {
  const entries = Object.entries(files).map(
    ([path, text]) => [path, { path, mode: "100644", oid: "0", size: text.length }] as const,
  );
  return {
    files: new Map(entries),
    read: (path) => (files[path] === undefined ? undefined : sourceOf(files[path], path)),
  };
}

/**
 * All occurrences of a file with those that only the other files reveal, each as `text of the region -> symbol`
 * for references and `text = symbol` for definitions; regions over several lines by their first.
 */
export function occurrencesIn(files: Record<string, string>, path: string, unread: readonly string[] = []): string[] {
  const sources = Object.entries(files).filter(([name]) => /\.pyi?$/.test(name) && !unread.includes(name));
  const facts = new Map(sources.map(([name, text]) => [name, factsOf(text, name)]));
  const links = python.resolve!(facts, inventoryOf(files)).filter((link) => link.path === path);
  const own = facts.get(path)!;
  const text = files[path]!;
  const spell = (one: Occurrence) => {
    const region = own.regions[one.region]!;
    const source = text.slice(region.start, region.end).split("\n")[0];
    return `${source} ${one.defines ? "=" : one.weak ? "~>" : "->"} ${one.symbol}${one.private ? " (private)" : ""}`;
  };
  return [...own.occurrences, ...links].map(spell);
}

/** Traits of every region of a kind, by its text up to the first line end. */
export function traitsIn(text: string, kind: RegionKind, path = "app.py"): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const region of factsOf(text, path).regions)
    if (region.kind === kind)
      found[text.slice(region.start, region.end).split("\n")[0]!] = [...(region.traits ?? [])].sort();
  return found;
}
