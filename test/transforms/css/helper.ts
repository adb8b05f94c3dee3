import type { Action, Facts, SourceFile, Verdict } from "../../../src/engine/model.js";
import type { Region, RegionKind } from "../../../src/engine/region.js";
import { applyEdits, settleBlankLines } from "../../../src/syntax/edits.js";
import { makeTarget } from "../../../src/target/target.js";
import css from "../../../transforms/css/index.js";

export const target = makeTarget({ name: "acme" });

export function fileOf(text: string, path = "static/page.css"): SourceFile {
  return { path, text, encoding: "utf8" };
}

export function analyze(text: string, path?: string): Facts {
  return css.analyze!(fileOf(text, path), target);
}

export function verdictsOf(regions: readonly Region[], action: Action = "remove"): Verdict[] {
  return regions.map((one) => ({ region: one.id, action, cause: { by: "name", reason: "" } }));
}

export function render(text: string, facts: Facts, verdicts: Verdict[], path?: string): string {
  return applyEdits(text, settleBlankLines(text, css.rewrite!(fileOf(text, path), facts, verdicts)));
}

/** The text without regions, each given as kind and beginning. */
export function without(text: string, chosen: [RegionKind, string][], path?: string): string {
  const facts = analyze(text, path);
  const regions = chosen.map(([kind, source]) => {
    const found = facts.regions.find((one) => one.kind === kind && text.slice(one.start, one.end).startsWith(source));
    if (!found) throw new Error(`no ${kind} ${source}`);
    return found;
  });
  return render(text, facts, verdictsOf(regions), path);
}

/** Symbols of a text: `+` defined, `-` referred to, `~` referred to weakly. */
export function symbols(text: string, path?: string): string[] {
  return analyze(text, path)
    .occurrences.filter((one) => one.region > 0)
    .map((one) => `${one.defines ? "+" : one.weak ? "~" : "-"}${one.symbol}`);
}

/** Texts of the regions of a kind. */
export function texts(text: string, kind: RegionKind, path?: string): string[] {
  return analyze(text, path)
    .regions.filter((one) => one.kind === kind)
    .map((one) => text.slice(one.start, one.end));
}
