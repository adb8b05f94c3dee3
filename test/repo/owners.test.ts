import { expect, test } from "vitest";
import { inMemoryInventory } from "../../src/repo/memory.js";
import { ownersOf } from "../../src/repo/owners.js";

const owners = (text: string) => ownersOf(inMemoryInventory(new Map([[".github/CODEOWNERS", text]])))!;

test.each([
  ["* @a\n*.py @b", "app.py", "@b"],
  ["*.py @b\n* @a", "app.py", "@a"],
  ["*.py @b", "static/app.js", ""],
  ["docs/* @docs", "docs/api.md", "@docs"],
  ["docs/* @docs", "docs/parts/api.md", ""],
  ["docs/ @docs", "web/docs/parts/api.md", "@docs"],
  ["/docs/ @docs", "web/docs/api.md", ""],
  ["/docs/ @docs", "docs/parts/api.md", "@docs"],
  ["/app/** @app\n/app/models.py", "app/models.py", ""],
  ["*.py @a ann@example.org # why", "app.py", "@a ann@example.org"],
  ["# *.py @a", "app.py", ""],
  ["[Section] @a\n!app.py @b", "app.py", ""],
  ["my\\ file.py @a", "my file.py", "@a"],
])("%j gives %s to %j", (text, path, expected) => {
  expect(owners(text)(path)).toBe(expected);
});

test("the file of the host's folder counts before others, and without one nobody is known", () => {
  const both = inMemoryInventory(
    new Map([
      ["CODEOWNERS", "* @top"],
      [".github/CODEOWNERS", "* @host"],
    ]),
  );
  expect(ownersOf(both)!("a.py")).toBe("@host");
  expect(ownersOf(inMemoryInventory(new Map([["app.py", ""]])))).toBeUndefined();
});
