import { expect, it } from "vitest";
import { HISTORY_GLOBS, isSymbolGlob, pathMatcher, symbolMatcher } from "../../src/target/globs.js";

it.each([
  [HISTORY_GLOBS, "app/migrations/0001_initial.py", true],
  [HISTORY_GLOBS, "migrations/0001_initial.py", true],
  [HISTORY_GLOBS, "CHANGELOG.md", true],
  [HISTORY_GLOBS, "docs/CHANGELOG", true],
  [HISTORY_GLOBS, "src/migrations.py", false],
  [["docs"], "docs/a/b.md", true],
  [["docs"], "docs", true],
  [["docs"], "docs2/a.md", false],
  [["./docs/"], "docs/a.md", true],
  [["*.md"], "README.md", true],
  [["*.md"], "docs/README.md", false],
  [["**/.env*"], ".env.example", true],
  [["**/.env*"], "deploy/.env", true],
  [["app/**", "!app/keep"], "app/keep/x.py", false],
  [["app/**", "!app/keep"], "app/x.py", true],
  [["!app"], "lib/x.py", false],
  [["app copy (1).py"], "app copy (1).py", true],
  [["."], "any/where", true],
  [[], "any/where", false],
])("%j on %s: %s", (globs, path, expected) => {
  expect(pathMatcher(globs)(path)).toBe(expected);
});

it("tells symbols from paths", () => {
  expect(["py:app.py#a", "env:X", "docs/**", "C:\\x", "a.py"].filter(isSymbolGlob)).toEqual(["py:app.py#a", "env:X"]);
  const matches = symbolMatcher(["py:app.py#Shim", "env:OLLAMA_*", "docs/**"]);
  expect(matches("py:app.py#Shim")).toBe(true);
  expect(matches("py:app.py#Shim.method")).toBe(true);
  expect(matches("py:app.py#Shimmer")).toBe(false);
  expect(matches("env:OLLAMA_HOST")).toBe(true);
  expect(matches("docs/x")).toBe(false);
});
