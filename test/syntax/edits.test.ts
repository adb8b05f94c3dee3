import { describe, expect, test } from "vitest";
import type { Range } from "../../src/engine/model.js";
import { applyEdits, lineStart, removeMembers, removeOperand, settleBlankLines } from "../../src/syntax/edits.js";

/** Ranges of words in a text, each found after the one before. */
function rangesOf(text: string, words: string[]): Range[] {
  let at = 0;
  return words.map((word) => {
    const start = text.indexOf(word, at);
    at = start + word.length;
    return { start, end: at };
  });
}

function without(text: string, words: string[], gone: string[]): string {
  const members = rangesOf(text, words);
  const bracket = /[([{]/.exec(text);
  const open = bracket ? bracket.index + 1 : members[0]!.start;
  const close = bracket
    ? Math.max(text.lastIndexOf(")"), text.lastIndexOf("]"), text.lastIndexOf("}"))
    : members.at(-1)!.end;
  const flags = words.map((word) => gone.includes(word));
  return applyEdits(text, removeMembers(text, members, flags, open, close));
}

describe("members of a list", () => {
  test.each<[string, string, string[], string[], string]>([
    ["first", "f(aa, bb)", ["aa", "bb"], ["aa"], "f(bb)"],
    ["last", "f(aa, bb)", ["aa", "bb"], ["bb"], "f(aa)"],
    ["last with a trailing comma", "f(aa, bb,)", ["aa", "bb"], ["bb"], "f(aa,)"],
    ["middle", "f(aa, bb, cc)", ["aa", "bb", "cc"], ["bb"], "f(aa, cc)"],
    ["a line of its own", "f(\n  aa,\n  bb,\n)", ["aa", "bb"], ["bb"], "f(\n  aa,\n)"],
    ["the last line without a comma", "f(\n  aa,\n  bb\n)", ["aa", "bb"], ["bb"], "f(\n  aa\n)"],
    ["a comment behind it", "f(\n  aa,\n  bb,  # c\n)", ["aa", "bb"], ["bb"], "f(\n  aa,\n)"],
    ["the bracket closes behind the last one", "f(aa,\n  bb)", ["aa", "bb"], ["bb"], "f(aa)"],
    ["the bracket opens before the first one", "f(aa,\n  bb)", ["aa", "bb"], ["aa"], "f(bb)"],
    ["a comment keeps the bracket on its line", "f(aa,  # c\n  bb)", ["aa", "bb"], ["bb"], "f(aa  # c\n  )"],
    ["continued lines", "import aa, \\\n  bb", ["aa", "bb"], ["bb"], "import aa"],
    ["continued lines, middle", "import aa, \\\n  bb, \\\n  cc", ["aa", "bb", "cc"], ["bb"], "import aa, \\\n  cc"],
    ["two on a line", "f(\n  aa, bb,\n  cc\n)", ["aa", "bb", "cc"], ["bb"], "f(\n  aa,\n  cc\n)"],
    ["the tail", "f(aa, bb, cc)", ["aa", "bb", "cc"], ["bb", "cc"], "f(aa)"],
    ["nothing", "f(aa, bb)", ["aa", "bb"], [], "f(aa, bb)"],
  ])("%s", (_name, text, words, gone, expected) => {
    expect(without(text, words, gone)).toBe(expected);
  });
});

describe("operands", () => {
  const removed = (text: string, words: string[], gone: string[]) =>
    applyEdits(
      text,
      removeOperand(
        text,
        rangesOf(text, words),
        words.map((word) => gone.includes(word)),
      ),
    );
  test.each<[string, string, string[], string[], string]>([
    ["first", "aa or bb", ["aa", "bb"], ["aa"], "bb"],
    ["last", "aa or bb", ["aa", "bb"], ["bb"], "aa"],
    ["a line with the operator in front", "(aa\n  or bb  # c\n  or cc)", ["aa", "bb", "cc"], ["bb"], "(aa\n  or cc)"],
    [
      "a comment of the operand before stays",
      "(aa  # c\n  or bb\n  or cc)",
      ["aa", "bb", "cc"],
      ["bb"],
      "(aa  # c\n  or cc)",
    ],
    ["all but one", "aa && bb && cc", ["aa", "bb", "cc"], ["aa", "cc"], "bb"],
    ["all: nothing is done", "aa or bb", ["aa", "bb"], ["aa", "bb"], "aa or bb"],
  ])("%s", (_name, text, words, gone, expected) => {
    expect(removed(text, words, gone)).toBe(expected);
  });
});

describe("blank lines around lines that go", () => {
  const settled = (text: string) => {
    const gone = [...text.matchAll(/^.*!\n/gm)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: "",
    }));
    return applyEdits(text, settleBlankLines(text, gone));
  };

  test.each([
    ["between two groups of which an end and a start go", "a\nb!\n\nc!\nd\n", "a\n\nd\n"],
    ["of the larger gap, if more than that goes", "a\nb!\n\nc!\n\n\ne!\nd\n", "a\n\n\nd\n"],
    ["before a group that goes whole", "a\n\nb!\nc!\n\nd\n", "a\n\nd\n"],
    ["before and after groups that go", "a\n\n\nb!\n\nc!\n\nd\n", "a\n\n\nd\n"],
    ["none inside one group", "a\nb!\nc\n", "a\nc\n"],
    ["none of a block's, which were there for what went", "f:\n  a\n  b!\n\n  c!\n  d\n", "f:\n  a\n  d\n"],
    ["before a group outside of the block", "f:\n  a\n\n  b!\n\nc!\nd\n", "f:\n  a\n\nd\n"],
    [
      "none before what continues the block's statement",
      "f:\n  a\n  b!\n\n  c!\nelse:\n  d\n",
      "f:\n  a\nelse:\n  d\n",
    ],
    ["none at the edges of a block", "f:\n  b!\n\n  a\n\n  c!\ng\n", "f:\n  a\ng\n"],
    ["none at the edges of a file", "b!\n\na\n\nc!\n", "a\n"],
  ])("%s", (_, before, after) => {
    expect(settled(before)).toBe(after);
  });
});

describe("a text that begins with blank lines", () => {
  test("has its first line at its start", () => {
    for (const text of ["\n", "\n\na", "a\n", ""]) expect(lineStart(text, 0)).toBe(0);
    expect(lineStart("\n\na", 2)).toBe(2);
  });

  test("loses them with the lines below them", () => {
    const settled = (text: string, gone: string) => {
      const start = text.indexOf(gone);
      return applyEdits(text, settleBlankLines(text, [{ start, end: start + gone.length, text: "" }]));
    };
    expect(settled("\n\na\nb\n", "a\n")).toBe("b\n");
    expect(settled("\n\na\n\nb\n", "b\n")).toBe("\n\na\n");
  });
});
