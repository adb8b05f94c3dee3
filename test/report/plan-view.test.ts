import { describe, expect, test } from "vitest";
import { makePalette, wantsColour } from "../../src/report/colour.js";
import { drawPlan, type PlanStyle } from "../../src/report/plan-view.js";
import { change, row, step, view } from "./sample.js";

const plain: PlanStyle = {
  palette: makePalette(false),
  stat: false,
  all: false,
  next: ["unpick apply ollama --successor openai"],
};

const app = `import os

OLLAMA_AVAILABLE = True


class Bot:
    def answer(self, question):
        if OLLAMA_AVAILABLE:
            return self.ollama(question)
        return self.openai(question)
`;
const appAfter = `import os


class Bot:
    def answer(self, question):
        return self.openai(question)
`;
const script = "function load() {\n  const a = 1;\n  show(ollamaUrl);\n  return a;\n}\n";
const scriptAfter = "function load() {\n  const a = 1;\n  return a;\n}\n";

const sample = view(
  [
    step("javascript", "Take ollama out of scripts", [change("static/chat.js", script, scriptAfter)]),
    step("python", "Take ollama out of the Python code", [change("app.py", app, appAfter)]),
  ],
  [
    row({ path: "app.py", line: 3, fate: "removed", step: "python" }),
    row({
      path: "static/chat.js",
      line: 3,
      fate: "removed",
      step: "javascript",
      because: ["app.py:3  OLLAMA_AVAILABLE = True (`OLLAMA_AVAILABLE` names ollama)"],
    }),
    row({ path: "README.md", line: 7, fate: "review", reason: "prose", text: "Ollama" }),
    row({ path: "CHANGELOG.md", line: 2, fate: "kept", reason: "history" }),
  ],
  { notes: ["langchain_openai is imported but no requirements file names it"] },
);

describe("drawPlan", () => {
  const text = drawPlan(sample, plain);

  test("starts with the steps and ends with the balance and what to do next", () => {
    expect(text).toMatch(/^Plan to remove ollama, followed by openai, based on 4f1c2e9\n {2}javascript {2}1 removed/);
    const lines = text.trimEnd().split("\n");
    expect(lines.at(-1)).toBe("Next: unpick apply ollama --successor openai");
    expect(lines.at(-3)).toBe("4 mentions = 2 removed + 0 rewritten + 1 kept + 1 review; 0 linked");
  });

  test("heads a hunk with what encloses it", () => {
    expect(text).toContain("@@ -1,5 +1,4 @@ function load()\n");
  });

  test("puts the place that drew a hunk into the plan under it", () => {
    expect(text).toContain(" }\n  ↳ because app.py:3  OLLAMA_AVAILABLE = True\n");
  });

  test("does not name a place of the same hunk as its cause", () => {
    const own = view(sample.steps.slice(1), [
      row({
        path: "app.py",
        line: 8,
        fate: "removed",
        step: "python",
        because: ["app.py:3  OLLAMA_AVAILABLE = True (x)"],
      }),
    ]);
    expect(drawPlan(own, plain)).not.toContain("because");
  });

  test("groups review and kept by reason, with the line of the file", () => {
    expect(text).toContain("Review (1)\n  prose\n    README.md:7  Ollama\n");
    expect(text).toContain("Kept (1)\n  history\n    CHANGELOG.md:2  ollama\n");
  });

  test("carries the notes of the plan", () => {
    expect(text).toContain("Notes (1)\n  langchain_openai is imported");
  });

  test("has no codes of colour without colour, and has them with", () => {
    expect(text).not.toContain("\x1b");
    expect(drawPlan(sample, { ...plain, palette: makePalette(true) })).toContain("\x1b[31m");
  });

  test("cuts long lists and says how many more and how to see them", () => {
    const many = view(
      [],
      Array.from({ length: 54 }, (_, index) => row({ path: "a.md", line: index + 1, fate: "review", reason: "prose" })),
    );
    expect(drawPlan(many, plain)).toContain("… 34 more (unpick show --all)");
    expect(drawPlan(many, { ...plain, all: true })).toContain("a.md:54");
  });

  test("shows sizes in place of a diff that is too long, and how to read it", () => {
    const long = drawPlan(sample, { ...plain, lineLimit: 3 });
    expect(long).not.toContain("@@");
    expect(long).toContain(
      "changed lines. To read them: unpick show javascript   or   unpick show --format patch | less",
    );
    expect(drawPlan(sample, { ...plain, lineLimit: 500 })).toContain("@@");
  });

  test("marks the changed words of a line", () => {
    const one = view([step("python", "s", [change("a.py", 'x = get("ollama", 1)\n', 'x = get("openai", 1)\n')])], []);
    const coloured = drawPlan(one, { ...plain, palette: makePalette(true) });
    expect(coloured).toContain("\x1b[32m\x1b[7mopenai\x1b[27m\x1b[39m");
    expect(coloured).not.toContain("\x1b[7mx");
  });

  test("shows nothing raw of hostile names, texts, reasons and notes", () => {
    const evil = "a\x1b[2J\x07\u202e\u009b31m\nb";
    const hostile = view(
      [step("python", evil, [change(`${evil}.py`, `x${evil}\n`, "y\n"), change("b.py", `${evil}\n`, null)])],
      [
        row({ path: evil, line: 1, fate: "review", reason: evil, text: evil }),
        row({ path: "b.py", line: 1, fate: "removed", step: "python", because: [`${evil}:1  ${evil}`] }),
      ],
      { notes: [evil], verify: { newDiagnostics: [evil], dangling: [evil], unparsed: [evil] } },
    );
    for (const stat of [true, false]) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      expect(drawPlan(hostile, { ...plain, stat })).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
    }
  });
});

describe("wantsColour", () => {
  test.each([
    [true, { NO_COLOR: "1" }, false, true],
    [false, { FORCE_COLOR: "1" }, true, false],
    [undefined, { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    [undefined, { NO_COLOR: "", FORCE_COLOR: "1" }, false, true],
    [undefined, { FORCE_COLOR: "0" }, true, false],
    [undefined, {}, true, true],
    [undefined, {}, false, false],
    [undefined, { TERM: "dumb" }, true, false],
  ])("flag %s, environment %j, terminal %s: %s", (flag, environment, isTerminal, expected) => {
    expect(wantsColour(flag, environment, isTerminal)).toBe(expected);
  });
});
