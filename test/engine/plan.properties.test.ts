import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { readCorpus } from "../../src/engine/corpus.js";
import { decide } from "../../src/engine/decide.js";
import type { Edit, Facts, SourceFile, Transform, Verdict } from "../../src/engine/model.js";
import { loadTransforms } from "../../src/registry.js";
import { inMemoryInventory } from "../../src/repo/memory.js";
import { applyEdits, settleBlankLines, unite } from "../../src/syntax/edits.js";
import { HISTORY_GLOBS } from "../../src/target/globs.js";
import { makeTarget, noTarget } from "../../src/target/target.js";
import { exampleFolder, exampleNames, optionsOf, planOf, resultOf } from "../support/planning.js";
import { type Example, readExample } from "../support/txtar.js";

let transforms: Transform[];
beforeAll(async () => {
  transforms = await loadTransforms();
});

const examples = new Map(exampleNames.map((name) => [name, readExample(new URL(name, exampleFolder))]));

/** A file that a case changes, with all that its transform needs to write it. */
interface Decided {
  source: SourceFile;
  facts: Facts;
  transform: Transform;
  verdicts: Verdict[];
}

const decided = new Map<Example, Decided[]>();

/** Changed files of a case; decided once. */
function decisionsOf(example: Example): Decided[] {
  const known = decided.get(example);
  if (known) return known;
  const options = optionsOf(example);
  const { target: name, terms, successor } = options;
  const target = name === "" ? noTarget() : makeTarget({ name, terms, successor });
  const corpus = readCorpus(inMemoryInventory(example.before), target, options, transforms, [...HISTORY_GLOBS]);
  const { marks } = decide(corpus, options);
  const found = [...marks.judged]
    .filter(([path, { verdicts }]) => verdicts.length > 0 && verdicts[0]!.region !== 0 && !corpus.frozen.has(path))
    .map(([path, { verdicts }]) => ({
      source: corpus.sources.get(path)!,
      facts: corpus.facts.get(path)!,
      transform: corpus.transformOf(path)!,
      verdicts,
    }));
  decided.set(example, found);
  return found;
}

const editsOf = ({ source, facts, transform }: Decided, verdicts: Verdict[]): Edit[] =>
  settleBlankLines(source.text, unite(transform.rewrite!(source, facts, verdicts)));

// Clean-ups write lines and files of their own, in the spelling that git and people expect.
const ofRemovals = exampleNames.filter(
  (name) => examples.get(name)!.exit === 0 && !examples.get(name)!.options.includes("--cleanup"),
);
const anyExample = fc.constantFrom(...exampleNames.filter((name) => examples.get(name)!.exit === 0));

describe("the text of a file", () => {
  test("is a function of the set of verdicts: their order does not matter", () => {
    fc.assert(
      fc.property(anyExample, fc.infiniteStream(fc.nat()), (name, numbers) => {
        const example = examples.get(name)!;
        for (const one of decisionsOf(example)) {
          const chosen = one.verdicts.filter(() => numbers.next().value! % 3 !== 0);
          const shuffled = chosen
            .map((verdict) => ({ verdict, key: numbers.next().value! }))
            .sort((a, b) => a.key - b.key)
            .map(({ verdict }) => verdict);
          const text = applyEdits(one.source.text, editsOf(one, chosen));
          expect(applyEdits(one.source.text, editsOf(one, shuffled))).toBe(text);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("still parses with any subset of the verdicts", () => {
    fc.assert(
      fc.property(anyExample, fc.infiniteStream(fc.boolean()), (name, choices) => {
        const example = examples.get(name)!;
        for (const one of decisionsOf(example)) {
          const chosen = one.verdicts.filter(() => choices.next().value!);
          const text = applyEdits(one.source.text, editsOf(one, chosen));
          const before = one.transform.diagnose?.(one.source.path, one.source.text) ?? [];
          const after = one.transform.diagnose?.(one.source.path, text) ?? [];
          expect(
            // A name that half a removal leaves undefined is a matter of the engine's choice, not of the text.
            after.filter((finding) => !before.includes(finding) && !finding.startsWith("undefined name")),
            text,
          ).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("is the base with nothing decided, and outside the edits always", () => {
    fc.assert(
      fc.property(anyExample, fc.infiniteStream(fc.boolean()), (name, choices) => {
        const example = examples.get(name)!;
        for (const one of decisionsOf(example)) {
          expect(editsOf(one, [])).toEqual([]);
          const edits = editsOf(
            one,
            one.verdicts.filter(() => choices.next().value!),
          );
          let at = 0;
          let rest = applyEdits(one.source.text, edits);
          for (const edit of edits) {
            const kept = one.source.text.slice(at, edit.start);
            expect(rest.startsWith(kept + edit.text)).toBe(true);
            rest = rest.slice(kept.length + edit.text.length);
            at = edit.end;
          }
          expect(rest).toBe(one.source.text.slice(at));
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** Ways in which the same words can lie in a file; each comes out of a plan as it went in. */
const spellings: Record<string, (text: string) => string> = {
  "with CRLF": (text) => text.replace(/\r?\n/g, "\r\n"),
  "with a byte order mark": (text) => (text === "" || text.startsWith("\uFEFF") ? text : `\uFEFF${text}`),
  "without a final newline": (text) => text.replace(/\r?\n$/, ""),
};

describe.each(Object.keys(spellings))("a tree %s", (name) => {
  const respelt = spellings[name]!;
  const all = (tree: Record<string, string>) =>
    Object.fromEntries(Object.entries(tree).map(([path, text]) => [path, respelt(text)]));

  // Every case, not a draw of them: there are few enough, and a draw passes today what it fails tomorrow.
  test.each(ofRemovals)("comes out like the plain one, spelt its own way: %s", async (title) => {
    const example = examples.get(title)!;
    const before = inMemoryInventory(all(example.before));
    const plan = await planOf(before, optionsOf(example), transforms, example.configuration);
    expect(resultOf(before, plan)).toEqual(all(example.after));
  });
});
