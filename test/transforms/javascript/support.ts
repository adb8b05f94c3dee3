import type { Action, Facts, Occurrence, Target, Verdict } from "../../../src/engine/model.js";
import type { Region, RegionKind } from "../../../src/engine/region.js";
import { applyEdits, settleBlankLines, unite } from "../../../src/syntax/edits.js";
import javascript from "../../../transforms/javascript/index.js";

const nothing = {} as Target;

/** Facts of a script. */
export function analyze(text: string, path = "static/a.js"): Facts {
  return javascript.analyze!({ path, text, encoding: "utf8" }, nothing);
}

/** The first region of a kind whose text begins with `start`. */
export function region(facts: Facts, text: string, kind: RegionKind, start: string): Region {
  const found = facts.regions.find((one) => one.kind === kind && text.slice(one.start, one.end).startsWith(start));
  if (!found) throw new Error(`no ${kind} «${start}»`);
  return found;
}

/** A verdict in short: kind of the region, how its text begins, what happens, new text. */
export type Pick = [kind: RegionKind, start: string, action?: Action, text?: string];

export function verdict(region: number, action: Action = "remove", text?: string): Verdict {
  return { region, action, cause: { by: "name", reason: "test" }, ...(text === undefined ? {} : { text }) };
}

/** The text after some verdicts, blank lines settled as the engine does. */
export function rewritten(text: string, ...picks: Pick[]): string {
  const facts = analyze(text);
  const verdicts = picks.map(([kind, start, action, replacement]) =>
    verdict(region(facts, text, kind, start).id, action, replacement),
  );
  return applied(text, facts, verdicts);
}

export function applied(text: string, facts: Facts, verdicts: Verdict[]): string {
  const edits = javascript.rewrite!({ path: facts.path, text, encoding: "utf8" }, facts, verdicts);
  return applyEdits(text, settleBlankLines(text, unite(edits)));
}

/** References (or definitions) of a script, each as `symbol «text of its region»`. */
export function links(
  text: string,
  defines: boolean,
  filter: (one: Occurrence) => boolean = () => true,
  path?: string,
): string[] {
  const facts = analyze(text, path);
  return facts.occurrences
    .filter((one) => one.defines === defines && filter(one))
    .map((one) => {
      const { start, end } = facts.regions[one.region]!;
      return `${one.symbol} «${text.slice(start, end)}»`;
    });
}
