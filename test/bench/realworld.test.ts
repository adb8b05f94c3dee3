import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCases } from "../../bench/realworld/cases.mjs";
import { compare, deletedLines, heldAgainst, kindOf } from "../../bench/realworld/lines.mjs";
import { git } from "../../bench/realworld/repository.mjs";
import { runCase } from "../../bench/realworld/run.mjs";
import { lineOf, median, summaryOf } from "../../bench/realworld/summary.mjs";

const diff = (...lines: string[]) =>
  deletedLines(["diff --git a/a.py b/a.py", "--- a/a.py", "+++ b/a.py", "@@ -1,9 +1,9 @@", ...lines].join("\n"));

describe("lines that a removal takes away", () => {
  it("count as often as they go, without blank ones", () => {
    expect(compare(diff("-x = 1", "-", "-  x = 1", "-y = 2"), diff("-x = 1", "-z = 3"))).toEqual({ all: 3, both: 1 });
  });

  it("are not those that it only moves or indents", () => {
    expect(compare(diff("-    return 1", "+return 1"), diff("-return 1"))).toEqual({ all: 0, both: 0 });
  });

  it("may look like the head of a diff", () => {
    expect(compare(diff("--- a/b.sql", "+++ of all"), new Map())).toEqual({ all: 1, both: 0 });
  });

  it("of lock files and pictures are nobody's", () => {
    expect(deletedLines("diff --git a/uv.lock b/uv.lock\n--- a/uv.lock\n+++ b/uv.lock\n@@ -1 +0,0 @@\n-x")).toEqual(
      new Map(),
    );
  });

  it("are held against each other both ways", () => {
    const held = heldAgainst(diff("-a", "-b"), diff("-a", "-c", "-d"), { line: (line) => line !== "d" });
    expect(held).toEqual({ human: 2, tool: 2, recall: 0.5, precision: 0.5 });
    expect(heldAgainst(new Map(), new Map())).toMatchObject({ recall: undefined, precision: undefined });
  });

  it.each([
    ["app/main.py", "Python"],
    ["requirements-dev.txt", "configuration"],
    ["README.md", "documents"],
    ["a/page.html", "templates"],
    ["Dockerfile", "configuration"],
  ])("are of a kind: %s", (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });
});

it("a median is that of what is known", () => {
  expect(median([3, undefined, 1, 2])).toBe(2);
  expect(median([1, 2])).toBe(1.5);
  expect(median([undefined])).toBeUndefined();
});

describe("a case", () => {
  let work: string;
  let one: ReturnType<typeof readCases>[number];
  const settings = {
    seconds: 120,
    types: false,
    cli: fileURLToPath(new URL("../../dist/src/cli.js", import.meta.url)),
  };

  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), "unpick-realworld-"));
    const history = join(work, "someone+shop/repo");
    git(".", "init", "-q", "-b", "main", history);
    git(history, "config", "user.name", "Ada");
    git(history, "config", "user.email", "ada@example.org");
    const commit = (text: string) => {
      writeFileSync(join(history, "shop.py"), text);
      git(history, "add", ".");
      git(history, "commit", "-q", "-m", "change");
      return git(history, "rev-parse", "HEAD").trim();
    };
    const parent = commit(
      'import os\nimport acme\n\n\ndef pay(kind):\n    if kind == "acme":\n        return acme.pay(os.getcwd())\n    return 0\n',
    );
    const by = commit("import os\n\n\ndef pay(kind):\n    return 0\n");
    const table = join(work, "cases.tsv");
    writeFileSync(
      table,
      `id\trepo\tparent\tcommit\tterms\tsuccessor\tflags\texpect\na1\tsomeone/shop\t${parent}\t${by}\tacme\t\t\tremove\n`,
    );
    one = readCases(table)[0]!;
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it("is held against what people did, also in lines that do not name the target", () => {
    const result = runCase(one, { ...settings, repos: work, work });
    // People forgot the import that only the removed lines used.
    expect(result).toMatchObject({
      recall: 1,
      precision: 3 / 4,
      unnamed: undefined,
      kinds: { Python: { human: 3, tool: 4 } },
      python: { mentions: 3, review: 0 },
      syntax: [],
      broken: [],
      ruff: [],
      commits: 1,
    });
    expect(lineOf(result)).toContain("recall 1.00 (unnamed –), precision 0.75");
    expect(summaryOf([result])).toMatchObject({ failed: false });
  });

  it("that cannot be run says why, and one that fails makes the whole fail", () => {
    const away = runCase({ ...one, repo: "nobody/nothing" }, { ...settings, repos: work, work });
    expect(lineOf(away)).toBe("a1 nobody/nothing: skipped: no repository");
    expect(summaryOf([away]).failed).toBe(false);
    const late = runCase(one, { ...settings, repos: work, work, seconds: 0.01 });
    expect(late).toMatchObject({ crash: "no end in 0.01 s", recall: 0 });
    expect(summaryOf([late]).failed).toBe(true);
    expect(summaryOf([{ ...away, recall: 1, syntax: [], broken: [], ruff: ["a.py: F401"] }]).failed).toBe(true);
  });

  it("that the table does not have is asked for in vain", () => {
    expect(() => readCases(join(work, "cases.tsv"), ["a2"])).toThrow("has no case a2");
  });
});

it("the table of removals names each case once, by whole commits", () => {
  const cases = readCases(fileURLToPath(new URL("../../bench/removals.tsv", import.meta.url)));
  expect(new Set(cases.map((one) => one.id)).size).toBe(cases.length);
  for (const { repo, parent, commit, target } of cases) {
    expect([parent, commit].join(" ")).toMatch(/^[0-9a-f]{40} [0-9a-f]{40}$/);
    expect(repo).toMatch(/^[\w.-]+\/[\w.-]+$/);
    expect(target).not.toBe("");
  }
});
