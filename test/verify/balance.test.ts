import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edit } from "../../src/engine/model.js";
import type { Fate, LedgerRow, Totals } from "../../src/engine/plan-model.js";
import { applyEdits, unite } from "../../src/syntax/edits.js";
import { makeTarget } from "../../src/target/target.js";
import { checkBalance } from "../../src/verify/balance.js";
import { editAt, lineTable, mapOffset } from "../../src/verify/offsets.js";

describe("mapOffset", () => {
  const edits: Edit[] = [
    { start: 2, end: 4, text: "" },
    { start: 6, end: 6, text: "xyz" },
    { start: 8, end: 10, text: "q" },
  ];

  it("follows what stays and gives up on what goes", () => {
    const mapped = Array.from({ length: 12 }, (_, offset) => mapOffset(edits, offset));
    expect(mapped).toEqual([0, 1, undefined, undefined, 2, 3, 7, 8, undefined, undefined, 10, 11]);
    expect(editAt(edits, 4)).toBe(edits[1]);
    expect(editAt(edits, 9)).toBe(edits[2]);
    expect(editAt(edits, 10)).toBeUndefined();
  });

  it("agrees with the edited text", () => {
    const edit = fc.tuple(fc.nat(30), fc.nat(5), fc.constantFrom("", "", "NEW"));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 5 }), (tuples) => {
        const base = "abcdefghijklmnopqrstuvwxyz0123456789";
        let end = -1;
        const apart = tuples
          .sort(([a], [b]) => a - b)
          .filter(([start, length]) => {
            const isApart = start > end;
            if (isApart) end = start + length;
            return isApart;
          })
          .map(([start, length, text]) => ({ start, end: start + length, text }));
        const result = applyEdits(base, apart);
        const united = unite(apart);
        for (let offset = 0; offset < base.length; offset++) {
          const mapped = mapOffset(united, offset);
          if (mapped === undefined) expect(result).not.toContain(base[offset]);
          else {
            expect(result[mapped]).toBe(base[offset]);
            expect(editAt(united, mapped)).toBeUndefined();
          }
        }
      }),
    );
  });
});

it("converts lines and offsets", () => {
  const { offsetAt, placeAt } = lineTable("a\r\n😀b\n");
  expect(offsetAt(2, 3)).toBe(5);
  expect(placeAt(5)).toEqual({ line: 2, column: 3 });
  expect(placeAt(0)).toEqual({ line: 1, column: 1 });
});

describe("checkBalance", () => {
  const target = makeTarget({ name: "ollama", successor: "ollama-cloud" });
  const base = "ask_ollama()\nx = 'ollama'\n# about Ollama\ncollama\n";

  const row = (line: number, column: number, text: string, fate: Fate, mention = true): LedgerRow => ({
    ...{ path: "app.py", line, column, text, mention, role: "name", fate, reason: "", because: [] },
  });
  const good = [
    row(1, 5, "ollama", "removed"),
    row(2, 6, "ollama", "rewritten"),
    row(3, 9, "Ollama", "review"),
    row(4, 2, "ollama", "kept"),
  ];
  const edits: Edit[] = [
    { start: 0, end: 13, text: "" },
    { start: 18, end: 24, text: "openai" },
  ];

  function totals(rows: LedgerRow[], mention: boolean): Totals {
    const of = (fate: Fate) => rows.filter((one) => one.mention === mention && one.fate === fate).length;
    const counts = { removed: of("removed"), rewritten: of("rewritten"), kept: of("kept"), review: of("review") };
    return { all: counts.removed + counts.rewritten + counts.kept + counts.review, ...counts };
  }

  function check(ledger: LedgerRow[], made: Edit[] | null = edits, listsOtherWords = true, sums = {}) {
    return checkBalance({
      document: {
        ledger,
        totals: { mentions: { ...totals(ledger, true), ...sums }, linked: totals(ledger, false), lines: 0 },
      },
      target,
      before: new Map([["app.py", base]]),
      after: new Map([["app.py", made && applyEdits(base, made)]]),
      edits: new Map([["app.py", made ?? []]]),
      listsOtherWords,
    });
  }

  it("has nothing to say when all is accounted for", () => {
    expect(check(good)).toEqual([]);
    expect(check(good.slice(0, 3), edits, false)).toEqual([]);
    expect(check([...good, row(1, 1, "ask", "removed", false)])).toEqual([]);
  });

  it("finds totals that do not add up", () => {
    expect(check(good, edits, true, { all: 5 })).toEqual(["The total of mentions is 5, but their fates add up to 4."]);
    expect(check(good, edits, true, { all: 5, kept: 2 })).toEqual([
      "The total of mentions kept is 2, but the ledger has 1 rows.",
    ]);
  });

  it("finds mentions without a row, rows without a mention, and doubles", () => {
    expect(check(good.slice(1))).toEqual(['"ollama" at app.py:1:5 has no row.']);
    expect(check(good.slice(0, 3))).toEqual([
      '"ollama" at app.py:4:2 has no row.',
      '"ollama" at app.py:3:2 of the result has no row.',
    ]);
    expect(check([...good, row(1, 1, "ollama", "removed")])).toEqual([
      'app.py:1:1 has a row for "ollama", which does not stand there.',
    ]);
    expect(check([...good, good[0]!])).toEqual(["app.py:1:5 has more than one row."]);
  });

  it("finds what is left although it should be gone, and gone although it should be left", () => {
    expect(check(good, edits.slice(1))).toEqual([
      '"ollama" at app.py:1:5 of the result is still there, but its row (app.py:1:5) says removed.',
    ]);
    expect(check(good, [...edits, { start: 26, end: 41, text: "" }])).toEqual([
      "app.py:3:9 is review, but it is not found in the result.",
    ]);
    expect(check(good, null)).toEqual([
      "app.py:3:9 is review, but its file is deleted.",
      "app.py:4:2 is kept, but its file is deleted.",
    ]);
  });

  it("lets the plan write the target only where its successor is called so, or where it repeats what is kept", () => {
    const cloud = { start: 18, end: 24, text: "ollama-cloud" };
    expect(check(good, [edits[0]!, cloud])).toEqual([]);
    const repeated = { start: 26, end: 40, text: "# about Ollama only" };
    expect(check(good, [...edits, repeated])).toEqual([]);
    const twice = { start: 26, end: 40, text: "# Ollama, Ollama" };
    expect(check(good, [...edits, twice])).toEqual([
      '"Ollama" at app.py:2:11 of the result was written by the plan itself.',
    ]);
  });
});
