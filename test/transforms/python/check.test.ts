import { beforeAll, describe, expect, test } from "vitest";
import python from "../../../transforms/python/index.js";
import { acme, factsOf, type Pick, sourceOf, verdictsFor } from "./helpers.js";

beforeAll(() => python.prepare!());

function blockedBy(text: string, picks: Pick[]): string[] {
  const facts = python.analyze!(sourceOf(text), acme);
  return python.check!(sourceOf(text), facts, verdictsFor(facts, text, picks)).map(
    (one) =>
      `${text.slice(facts.regions[one.region]!.start, facts.regions[one.region]!.end)} ${one.reason} ${one.symbol}`,
  );
}

describe("reads that lose their value", () => {
  test.each<[string, string, Pick[], string[]]>([
    [
      "an else arm that bound the name",
      "if a:\n    x = 1\nelse:\n    x = 2\nprint(x)\n",
      [["arm", "else:…"]],
      ["x still needed at app.py:5 py:app.py#x"],
    ],
    [
      "a binding in an arm that stays",
      "if a:\n    x = acme()\n    y()\nelse:\n    x = 2\nprint(x)\n",
      [["assignment", "x = acme()"]],
      ["x still needed at app.py:6 py:app.py#x"],
    ],
    [
      "a statement before the read",
      "def f():\n    x = 1\n    return x\n",
      [["assignment", "x = 1"]],
      ["x still needed at app.py:3 py:app.py#f.<locals>.x"],
    ],
    [
      "a whole try",
      "try:\n    import a\nexcept E:\n    a = None\nuse(a)\n",
      [["try", "try:…"]],
      ["a still needed at app.py:5 py:app.py#a"],
    ],
    [
      "a handler that bound a stand-in",
      "try:\n    import a\nexcept E:\n    a = None\nuse(a)\n",
      [["assignment", "a = None"]],
      ["a still needed at app.py:5 py:app.py#a"],
    ],
    [
      "a read in a function that runs later",
      "if a:\n    x = 1\nelse:\n    x = 2\ndef f():\n    return x\n",
      [["arm", "else:…"]],
      ["x still needed at app.py:6 py:app.py#x"],
    ],
    [
      "an import",
      "def f():\n    import a\n    a.b()\n",
      [["importName", "a"]],
      ["a still needed at app.py:3 py:app.py#f.<locals>.a"],
    ],
    [
      "a with that is unwrapped",
      "with o() as f:\n    f.read()\n",
      [["with", "with…", "unwrap"]],
      ["f still needed at app.py:2 py:app.py#f"],
    ],
    ["a walrus", "if (x := f()):\n    pass\nx\n", [["branch", "if…"]], ["x still needed at app.py:3 py:app.py#x"]],
  ])("%s", (_name, text, picks, expected) => {
    expect(blockedBy(text, picks)).toEqual(expected);
  });
});

describe("reads that keep theirs", () => {
  test.each<[string, string, Pick[]]>([
    ["bound before", "x = 0\nif a:\n    x = 1\nprint(x)\n", [["branch", "if…"]]],
    ["bound again after", "x = 1\nx = 2\nprint(x)\n", [["assignment", "x = 1"]]],
    [
      "the read goes as well",
      "x = 1\nprint(x)\n",
      [
        ["assignment", "x = 1"],
        ["expressionStatement", "print(x)"],
      ],
    ],
    ["the last arm is promoted", "if a:\n    x = 1\nelse:\n    x = 2\nprint(x)\n", [["arm", "if…", "true"]]],
    [
      "an arm with a test of its own",
      "if a:\n    x = 1\nelif b:\n    x = 2\nelse:\n    x = 3\nx\n",
      [["arm", "elif…"]],
    ],
    ["bound on some paths before and after", "if a:\n    x = 1\nelif b:\n    x = 2\nx\n", [["arm", "elif…"]]],
    [
      "an arm that leaves",
      "def f():\n    if a:\n        return 1\n    else:\n        x = 1\n    return x\n",
      [["arm", "if…"]],
    ],
    ["another name", "x = 1\ny = 2\nprint(y)\n", [["assignment", "x = 1"]]],
    ["another scope", "x = 1\ndef f(x):\n    return x\n", [["assignment", "x = 1"]]],
    ["a comprehension's own name", "x = 1\n[x for x in y]\n", [["assignment", "x = 1"]]],
    ["unreachable before", "def f():\n    return\n    x = 1\n    x\n", [["assignment", "x = 1"]]],
    ["after a loop that never ends", "while True:\n    x = 1\n    if a: break\nx\n", [["expressionStatement", "x"]]],
    ["a name that was never bound", "if a:\n    pass\nx\n", [["branch", "if…"]]],
    [
      "del",
      "x = 1\ndel x\n",
      [
        ["statement", "del x"],
        ["assignment", "x = 1"],
      ],
    ],
    ["nothing is decided", "x = 1\nx\n", []],
  ])("%s", (_name, text, picks) => {
    expect(blockedBy(text, picks)).toEqual([]);
  });
});

test("regions of a file are a tree in text order", () => {
  const facts = factsOf("if a:  # one\n    # two\n    b()\n# three\nelse:\n    c()\n    # four\n# five\n");
  for (const region of facts.regions.slice(1)) {
    const parent = facts.regions[region.parent]!;
    expect(region.parent).toBeLessThan(region.id);
    expect(region.start >= parent.start && region.end <= parent.end).toBe(true);
  }
  const homes = facts.regions
    .filter((region) => region.kind === "comment")
    .map((region) => facts.regions[region.parent]!.kind);
  expect(homes).toEqual(["arm", "suite", "branch", "suite", "suite"]);
});
