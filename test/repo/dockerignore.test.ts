import { describe, expect, test } from "vitest";
import { readDockerIgnore } from "../../src/repo/dockerignore.js";

const excluded = (text: string, paths: string[]) => {
  const ignore = readDockerIgnore(text);
  expect(ignore.faults).toEqual([]);
  return paths.filter((path) => ignore.excludes(path));
};

// The examples of https://docs.docker.com/build/concepts/context/#dockerignore-files
describe("a .dockerignore", () => {
  test("starts at the top of the context: */temp* is one folder down, temp? at the top", () => {
    const paths = ["temporary.txt", "somedir/temporary.txt", "somedir/temp", "somedir/subdir/temporary.txt"];
    expect(excluded("# comment\n*/temp*\n", paths)).toEqual(["somedir/temporary.txt", "somedir/temp"]);
    expect(excluded("*/*/temp*", paths)).toEqual(["somedir/subdir/temporary.txt"]);
    expect(excluded("temp?", ["tempa", "tempb", "temp", "a/tempa", "tempab"])).toEqual(["tempa", "tempb"]);
  });

  test("reaches every depth with ** alone, where git would with a plain name", () => {
    const paths = ["a.pyc", "app/a.pyc", "app/__pycache__/a.pyc", "__pycache__/b", "app/a.py"];
    expect(excluded("*.pyc", paths)).toEqual(["a.pyc"]);
    expect(excluded("**/*.pyc", paths)).toEqual(paths.slice(0, 3));
    expect(excluded("__pycache__", paths)).toEqual(["__pycache__/b"]);
    expect(excluded("**/__pycache__", paths)).toEqual(["app/__pycache__/a.pyc", "__pycache__/b"]);
    expect(excluded("app/**", paths)).toEqual(["app/a.pyc", "app/__pycache__/a.pyc", "app/a.py"]);
  });

  test("takes a folder with all in it, with and without slashes at its ends", () => {
    for (const line of ["venv", "/venv", "venv/", "./venv", " venv ", "lib/../venv"])
      expect(excluded(line, ["venv", "venv/lib/x.py", "venv2/x", "app/venv/x"]), line).toEqual([
        "venv",
        "venv/lib/x.py",
      ]);
  });

  test("lets the last line that matches decide, in folders that are left out too", () => {
    const paths = ["README.md", "README-secret.md", "notes.md", "docs/a.md"];
    expect(excluded("*.md\n!README.md", paths)).toEqual(["README-secret.md", "notes.md"]);
    expect(excluded("*.md\n!README*.md\nREADME-secret.md", paths)).toEqual(["README-secret.md", "notes.md"]);
    expect(excluded("*.md\nREADME-secret.md\n!README*.md", paths)).toEqual(["notes.md"]);
    expect(excluded("docs\n!docs/a.md", ["docs/a.md", "docs/b.md"])).toEqual(["docs/b.md"]);
    expect(excluded("*\n!app\n", ["app/a.py", "venv/x", ".git/config"])).toEqual(["venv/x", ".git/config"]);
  });

  test("keeps signs of expressions what they are, and hidden files no exception", () => {
    expect(excluded("a+b(1).txt\n*.db", ["a+b(1).txt", "aab1.txt", "users.db", ".db", "xdb"])).toEqual([
      "a+b(1).txt",
      "users.db",
      ".db",
    ]);
    expect(excluded(" #not a comment", ["#not a comment"])).toEqual(["#not a comment"]);
  });

  test("tells lines that Docker refuses", () => {
    expect(readDockerIgnore("ok\n!\n[a\nb\\\n").faults).toEqual([
      { line: 2, text: "!" },
      { line: 3, text: "[a" },
      { line: 4, text: "b\\" },
    ]);
  });

  test("says whether folders that are left out must be looked into", () => {
    expect(readDockerIgnore("venv").takesBack).toBe(false);
    expect(readDockerIgnore("venv\n!venv/keep").takesBack).toBe(true);
  });
});
