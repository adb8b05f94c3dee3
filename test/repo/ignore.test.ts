import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ignoredPart, ignoreRules, isIgnored } from "../../src/repo/ignore.js";

let folder: string;

const git = (args: string[], input?: string) =>
  execFileSync("git", ["-c", "core.excludesFile=", ...args], {
    cwd: folder,
    input,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
  }).toString();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "unpick-ignore-"));
  git(["init", "--quiet", "--template="]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Paths that git itself leaves out under an ignore file. */
function ignoredByGit(text: string, paths: readonly string[]): string[] {
  writeFileSync(join(folder, ".gitignore"), text);
  try {
    return git(["check-ignore", "--no-index", "--stdin", "-z"], paths.map((path) => `${path}\0`).join(""))
      .split("\0")
      .filter(Boolean);
  } catch (error) {
    // Exit 1: none of them.
    if ((error as { status?: number }).status === 1) return [];
    throw error;
  }
}

const ignoredByUs = (text: string, paths: readonly string[]) => {
  const rules = ignoreRules({ folder: "", text });
  return paths.filter((path) => isIgnored(rules, path));
};

const PATHS = [
  "a",
  "b",
  "ab",
  "a.log",
  "a/b",
  "a/b/c",
  "b/a",
  "b/a.log",
  "ab/a/b",
  "a b",
  "a/a/a.log",
  ".env",
  "x/.env",
];

describe("rules of ignore files", () => {
  it.each([
    "a/\n!a/b\n",
    "*.log\n!b/*.log\n",
    "/a\n",
    "a/b\n",
    "**/b\n",
    "a/**\n!a/b/\n",
    "a/**/c\n",
    "*\n!a\n",
    "?\n",
    "[ab]\n",
    "[!a]\n",
    "[a-b]b\n",
    "\\!a\n\\#a\n",
    "a b\na\\ b \n",
    "# a\n\n  \n!a\n",
    "\ufeffa\r\n",
    ".env\n",
    "[[:alpha:]]\n",
    "a[\n",
  ])("mean what git takes them for: %j", (text) => {
    expect(ignoredByUs(text, PATHS)).toEqual(ignoredByGit(text, PATHS));
  });

  it("mean the same in any combination", () => {
    const part = fc.constantFrom("a", "b", "ab", "*", "**", "?", "[ab]", "*.log", "a*");
    const pattern = fc
      .tuple(fc.boolean(), fc.boolean(), fc.array(part, { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([negated, rooted, parts, folderOnly]) =>
        [negated ? "!" : "", rooted ? "/" : "", parts.join("/"), folderOnly ? "/" : ""].join(""),
      );
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 5 }), (lines) => {
        const text = `${lines.join("\n")}\n`;
        expect(ignoredByUs(text, PATHS)).toEqual(ignoredByGit(text, PATHS));
      }),
      { numRuns: 60 },
    );
  });

  it("of a folder count below it alone", () => {
    const rules = [
      ...ignoreRules({ folder: "", text: "*.log" }),
      ...ignoreRules({ folder: "web/", text: "!*.log\n/x" }),
    ];
    expect(["a.log", "web/a.log", "x", "web/x", "web/y/x"].filter((path) => isIgnored(rules, path))).toEqual([
      "a.log",
      "web/x",
    ]);
    expect(ignoredPart(ignoreRules({ folder: "", text: "b/" }), "a/b/c/d")).toBe("a/b/");
  });
});
