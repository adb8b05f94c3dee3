import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Facts, SourceFile, Verdict } from "../../../src/engine/model.js";
import type { Region } from "../../../src/engine/region.js";
import { applyEdits, settleBlankLines, unite } from "../../../src/syntax/edits.js";
import { readNotebook } from "../../../src/syntax/notebook.js";
import { writtenAt } from "../../../src/syntax/reading.js";
import { makeTarget } from "../../../src/target/target.js";
import notebook from "../../../transforms/notebook/index.js";

beforeAll(() => notebook.prepare!());

const target = makeTarget({ name: "acme" });

const code = [
  "import os\nimport acme",
  "%pip install acme other\n!acme pull x \\\n  --fast\n\nx = !ls {os.name}",
  "def f(a):\n    # why “so”?\n    if a == 'acme':\n        %time return_value = 1\n    elif a:\n        !echo {a}\n        return \"\\n\\\\\"\n\n    return 'é\\t\"'\n\n\nf(1)",
  'text = """\n%no magic\n\n!none\n"""',
  "%%time\nacme.run()\n",
  "%%bash\n# first\nacme serve\nother",
  "f?\n\n# the end",
  "",
  "\n\nclass A:\n\tx = [\n\t\t1,\n\t\t'acme',\n\t]\n",
];
const words = [
  "# Title\n\nWorks with A, Acme\nor B.\n\n- one\n- `acme`: two\n",
  "## Acme\n\n```sh\nacme pull\n```\n\n| a | b |\n| - | - |\n| acme | “c” |",
  "plain",
];

const outputs = [{ output_type: "stream", name: "stdout", text: ["acme\n", "\u00e9 \\n"] }];
const cells = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...code).map((source) => ({ cell_type: "code", source })) },
    { weight: 2, arbitrary: fc.constantFrom(...words).map((source) => ({ cell_type: "markdown", source })) },
    fc.constant({ cell_type: "raw", source: "acme" }),
  ),
  { minLength: 1, maxLength: 5 },
);
const style = fc.record({
  indent: fc.constantFrom(undefined, 1, 2, "\t"),
  list: fc.boolean(),
  ascii: fc.boolean(),
  feed: fc.constantFrom("", "\n"),
});

type Style = typeof style extends fc.Arbitrary<infer Value> ? Value : never;

function spell(found: { cell_type: string; source: string }[], { indent, list, ascii, feed }: Style): string {
  const all = found.map(({ cell_type, source }, index) => ({
    cell_type,
    id: `cell-${index}`,
    metadata: { tags: ["acme"], index },
    ...(cell_type === "code" ? { execution_count: index, outputs } : {}),
    source: list ? (source.match(/[^\n]*\n|[^\n]+$/g) ?? []) : source,
  }));
  const text = JSON.stringify({ cells: all, metadata: { name: "acme" }, nbformat: 4, nbformat_minor: 5 }, null, indent);
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return (ascii ? text.replace(/[^\0-\x7f]/g, escaped) : text) + feed;
}

/** Regions that the engine may remove one by one. */
function isRemovable(facts: Facts, region: Region): boolean {
  const parent = facts.regions[region.parent];
  if (!parent || region.kind === "docstring") return false;
  if (region.kind === "passage" || region.kind === "importName") return true;
  if (region.kind === "comment") return parent.slot !== "root";
  return parent.kind === "suite" && region.kind !== "text";
}

const cause = { by: "name", reason: "test" } as const;
/** What is written in place of words: with everything that JSON escapes. */
const fresh = 'new "words" — \\ here';

function changed(
  text: string,
  pick: (facts: Facts) => Verdict[],
): { result: string; verdicts: Verdict[]; facts: Facts } {
  const file: SourceFile = { path: "demo.ipynb", text, encoding: "utf8" };
  const facts = notebook.analyze!(file, target);
  expect(facts.faults).toEqual([]);
  const verdicts = pick(facts);
  const edits = settleBlankLines(text, unite(notebook.rewrite!(file, facts, verdicts)));
  return { result: applyEdits(text, edits), verdicts, facts };
}

describe("any verdicts on a notebook", () => {
  it("leave a notebook with Python in it, outputs and metadata, and cells that they do not concern, byte for byte", () => {
    fc.assert(
      fc.property(cells, style, fc.infiniteStream(fc.nat(5)), (found, spelled, dice) => {
        const text = spell(found, spelled);
        const draw = () => dice.next().value as number;
        const { result, verdicts, facts } = changed(text, (known) =>
          known.regions.flatMap((region): Verdict[] => {
            if (region.kind === "text" && region.slot !== "root" && draw() === 0)
              return [{ region: region.id, action: "replace", text: fresh, cause }];
            if (!isRemovable(known, region) || draw() > 0) return [];
            return [{ region: region.id, action: "remove", cause }];
          }),
        );
        const before = JSON.parse(text);
        const after = JSON.parse(result);
        expect({ ...after, cells: [] }).toEqual({ ...before, cells: [] });
        const places = readNotebook(text).cells;
        const inside = (cell: { start: number; end: number }) =>
          verdicts.some((verdict) => {
            const { start, end } = facts.regions[verdict.region]!;
            return start >= cell.start && end <= cell.end;
          });
        const left = new Map<string, { source: unknown }>(after.cells.map((cell: { id: string }) => [cell.id, cell]));
        expect([...left.keys()]).toEqual(
          before.cells.map(({ id }: { id: string }) => id).filter((id: string) => left.has(id)),
        );
        for (const [index, cell] of before.cells.entries()) {
          const place = places[index]!;
          const kept = left.get(cell.id);
          if (kept) expect({ ...kept, source: "" }).toEqual({ ...cell, source: "" });
          if (!inside(place)) expect(result).toContain(text.slice(place.start, place.end));
          else if (kept) expect(Array.isArray(kept.source)).toBe(Array.isArray(cell.source));
        }
        for (const cell of after.cells) if (Array.isArray(cell.source)) expect(cell.source).not.toContain("");
        expect(notebook.diagnose!("demo.ipynb", result)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  it("give a cell the same words in every spelling of the file", () => {
    fc.assert(
      fc.property(cells, style, style, fc.array(fc.nat(), { maxLength: 6 }), (found, one, other, picked) => {
        const words = [one, other].map((spelled) => {
          const { result } = changed(spell(found, spelled), (facts) => {
            const able = facts.regions.filter((region) => isRemovable(facts, region));
            const ids = new Set(able.length > 0 ? picked.map((pick) => able[pick % able.length]!.id) : []);
            return [...ids].sort((a, b) => a - b).map((region) => ({ region, action: "remove", cause }));
          });
          return readNotebook(result).cells.map(({ source }) => source);
        });
        expect(words[0]).toEqual(words[1]);
      }),
      { numRuns: 60 },
    );
  });

  it("concern regions that stand where the file spells them", () => {
    fc.assert(
      fc.property(cells, style, (found, spelled) => {
        const text = spell(found, spelled);
        const facts = notebook.analyze!({ path: "demo.ipynb", text, encoding: "utf8" }, target);
        const { reading } = facts;
        for (const { id, parent, start, end } of facts.regions) {
          const around = facts.regions[parent];
          expect(parent).toBeLessThan(id);
          if (around) expect(start >= around.start && end <= around.end).toBe(true);
        }
        for (const { start, text: mention } of target.find(reading!.text)) {
          const place = writtenAt(reading!, { start, end: start + mention.length });
          expect(text.slice(place.start, place.end)).toBe(mention);
        }
      }),
      { numRuns: 40 },
    );
  });
});
