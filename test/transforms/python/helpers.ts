import type { Action, Facts, Region, RegionKind, SourceFile, Target, Verdict } from "../../../src/engine/model.js";
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
