import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edit } from "../../src/engine/model.js";
import { composeEdits, tokenEdits } from "../../src/syntax/compose.js";
import { applyEdits } from "../../src/syntax/edits.js";

/** Edits of a text, in order and apart. */
const editsOf = (text: string) =>
  fc.array(fc.tuple(fc.nat(text.length), fc.string({ maxLength: 4 })), { maxLength: 8 }).map((places) => {
    const sorted = places.map(([at]) => at).sort((a, b) => a - b);
    const edits: Edit[] = [];
    for (let index = 0; index + 1 < sorted.length; index += 2)
      edits.push({ start: sorted[index]!, end: sorted[index + 1]!, text: places[index]![1] });
    return edits.filter((edit, index) => index === 0 || edit.start > edits[index - 1]!.end);
  });

const words = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", ",", "(", ")", "😀"), maxLength: 40 });

describe("edits of edits", () => {
  it("are what both give one after the other", () => {
    fc.assert(
      fc.property(
        words
          .chain((text) => fc.tuple(fc.constant(text), editsOf(text)))
          .chain(([text, first]) => fc.tuple(fc.constant(text), fc.constant(first), editsOf(applyEdits(text, first)))),
        ([text, first, second]) => {
          const composed = composeEdits(text, first, second);
          expect(applyEdits(text, composed)).toBe(applyEdits(applyEdits(text, first), second));
          for (const [index, edit] of composed.entries())
            expect(edit.start).toBeGreaterThanOrEqual(composed[index - 1]?.end ?? 0);
        },
      ),
    );
  });

  it("leave what neither touches where it was", () => {
    expect(composeEdits("one two three", [{ start: 0, end: 4, text: "" }], [{ start: 4, end: 9, text: "" }])).toEqual([
      { start: 0, end: 4, text: "" },
      { start: 8, end: 13, text: "" },
    ]);
  });
});

describe("edits between words", () => {
  it("turn one text into the other", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(applyEdits(a, tokenEdits(a, b))).toBe(b);
      }),
    );
  });

  it("keep each word that stays", () => {
    expect(tokenEdits("if (\n    ready\n):", "if ready:")).toEqual([
      { start: 3, end: 9, text: "" },
      { start: 14, end: 16, text: "" },
    ]);
  });
});
