import type { Action, Facts, SourceFile, Verdict } from "../../../src/engine/model.js";
import type { Region, RegionKind } from "../../../src/engine/region.js";
import { applyEdits, settleBlankLines } from "../../../src/syntax/edits.js";
import { makeTarget } from "../../../src/target/target.js";
import jinja from "../../../transforms/jinja/index.js";

export const target = makeTarget({ name: "acme" });

export function fileOf(text: string, path = "app/templates/page.html"): SourceFile {
  return { path, text, encoding: "utf8" };
}

export function analyze(text: string, path?: string): Facts {
  return jinja.analyze!(fileOf(text, path), target);
}

/** The outermost region of a kind whose text begins with `source`. */
export function find(facts: Facts, text: string, kind: RegionKind, source: string): Region {
  const found = facts.regions.find((one) => one.kind === kind && text.slice(one.start, one.end).startsWith(source));
  if (!found) throw new Error(`no ${kind} ${source}`);
  return found;
}

export function verdictsOf(regions: Region[], action: Action = "remove", text?: string): Verdict[] {
  return regions.map((one) => ({
    region: one.id,
    action,
    ...(text === undefined ? {} : { text }),
    cause: { by: "name", reason: "" },
  }));
}

export function render(text: string, facts: Facts, verdicts: Verdict[], path?: string): string {
  const edits = jinja.rewrite!(fileOf(text, path), facts, verdicts);
  return applyEdits(text, settleBlankLines(text, edits));
}

/** The text without regions, each given as kind and beginning; `kind!action` for another verdict than removal. */
export function without(text: string, chosen: [string, string][], path?: string): string {
  const facts = analyze(text, path);
  const verdicts = chosen.flatMap(([what, source]) => {
    const [kind, action = "remove"] = what.split("!") as [RegionKind, Action?];
    return verdictsOf([find(facts, text, kind, source)], action);
  });
  return render(text, facts, verdicts, path);
}

/** Symbols of a text: `+` defined, `-` referred to. */
export function symbols(text: string, path?: string): string[] {
  return analyze(text, path).occurrences.map((one) => `${one.defines ? "+" : "-"}${one.symbol}`);
}

/** Regions as nested words, to compare trees at a glance. */
export function outline(text: string, path?: string): string {
  const facts = analyze(text, path);
  const below = (id: number): string[] =>
    facts.regions
      .filter((one) => one.parent === id)
      .map((one) => {
        const inner = below(one.id);
        const word = one.name === undefined ? one.kind : `${one.kind}:${one.name}`;
        return inner.length > 0 ? `${word}(${inner.join(" ")})` : word;
      });
  const suite = facts.regions.find((one) => one.parent === 0);
  return suite ? below(suite.id).join(" ") : "";
}
