import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ignoreRules, isIgnored } from "../../../src/repo/ignore.js";
import { findFaults } from "../../../src/repo/ignore-faults.js";
import { inMemoryInventory } from "../../../src/repo/memory.js";
import { applyEdits } from "../../../src/syntax/edits.js";
import { protectingExceptions } from "../../../transforms/gitignore/exceptions.js";
import gitignore from "../../../transforms/gitignore/index.js";

const mended = (text: string, tracked: string[] = []) =>
  applyEdits(
    text,
    findFaults(text, (path) => tracked.includes(path)),
  );

/** Text of the ignore file at the top after the clean-up, without the part about data. */
function result(files: Record<string, string>): string {
  const proposals = gitignore.propose!(inMemoryInventory(files));
  return (
    proposals.find((one) => one.path === ".gitignore" && one.action === "write" && !one.data)?.content ??
    files[".gitignore"] ??
    ""
  );
}

describe("fused lines", () => {
  it.each([
    ["myenv/.env\n", "myenv/\n.env\n"],
    [".env.env\n", ".env\n"],
    ["*.pyc__pycache__/\n", "*.pyc\n__pycache__/\n"],
    ["venv/.env.DS_Store\n", "venv/\n.env\n.DS_Store\n"],
    ["venv/.env", "venv/\n.env"],
    ["venv/.env\r\n*.log\r\n", "venv/\r\n.env\r\n*.log\r\n"],
    ["a\n.env\n.env", "a\n.env"],
  ])("become what was meant: %j", (before, after) => expect(mended(before)).toBe(after));

  it.each([
    "frontend/.env\n",
    "config/.env.local\n",
    ".env.production\n",
    ".env*.local\n",
    ".env*.log\n",
    "frontend/node_modules/\n",
    "build/*.log\n",
    ".vscode/settings.json\n",
    "venv\\ /.env\n",
    "# venv/.env\n",
    "!venv/.env\n",
  ])("are no other ones: %j", (text) => expect(mended(text)).toBe(text));

  it("are not paths that are in the tree", () => {
    expect(mended("myenv/.env\n", ["myenv/.env"])).toBe("myenv/.env\n");
    expect(mended("myenv/.env\n", ["myenv/"])).toBe("myenv/.env\n");
  });
});

const line = fc.constantFrom(
  "venv/",
  ".env",
  "*.log",
  "!keep.log",
  "# words",
  "",
  "build/",
  "frontend/.env",
  "myenv/.env",
  ".env.env",
  "*.py[cod]__pycache__/",
  "  ",
  "data/*.db",
);
const textOf = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.boolean(), fc.boolean())
  .map(([lines, ending, hasMark, hasEnd]) => (hasMark ? "\ufeff" : "") + lines.join(ending) + (hasEnd ? ending : ""));

describe("any ignore file", () => {
  it("keeps every byte outside of its faults, for any of them that are mended", () => {
    fc.assert(
      fc.property(textOf, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (text, chosen) => {
        const faults = findFaults(text, () => false).filter((_, index) => chosen[index]);
        const after = applyEdits(text, faults);
        let at = 0;
        for (const fault of [...faults].sort((a, b) => a.start - b.start)) {
          const before = text.slice(at, fault.start);
          expect(after.includes(before)).toBe(true);
          at = fault.end;
        }
        expect(after.endsWith(text.slice(at))).toBe(true);
        expect(after.includes("\r\n")).toBe(after.includes("\n") && text.includes("\r\n"));
      }),
    );
  });

  it("is mended once: a second time finds nothing, and nothing that was left out comes back", () => {
    fc.assert(
      fc.property(textOf, (text) => {
        const files = {
          ".gitignore": text,
          "app.log": "x",
          "a/__pycache__/x.pyc": "x",
          "users.db": "x",
          "app.py": "x",
        };
        const once = result(files);
        expect(result({ ...files, ".gitignore": once })).toBe(once);
        const before = ignoreRules({ folder: "", text: mended(text) });
        const after = ignoreRules({ folder: "", text: once });
        for (const path of ["venv/a", ".env", "b.log", "keep.log", "build/x", "data/x.db", "frontend/.env"])
          expect(!isIgnored(before, path) || isIgnored(after, path), path).toBe(true);
        for (const path of ["a/__pycache__/x.pyc", "users.db", "app.log"])
          expect(isIgnored(after, path), path).toBe(true);
        expect(isIgnored(after, "app.py")).toBe(false);
      }),
    );
  });
});

describe("data that leaves the tree", () => {
  it("is not ignored any more, whatever hid it", () => {
    const rules = ignoreRules({ folder: "", text: "*.db\ndata/\nuploads/**\n/a[1]/\n" });
    const paths = ["users.db", "data/x/y.bin", "uploads/a/b.txt", "a1/x.db", "free.txt"];
    const { lines, ignored } = protectingExceptions(rules, [], paths);
    const after = [...rules, ...ignoreRules({ folder: "", text: lines.join("\n") })];
    expect(ignored).toEqual([]);
    expect(paths.filter((path) => isIgnored(after, path))).toEqual([]);
    expect(isIgnored(after, "other.db")).toBe(true);
  });

  it("stays tracked where an ignore file below hides it all the same", () => {
    const below = ignoreRules({ folder: "uploads/", text: "*\n" });
    expect(protectingExceptions([], below, ["uploads/a.txt"])).toEqual({ lines: [], ignored: ["uploads/a.txt"] });
  });
});
