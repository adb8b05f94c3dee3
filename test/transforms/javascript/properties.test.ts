import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Facts } from "../../../src/engine/model.js";
import type { Region } from "../../../src/engine/region.js";
import { settleBlankLines, unite } from "../../../src/syntax/edits.js";
import javascript from "../../../transforms/javascript/index.js";
import { corpus } from "./corpus.js";
import { analyze, applied, verdict } from "./support.js";

beforeAll(() => javascript.prepare!());

const statements = new Set([
  ...[
    "expressionStatement",
    "assignment",
    "declaration",
    "exit",
    "branch",
    "loop",
    "try",
    "switch",
    "function",
    "class",
  ],
  ...["import", "statement"],
]);

/** Regions that the engine may remove anywhere: statements in a body and members of lists. */
function removable(facts: Facts): Region[] {
  return facts.regions.filter((one) => {
    const parent = facts.regions[one.parent];
    if (!parent) return false;
    if (statements.has(one.kind)) return parent.kind === "suite" || parent.kind === "declaration";
    if (one.kind === "entry" || one.kind === "importName" || one.kind === "argument" || one.kind === "case")
      return true;
    if (one.kind === "parameter") return true;
    if (one.kind === "arm") return parent.kind === "branch";
    if (one.kind === "comment") return true;
    if (one.slot === "element" || one.slot === "entry") return one.kind !== "spread" || parent.slot !== "target";
    return (one.kind === "element" || one.kind === "attribute" || one.kind === "output") && parent.kind === "element";
  });
}

/** Outermost ones only, as the engine hands them over. A chain or list of labels keeps at least one member. */
function outermost(facts: Facts, chosen: Region[]): Region[] {
  const picked = new Set(chosen.map((one) => one.id));
  for (const branch of facts.regions) {
    if (branch.kind !== "branch") continue;
    const arms = facts.regions.filter((one) => one.parent === branch.id && one.kind === "arm");
    if (arms.every((arm) => picked.has(arm.id))) picked.delete(arms[0]!.id);
  }
  return facts.regions.filter((one) => {
    if (!picked.has(one.id)) return false;
    for (let at = facts.regions[one.parent]; at; at = facts.regions[at.parent]) if (picked.has(at.id)) return false;
    return true;
  });
}

test("the corpus has no faults", () => {
  for (const text of corpus) expect(analyze(text).faults, text).toEqual([]);
});

test("regions form a tree in text order", () => {
  for (const text of corpus) {
    const { regions } = analyze(text);
    const last = new Map<number, number>();
    regions.forEach((one, id) => {
      expect(one.id).toBe(id);
      if (id === 0) return;
      const parent = regions[one.parent]!;
      expect(one.parent).toBeLessThan(id);
      expect(one.start, text.slice(one.start, one.end)).toBeGreaterThanOrEqual(parent.start);
      expect(one.end).toBeLessThanOrEqual(parent.end);
      expect(one.start, text.slice(one.start, one.end)).toBeGreaterThanOrEqual(last.get(one.parent) ?? 0);
      last.set(one.parent, one.end);
    });
  }
});

test("any subset of removable regions leaves text that parses, and untouched text stays", () => {
  const facts = corpus.map((text) => analyze(text));
  fc.assert(
    fc.property(fc.nat(corpus.length - 1), fc.array(fc.nat(10_000), { maxLength: 6 }), (which, numbers) => {
      const text = corpus[which]!;
      const all = removable(facts[which]!);
      const chosen = outermost(
        facts[which]!,
        numbers.map((number) => all[number % all.length]!),
      );
      const verdicts = chosen.map((one) => verdict(one.id));
      const file = { path: "static/a.js", text, encoding: "utf8" as const };
      const edits = unite(javascript.rewrite!(file, facts[which]!, verdicts));
      const result = applied(text, facts[which]!, verdicts);
      const names = chosen.map((one) => `${one.kind} «${text.slice(one.start, one.end)}»`).join("\n");
      expect(analyze(result).faults, `${names}\n---\n${result}`).toEqual([]);
      // Nothing is written but the few words that syntax asks for.
      for (const edit of edits) expect(["", "{}", ";", "()", " ", "{ ", " }"]).toContain(edit.text);
      let rest = result;
      let at = 0;
      for (const edit of settleBlankLines(text, edits)) {
        const kept = text.slice(at, edit.start);
        expect(rest.startsWith(kept), names).toBe(true);
        rest = rest.slice(kept.length + edit.text.length);
        at = edit.end;
      }
      expect(rest).toBe(text.slice(at));
    }),
    { numRuns: Number(process.env.RUNS ?? 300) },
  );
});

test("every single removable region", () => {
  for (const text of corpus) {
    const facts = analyze(text);
    for (const one of removable(facts)) {
      if (outermost(facts, [one]).length === 0) continue;
      const result = applied(text, facts, [verdict(one.id)]);
      expect(analyze(result).faults, `${one.kind} «${text.slice(one.start, one.end)}»\n---\n${result}`).toEqual([]);
    }
  }
});
