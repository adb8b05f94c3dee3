import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Facts, SourceFile, Verdict } from "../../../src/engine/model.js";
import type { Region } from "../../../src/engine/region.js";
import { applyEdits, settleBlankLines, unite } from "../../../src/syntax/edits.js";
import { makeTarget } from "../../../src/target/target.js";
import config from "../../../transforms/config/index.js";

const acme = makeTarget({ name: "acme" });

const samples: Record<string, string> = {
  "compose.yml": `services:
  web:
    build: .
    depends_on: [db, acme]
    environment:
      # keys
      - A=1 # one
      - B=two
  # store

  db: &db
    image: postgres
    volumes:
      - data:/var
list:
  - name: a
    # about b
    value: b
  - { name: c, value: [d, e] }
  -
    name: f
`,
  "settings.json": `{
  "a": 1,
  "b": { "c": [1, 2, { "d": null }], "e": "x" },
  "f": []
}
`,
  "settings.jsonc": `// head
{
  "a": 1, // one
  /* two */
  "b": [ "c", "d" ],
}
`,
  "pyproject.toml": `# head
title = "x"

[project]
dependencies = [
    "a", # first
    "b",
]
extra = { c = 1, d = 2 }

# records
[[server]]
name = "e"
[[server]]
name = "f"
`,
  "setup.cfg": `[a]
b = c
d =
    e
    f

# next
[g]
h: i
`,
  ".env": `# Head
A=1
#B=2
export C="x
y" # c

D='z'\r
`,
  Dockerfile: `FROM a AS b
ENV A=1 B=2 \\
    C=3
RUN one && \\
    two | three && four
COPY a b /c/
`,
  Makefile: `A := b c d
.PHONY: run

run: build
\t@one
\t-two && three
build:
\tmake -C x
`,
  "run.sh": `#!/bin/sh
A=1
if [ "$A" = 1 ]; then
    one; two
elif three; then
    four
else
    five
fi
case "$A" in
    a|b) six ;;
    *)
        seven
        ;;
esac
for x in a b c; do
    eight "$x" && nine || ten
done
export B=1 C=2
apt-get install -y d \\
    e f
`,
};

const sourceOf = (path: string, text: string): SourceFile => ({ path, text, encoding: "utf8" });

/** Regions that the engine may remove one by one. */
function isRemovable(facts: Facts, region: Region): boolean {
  const parent = facts.regions[region.parent];
  if (!parent || region.kind === "comment") return false;
  if (region.slot === "part") return parent.operator === "&&";
  return (
    region.kind === "setting" ||
    (region.slot === "element" && parent.form !== "tuple") ||
    (parent.kind === "suite" && parent.parent !== 0 && region.kind !== "settings" && region.kind !== "text") ||
    region.kind === "arm" ||
    region.kind === "case"
  );
}

/** What the engine never asks for: all members of a container that itself stays. */
function isSound(facts: Facts, chosen: ReadonlySet<number>): boolean {
  return facts.regions.every((parent) => {
    const members = facts.regions.filter((region) => region.parent === parent.id && isRemovable(facts, region));
    return members.length === 0 || chosen.has(parent.id) || members.some((member) => !chosen.has(member.id));
  });
}

beforeAll(() => config.prepare!());

describe.each(Object.entries(samples))("any removal leaves a file that reads: %s", (path, text) => {
  test("it parses, and nothing else changes", () => {
    const source = sourceOf(path, text);
    const facts = config.analyze!(source, acme);
    expect(facts.faults).toEqual([]);
    const before = config.diagnose!(path, text);
    const removable = facts.regions.filter((region) => isRemovable(facts, region)).map((region) => region.id);
    expect(removable.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(fc.subarray(removable), (ids) => {
        const chosen = new Set(ids);
        fc.pre(isSound(facts, chosen));
        const isInside = (region: Region): boolean =>
          region.parent >= 0 && (chosen.has(region.parent) || isInside(facts.regions[region.parent]!));
        const verdicts: Verdict[] = ids
          .filter((id) => !isInside(facts.regions[id]!))
          .map((region) => ({ region, action: "remove", cause: { by: "name", reason: "test" } }));
        const edits = settleBlankLines(text, unite(config.rewrite!(source, facts, verdicts)));
        const result = applyEdits(text, edits);
        const faults = config.diagnose!(path, result).filter((fault) => !before.includes(fault));
        if (faults.length > 0) throw new Error(`${faults.join("\n")}\n---\n${result}`);
        const again = config.analyze!(sourceOf(path, result), acme);
        expect(again.faults).toEqual([]);
        // What stays is what was there: the same settings in the same order.
        const names = (one: Facts, stays: (region: Region) => boolean) =>
          one.regions.filter((region) => region.kind === "setting" && stays(region)).map((region) => region.name);
        expect(names(again, () => true)).toEqual(names(facts, (region) => !chosen.has(region.id) && !isInside(region)));
      }),
      { numRuns: 120 },
    );
  });

  test("no verdict, no edit", () => {
    const source = sourceOf(path, text);
    expect(config.rewrite!(source, config.analyze!(source, acme), [])).toEqual([]);
  });
});
