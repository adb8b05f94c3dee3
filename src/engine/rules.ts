import { isSymbolGlob, pathMatcher, symbolMatcher } from "../target/globs.js";
import type { Facts, SymbolName } from "./model.js";
import type { PlanRules } from "./plan-model.js";
import type { Region } from "./region.js";

/** Why a definition stays although nothing that stays may need it: the reasons that are no work for anybody. */
export type Standing = "keep" | "tombstone";

/** What people said of files and symbols, as questions. */
export interface Rules {
  /** True if a file is the target's because `paths` lists it. */
  listed(path: string): boolean;
  /** Why the definition of a symbol stays as it is; undefined if nobody asked for that. */
  standing(symbol: SymbolName): Standing | undefined;
  /** True if something outside of unpick's sight uses a symbol, or all of a file. */
  entrypoint(symbol: SymbolName, path: string): boolean;
  /** True if a file must be read however large the repository is, because a rule names a symbol in it. */
  concerns(path: string): boolean;
}

/** Makes the questions. @param keep globs over paths or symbols; those over paths are no matter of this part */
export function makeRules(rules: PlanRules, keep: readonly string[]): Rules {
  const isTombstone = symbolMatcher(rules.tombstone ?? []);
  const isKept = symbolMatcher(keep);
  const isEntrySymbol = symbolMatcher(rules.entrypoints ?? []);
  const isEntryPath = pathMatcher((rules.entrypoints ?? []).filter((glob) => !isSymbolGlob(glob)));
  const symbols = [...(rules.tombstone ?? []), ...(rules.entrypoints ?? []), ...keep].filter(isSymbolGlob);
  return {
    listed: pathMatcher(rules.paths ?? []),
    standing: (symbol) => (isTombstone(symbol) ? "tombstone" : isKept(symbol) ? "keep" : undefined),
    entrypoint: (symbol, path) => isEntryPath(path) || isEntrySymbol(symbol),
    concerns: pathMatcher(symbols.flatMap((symbol) => /^[a-z]+:([^#]+)#/.exec(symbol)?.[1] ?? [])),
  };
}

/** True for the reasons of places that stay because somebody asked for it. */
export function isStanding(reason: string | undefined): reason is Standing {
  return reason === "keep" || reason === "tombstone";
}

/**
 * Marks what a file defines for callers that unpick cannot see, as transforms mark what they know of frameworks: it is
 * never swept, and stays with an empty body.
 */
export function withEntrypoints(facts: Facts, rules: Rules): Facts {
  const called = new Set<number>();
  for (const { defines, symbol, region } of facts.occurrences) {
    if (defines && rules.entrypoint(symbol, facts.path)) called.add(region);
  }
  if (called.size === 0) return facts;
  const regions = facts.regions.map(
    (region): Region =>
      called.has(region.id) ? { ...region, traits: [...(region.traits ?? []), "framework"] } : region,
  );
  return { ...facts, regions };
}
