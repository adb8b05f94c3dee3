import { expect, it } from "vitest";
import { parseExample } from "./txtar.js";

const SOURCE = `Why.
Two lines.
-- configuration --
entrypoints: [hooks.py]
-- options --
plan ollama --successor "open ai"
-- before/a.py --
x = 1
-- before/b c.txt (crlf) (noeol) --
one
two
-- before/gone.py (bom) --
y
-- after/a.py --
-- unchanged --
b c.txt
-- review --
b c.txt prose
a.py name only
-- exit --
3
`;

it("reads every section", () => {
  expect(parseExample(SOURCE)).toEqual({
    comment: "Why.\nTwo lines.",
    options: ["plan", "ollama", "--successor", "open ai"],
    before: { "a.py": "x = 1\n", "b c.txt": "one\r\ntwo", "gone.py": "\ufeffy\n" },
    after: { "a.py": "", "b c.txt": "one\r\ntwo" },
    unchanged: ["b c.txt"],
    untracked: [],
    configuration: "entrypoints: [hooks.py]\n",
    review: [
      { path: "b c.txt", reason: "prose" },
      { path: "a.py", reason: "name only" },
    ],
    exit: 3,
  });
});

it("refuses what it does not know", () => {
  expect(() => parseExample("-- befor/a --\n")).toThrow('section "befor/a" is not known');
  expect(() => parseExample("-- unchanged --\na\n")).toThrow("a is listed");
  expect(() => parseExample("-- before/a --\n-- before/a --\n")).toThrow("a comes twice");
});
