import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";

type Module<Name extends string> = Name extends "syntax"
  ? typeof import("../../scripts/oracles/syntax.mjs")
  : Name extends "compare"
    ? typeof import("../../scripts/oracles/compare.mjs")
    : Name extends "probe"
      ? typeof import("../../scripts/oracles/probe.mjs")
      : typeof import("../../scripts/oracles/table.mjs");

let syntax: Module<"syntax">;
let compare: Module<"compare">["compare"];
let probe: Module<"probe">;
let table: Module<"table">;
let anchored: (text: string) => string;

beforeAll(async () => {
  // The scripts run the built program, and so do these tests.
  const built = new URL("../../dist/src/syntax/treesitter.js", import.meta.url).href;
  const { loadGrammar } = (await import(built)) as { loadGrammar(name: string): Promise<void> };
  await loadGrammar("python");
  syntax = await import("../../scripts/oracles/syntax.mjs");
  ({ compare } = await import("../../scripts/oracles/compare.mjs"));
  probe = await import("../../scripts/oracles/probe.mjs");
  table = await import("../../scripts/oracles/table.mjs");
  ({ anchored } = await import("../../scripts/oracles/anchor.mjs"));
});

describe("imports", () => {
  test("are told apart by module, name, alias and scope", () => {
    const text = "import a.b, c as d\nfrom .e import (f, g as h)\ndef k():\n    import a.b\nfrom z import *\n";
    const found = syntax.importsOf(text);
    expect(found.map(({ use }) => use)).toEqual(["a.b", "d", "f", "h", "a.b", "*"]);
    expect(new Set(found.map(({ key }) => key)).size).toBe(6);
    expect(found.filter(({ scope }) => scope !== "")).toHaveLength(1);
    expect(found.filter(({ star }) => star)).toHaveLength(1);
  });

  test("that are written anew are not taken for removed", () => {
    const before = syntax.importsOf("from a import *\nimport b\n");
    expect(probe.importsRemoved(before, syntax.importsOf("from a import c\nimport b\n"))).toBeNull();
    expect(probe.importsRemoved(before, before)).toEqual([]);
    const twice = syntax.importsOf("import b\nimport b\n");
    expect(probe.importsRemoved(twice, syntax.importsOf("import b\n"))).toHaveLength(1);
  });
});

describe("comparison", () => {
  test.each([
    ["import a\n", "import a", "exact"],
    ["", "\n", "exact"],
    ["import a, b\n", "import a\nimport b\n", "equivalent"],
    ["from a import (\n    b,\n)\n", "from a import b\n", "equivalent"],
    ["import a\nx = 1\n", "import a\npass\n\nx = 1  # one\n", "equivalent"],
    ["import a\n", "import b\n", "different"],
    ["import a\nimport b\n", "import b\nimport a\n", "different"],
    ["import a as b\n", "import a\n", "different"],
    ["x = 1\n", "x = 2\n", "different"],
    ["if a:\n    b()\n", "if a:\n    pass\nb()\n", "different"],
    ["def f():\n    import a\n", "import a\ndef f():\n    pass\n", "different"],
    ["", "if a:\n    pass\n", "different"],
    ["x = (\n", "x = (\ny\n", "different"],
  ])("of %j with %j: %s", (actual, expected, result) => expect(compare(actual, expected)).toBe(result));
});

describe("the probe", () => {
  test("uses names of the top level in a function at the end and leaves the text as it was", () => {
    const text = "import a.b\nimport c\n\nc()";
    const result = probe.withProbe(text, syntax.importsOf(text).slice(0, 1));
    expect(result.startsWith(`${text}\n`)).toBe(true);
    expect(result).toContain("[a.b]");
    expect(syntax.shapeOf(result)).not.toBeNull();
  });

  test("uses names of an inner scope beside their import", () => {
    const text = "def f():\n    import a\n    return 1\n";
    const result = probe.withProbe(text, syntax.importsOf(text));
    expect(result.split("\n")[2]).toBe(`    ${probe.TARGET}_probe(a)`);
    expect(syntax.shapeOf(result)).not.toBeNull();
  });
});

describe("the anchor", () => {
  test.each([
    ["a function that only binds", "def f():\n\tx = 1  # one\n", "def f():\n\tx = 1  # one\n\tstays()\n"],
    ["a file of imports", '"""A file."""\nimport a\n', '"""A file."""\nimport a\nstays()\n'],
    ["two statements on a line", "import a; b = 1\n", "import a; b = 1\nstays()\n"],
  ])("stands at the end of %s", (_, text, expected) => expect(anchored(text)).toBe(expected));

  test.each([
    ["a function that does something", "def f():\n    x = 1\n    g(x)\n"],
    ["a block inside", "if a:\n    import b\n"],
    ["a function on one line", "def f(): x = 1\n"],
    ["a text that uses the name", "import stays\n"],
    ["a text that does not parse", "import a\nx = (\n"],
  ])("leaves %s", (_, text) => expect(anchored(text)).toBe(text));
});

test("a reason explains a difference of its own case only", () => {
  const results = [
    { suite: "s", name: "one", result: "different" },
    { suite: "s", name: "two", result: "different" },
    { suite: "t", name: "one", result: "exact" },
    { suite: "t", name: "three", result: "not applicable", detail: "no texts" },
  ];
  const explained = table.explain(results, [{ suite: "s", case: "one", reason: "because" }]);
  expect(explained.map(({ result }) => result)).toEqual([
    "different by design",
    "different",
    "exact",
    "not applicable",
  ]);
  expect(table.tableOf(explained)).toContain("- 1: no texts");
});

test("texts are read from a module of tests, and tests without any are listed too", () => {
  const script = fileURLToPath(new URL("../../scripts/oracles/pairs.py", import.meta.url));
  const module = [
    "class Tests:",
    "    def test_pair(self):",
    '        before = """',
    "            import a",
    '        """',
    '        self.assertCodemod(before, "")',
    "    def test_call(self):",
    '        self.assertEqual("x\\n", "".join(fix_code("import a\\nx\\n", flag=True)))',
    "    def test_other(self):",
    '        self.assertEqual("x", name("y"))',
    "    def helper(self):",
    '        self.assertCodemod("a", "b")',
    "raise SystemExit('never run')",
  ].join("\n");
  const found = JSON.parse(execFileSync("python3", [script], { input: module, encoding: "utf8" }));
  expect(found).toEqual([
    { test: "test_pair", pairs: [{ before: "import a\n", after: "\n" }] },
    { test: "test_call", pairs: [{ before: "import a\nx\n", after: "x\n" }] },
    { test: "test_other", pairs: [] },
  ]);
});
