import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { FileChange } from "../../src/report/change.js";
import { drawPatch, patchName } from "../../src/report/patch.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function change(path: string, before: string | null, after: string | null, rest: Partial<FileChange> = {}): FileChange {
  return { path, mode: "100644", encoding: "utf8", before, after, base: before, ...rest };
}

/** Applies a patch with git to the files as they were, and gives the folder. */
function applied(changes: FileChange[], args: string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), "unpick-patch-"));
  folders.push(folder);
  execFileSync("git", ["init", "--quiet", folder]);
  for (const file of changes) {
    if (file.before === null) continue;
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), Buffer.from(file.before, file.encoding));
  }
  execFileSync("git", ["apply", ...args, "-"], {
    cwd: folder,
    input: drawPatch(changes),
    stdio: ["pipe", "pipe", "pipe"],
  });
  return folder;
}

function expectResult(changes: FileChange[]): void {
  const folder = applied(changes);
  for (const file of changes) {
    const path = join(folder, file.path);
    if (file.after === null) expect(existsSync(path)).toBe(false);
    else expect(readFileSync(path)).toEqual(Buffer.from(file.after, file.encoding));
  }
}

describe("drawPatch", () => {
  test("names both sides, the range and the lines", () => {
    const patch = drawPatch([change("app.py", "a\nb\nc\n", "a\nc\n")]).toString();
    expect(patch).toBe("diff --git a/app.py b/app.py\n--- a/app.py\n+++ b/app.py\n@@ -1,3 +1,2 @@\n a\n-b\n c\n");
  });

  test("git applies changes, deletions and new files", () => {
    expectResult([
      change("app.py", "one\ntwo\nthree\nfour\n", "one\nthree\nfive\n"),
      change("gone.py", "x = 1\n", null),
      change("sub/new.txt", null, "hello\n"),
      change("run.sh", "#!/bin/sh\necho ollama\n", "#!/bin/sh\n", { mode: "100755" }),
    ]);
  });

  test("git applies texts without a final newline, on either side", () => {
    expectResult([
      change("before.txt", "a\nb", "a\n"),
      change("after.txt", "a\nb\n", "a"),
      change("both.txt", "a\nb\nc", "a\nc"),
      change("gone.txt", "only", null),
    ]);
  });

  test("git applies carriage returns, a byte order mark, form feeds and odd separators as they are", () => {
    expectResult([
      change("crlf.py", "a\r\nb\r\nc\r\n", "a\r\nc\r\n"),
      change("bom.py", "\ufeffa\nb\n", "\ufeffa\n"),
      change("mixed.txt", "a\rb\n\fc\u2028d\ne\n", "\fc\u2028d\ne\n"),
    ]);
  });

  test("git applies a file that is not UTF-8", () => {
    expectResult([change("latin.txt", "caf\xe9\nweg\n", "caf\xe9\n", { encoding: "latin1" })]);
  });

  test("git applies odd names", () => {
    const names = [
      "with space.txt",
      "tab\there.txt",
      'quote".txt',
      "back\\slash.txt",
      "new\nline.txt",
      "ümlaut 日本.txt",
    ];
    expectResult(names.map((name) => change(name, "a\nb\n", "b\n")));
    expectResult(names.map((name) => change(`gone/${name}`, "a\n", null)));
  });

  test("git deletes an empty file and a file that is not text", () => {
    const folder = applied([change("empty.py", "", null)]);
    expect(existsSync(join(folder, "empty.py"))).toBe(false);
    const bytes = Buffer.from([0, 1, 2, 255, 0]);
    const oid = execFileSync("git", ["hash-object", "--stdin"], { cwd: folder, input: bytes }).toString().trim();
    writeFileSync(join(folder, "data.bin"), bytes);
    const patch = drawPatch([change("data.bin", null, null, { base: null, binary: oid })]);
    execFileSync("git", ["apply", "-"], { cwd: folder, input: patch });
    expect(existsSync(join(folder, "data.bin"))).toBe(false);
  });

  test("an unchanged file is left out", () => {
    expect(drawPatch([change("same.txt", "a\n", "a\n")]).toString()).toBe("");
  });

  test("a name that is no UTF-8 is written in octal", () => {
    expect(patchName("a/caf\udce9")).toBe('"a/caf\\351"');
  });

  test("any two texts: git turns the one into the other", () => {
    const line = fc.constantFrom("", "x", "  x", "}", "\r", "def f():", "\t", "ü");
    const text = fc
      .tuple(fc.array(line, { maxLength: 14 }), fc.boolean())
      .map(([lines, end]) => lines.join("\n") + (end && lines.length > 0 ? "\n" : ""));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 8, maxLength: 8 }), (pairs) => {
        const changes = pairs.map(([before, after], index) => change(`f${index}.txt`, before, after));
        if (changes.some((file) => file.before !== file.after)) expectResult(changes);
      }),
      { numRuns: 12 },
    );
  });
});
