import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { enclosingHeading } from "../../src/report/enclosing.js";
import { escapeBlock, escapeLine, escapeName, toJson } from "../../src/report/escape.js";
import { hunksOf } from "../../src/report/hunks.js";
import { diffLines } from "../../src/report/lines.js";
import { drawMarkdown } from "../../src/report/markdown.js";
import { questionOf } from "../../src/report/questions.js";
import { slideRuns } from "../../src/report/slide.js";
import { change, row, step, view } from "./sample.js";

describe("escape", () => {
  test("writes what a terminal would obey as escapes", () => {
    expect(escapeLine("a\x1b[31m\tb\r")).toBe("a\\x1b[31m\tb\\r");
    expect(escapeName("new\nline\t\u202etxt")).toBe("new\\nline\\t\\u{202e}txt");
    expect(escapeBlock("a\x07\nb")).toBe("a\\x07\nb");
    expect(escapeName("caf\udce9")).toBe("caf\\u{dce9}");
  });

  test("leaves letters of any script and emoji as they are", () => {
    const text = "Grüße 日本語 עברית 👩‍💻";
    expect(escapeLine(text)).toBe(text);
  });

  test("JSON keeps its value and shows nothing raw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const json = toJson({ text });
        expect(JSON.parse(json)).toEqual({ text });
        expect(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(json.replaceAll("\n", ""))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

describe("diffLines and slideRuns", () => {
  const text = fc
    .array(fc.constantFrom("a\n", "b\n", "\n", "  c\n", "}\n"), { maxLength: 12 })
    .map((lines) => lines.join(""));

  test("give both texts back, slid or not", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        for (const diff of [diffLines(before, after), slideRuns(diffLines(before, after))]) {
          const side = (kind: string) =>
            diff
              .filter((line) => line.kind !== kind)
              .map((line) => line.text)
              .join("");
          expect(side("added")).toBe(before);
          expect(side("deleted")).toBe(after);
        }
      }),
    );
  });

  test("a function goes from its first to its last line, not from one end to the next", () => {
    const before = "function a() {\n  one();\n}\n\nfunction b() {\n  two();\n}\n\nfunction c() {\n  three();\n}\n";
    const after = "function a() {\n  one();\n}\n\nfunction c() {\n  three();\n}\n";
    const deleted = slideRuns(diffLines(before, after)).filter((line) => line.kind === "deleted");
    expect(deleted[0]!.text).toBe("function b() {\n");
  });

  test("hunks count their lines, and changes far apart are apart", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `${index}\n`);
    const before = lines.join("");
    const after = lines.filter((_, index) => index !== 5 && index !== 20).join("");
    const hunks = hunksOf({ before, after });
    expect(hunks.map((hunk) => [hunk.oldStart, hunk.oldCount, hunk.newStart, hunk.newCount])).toEqual([
      [3, 7, 3, 6],
      [18, 7, 17, 6],
    ]);
    const near = lines.filter((_, index) => index !== 5 && index !== 12).join("");
    expect(hunksOf({ before, after: near })).toHaveLength(1);
  });
});

describe("enclosingHeading", () => {
  test.each([
    ["a.py", "class A:\n    def f(self):\n        x = 1\n\n        y = 2\n", 5, "def f(self)"],
    ["a.py", "class A:\n    def f(self):\n        x = 1\n\n    y = 2\n", 5, "class A"],
    ["a.py", "def f():\n    x = 1\n\n\ny = 2\n", 5, undefined],
    ["a.js", "export async function load(id) {\n  if (id) {\n    go();\n  }\n}\n", 3, "export async function load(id)"],
    ["a.js", "class A {\n  get(x) {\n    return 1;\n  }\n}\n", 3, "get(x)"],
    ["a.js", "$('#b').on('click', function (event) {\n  go();\n});\n", 2, "$('#b').on('click', function (event)"],
    ["a.html", '<main>\n  <div id="llm" class="x">\n    <p>\n      hi\n', 4, '<div id="llm" class="x">'],
    ["a.html", "{% block content %}\n  <p>hi</p>\n", 2, "{% block content %}"],
    ["a.css", "@media print {\n  .a {\n    color: red;\n  }\n}\n", 3, ".a"],
    ["README.md", "# One\n\ntext\n\n## Two\n\nmore\n", 7, "## Two"],
    ["a.toml", "[tool]\nx = 1\n", 2, "[tool]"],
    ["a.bin", "x\n  y\n", 2, undefined],
  ])("%s %j line %i: %s", (path, text, line, expected) => {
    expect(enclosingHeading(path, text, line)).toBe(expected);
  });
});

describe("drawMarkdown", () => {
  const step1 = step("docs", "Take <b>it</b> out", [
    change("README.md", "a\nollama\nimport os\n", "a\n"),
    change("gone.md", "ollama\n", null),
  ]);

  test("is the body of a pull request: what goes and why, then questions and a list to tick off", () => {
    const markdown = drawMarkdown(
      view(
        [step1],
        [
          row({ path: "README.md", line: 2, fate: "removed", step: "docs" }),
          row({
            ...{ path: "README.md", line: 3, fate: "removed", step: "docs", mention: false },
            ...{ text: "import os", reason: "only removed code used it" },
          }),
          row({ path: "gone.md", line: 1, fate: "removed", step: "docs", reason: "it is about ollama" }),
          row({ path: "x.md", line: 1, fate: "review", reason: "prose" }),
          row({ path: "y.md", line: 1, fate: "kept", reason: "history" }),
        ],
        { notes: ["routes that end: GET /a_b"] },
      ),
    );
    expect(markdown).toContain("2 files, −3 lines in 1 commit");
    expect(markdown).toContain("- `README.md` −2: 1 mention; `import os` (only removed code used it)\n");
    expect(markdown).toContain("- 1 file deleted (it is about ollama): `gone.md`\n");
    expect(markdown).toContain(
      "- [ ] Does this sentence still hold? Reword it, or delete it. (prose)\n  - `x.md:1` `ollama`",
    );
    expect(markdown).toContain("### Before this is merged\n\n- [ ] routes that end: GET /a\\_b\n");
    expect(markdown).toContain("### Kept (1)\n\n- history (1)\n  - `y.md:1` `ollama`\n");
    expect(markdown.indexOf("To decide")).toBeLessThan(markdown.indexOf("Kept"));
  });

  test("text of a repository is no markup", () => {
    const markdown = drawMarkdown(
      view([step1], [row({ path: "x|y.md", line: 1, fate: "review", reason: "name *here*", text: "``ollama``" })]),
    );
    expect(markdown).toContain("**docs**: Take \\<b\\>it\\</b\\> out\n");
    expect(markdown).toContain("- [ ] name \\*here\\*\n  - `x\\|y.md:1` ``` ``ollama`` ```\n");
  });

  test("every reason of the closed list asks a question", () => {
    const reasons = [
      ...["still needed at a.py:1", "built at run time at a.py:1", "guards access at a.py:1", "positional"],
      ...["default names the target; name a successor", "successor unknown here; siblings are A, B", "coupled keys"],
      ...["fall-through was the target; 2 arms remain", "database column; needs a migration"],
      ...["stored data may hold this value", "stored data was made by the target; re-index", "tracked data"],
      ...["would become empty", "option no longer read", "result no longer used", "test expects the target", "prose"],
      ...["commented-out code", "name only", "generated by uv; regenerate", "binary; rebuild", "not parsed"],
    ];
    for (const reason of reasons) expect(questionOf(reason), reason).toMatch(/[?.)]$/);
    expect(questionOf("anything else")).toBeUndefined();
  });
});
