// The peers' test suites, read from bare repositories, as cases: a text before and what the peer makes of it.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { anchored } from "./anchor.mjs";
import { localCases } from "./locals.mjs";
import { repaired } from "./ruff.mjs";

const FIXTURES = "crates/ruff_linter/resources/test/fixtures/pyflakes";
const LIBCST = "libcst/codemod";

/**
 * All cases: `{ suite, name, before, after }`; `unavailable` instead of the texts says why there is nothing to compare.
 * A local variable's case has `base` too, the text with its probe in it.
 * @throws Error if a repository is missing
 */
export function readCases(folder) {
  const of = (name) => {
    const repository = join(folder, name, "repo");
    if (!existsSync(repository))
      throw new Error(`${repository} is missing: clone the peer there with git clone --bare`);
    return repository;
  };
  return [
    ...ruffCases(of("astral-sh+ruff")),
    ...pairedFiles(of("hakancelikdev+unimport")),
    ...testCases(of("PyCQA+autoflake"), "autoflake", "test_autoflake.py"),
    ...testCases(
      of("Instagram+LibCST"),
      "LibCST remove_unused_imports",
      `${LIBCST}/commands/tests/test_remove_unused_imports.py`,
    ),
    ...testCases(of("Instagram+LibCST"), "LibCST remove_imports", `${LIBCST}/visitors/tests/test_remove_imports.py`),
    ...testCases(
      of("Instagram+LibCST"),
      "LibCST gather_unused_imports",
      `${LIBCST}/visitors/tests/test_gather_unused_imports.py`,
    ),
  ];
}

const git = (repository, ...words) =>
  execFileSync("git", ["-C", repository, ...words], { encoding: "utf8", maxBuffer: 1 << 28 });
const filesIn = (repository, path) =>
  git(repository, "ls-tree", "-r", "--name-only", "HEAD", `${path}/`).split("\n").filter(Boolean);
const show = (repository, path) => git(repository, "show", `HEAD:${path}`);

function ruffCases(repository) {
  return filesIn(repository, FIXTURES).flatMap((path) => {
    const rule = /\/(F401|F811|F821|F841)\b|\/(F401|F811|F821|F841)_/.exec(path)?.slice(1).find(Boolean);
    const name = path.slice(FIXTURES.length + 1);
    const suite = `ruff ${rule}`;
    if (!rule) return [];
    if (!/\.py$/.test(path))
      return [{ suite, name, unavailable: "a notebook or stub, which ruff's module does not read as one" }];
    if (/__init__\.py$/.test(path))
      return [{ suite, name, unavailable: "a package's interface: what __init__ imports is never swept" }];
    const written = show(repository, path);
    if (rule === "F841") return localCases(suite, name, written);
    const before = anchored(written);
    return [{ suite, name, before, after: repaired(before, ["F401"]) }];
  });
}

function pairedFiles(repository) {
  const folder = "tests/cases/source";
  return filesIn(repository, folder).map((path) => {
    const name = path.slice(folder.length + 1);
    return {
      suite: "unimport",
      name,
      before: show(repository, path),
      after: show(repository, `tests/cases/refactor/${name}`),
    };
  });
}

function testCases(repository, suite, path) {
  const script = fileURLToPath(new URL("pairs.py", import.meta.url));
  const tests = JSON.parse(execFileSync("python3", [script], { input: show(repository, path), encoding: "utf8" }));
  return tests.flatMap(({ test, pairs }) => {
    if (pairs.length === 0) return [{ suite, name: test, unavailable: "its test has no text before and after" }];
    return pairs.map((pair, index) => ({
      suite,
      name: pairs.length > 1 ? `${test} ${index + 1}` : test,
      ...(pair.unused ? { before: pair.before, unused: pair.unused } : pair),
    }));
  });
}
