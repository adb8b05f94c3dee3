import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Facts, Verdict } from "../../../src/engine/model.js";
import type { Region } from "../../../src/engine/region.js";
import { applyEdits, unite } from "../../../src/syntax/edits.js";
import python from "../../../transforms/python/index.js";
import { applyVerdicts, factsOf, sourceOf } from "./helpers.js";
import { samples } from "./samples.js";

beforeAll(() => python.prepare!());

/** Regions that the engine may remove one by one: whatever it picks, the text must stay Python. */
function isRemovable(facts: Facts, region: Region): boolean {
  const parent = facts.regions[region.parent];
  if (!parent) return false;
  if (region.kind === "comment") return true;
  if (parent.kind === "suite") return region.kind !== "docstring";
  if (region.kind === "arm" || region.kind === "handler" || region.kind === "case") return true;
  if (region.kind === "importName" || region.kind === "argument" || region.kind === "entry") return true;
  if (region.kind === "decorator" || region.kind === "parameter" || region.kind === "withItem") return true;
  if (region.slot === "element" && (parent.kind === "sequence" || parent.kind === "union")) return true;
  return region.slot === "base";
}

/** What the engine never asks for: all types of a handler, all cases of a chain whose statement stays, …. */
function isSound(facts: Facts, chosen: ReadonlySet<number>): boolean {
  const all = (parent: Region, slot: Region["slot"]) => {
    const members = facts.regions.filter((region) => region.parent === parent.id && region.slot === slot);
    return members.length > 0 && members.every((member) => chosen.has(member.id));
  };
  return facts.regions.every((region) => region.kind !== "union" || !all(region, "element"));
}

describe.each(Object.entries(samples))("any removal leaves Python: %s", (_name, text) => {
  test("parses, and nothing else changes", () => {
    const facts = factsOf(text);
    expect(facts.faults).toEqual([]);
    const removable = facts.regions.filter((region) => isRemovable(facts, region)).map((region) => region.id);
    fc.assert(
      fc.property(fc.subarray(removable), (ids) => {
        const chosen = new Set(ids);
        fc.pre(isSound(facts, chosen));
        const verdicts: Verdict[] = ids.map((region) => ({
          region,
          action: "remove",
          cause: { by: "name", reason: "test" },
        }));
        const edits = unite(python.rewrite!(sourceOf(text), facts, verdicts));
        const result = applyVerdicts(text, facts, verdicts);
        const faults = python.diagnose!("app.py", result);
        if (faults.length > 0) throw new Error(`${faults.join("\n")}\n---\n${result}`);
        // What lies outside of the edits is in the result, in order.
        let at = 0;
        let rest = "";
        for (const edit of edits) {
          rest += text.slice(at, edit.start) + edit.text;
          at = edit.end;
        }
        expect(applyEdits(text, edits)).toBe(rest + text.slice(at));
      }),
      { numRuns: 150 },
    );
  });
});
