import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { materialise } from "../../scripts/fixture.mjs";
import type { ScanDocument, ScanPath } from "../../src/report/scan-document.js";
import { schemaFaults } from "../report/schema.js";
import {
  checkoutState,
  commitAll,
  git,
  makeFolder,
  makeRepository,
  removeFolders,
  run,
  writeFiles,
} from "./support.js";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
afterAll(removeFolders);

/** Runs `scan --json`, holds the output against the schema and gives it. */
async function scan(folder: string, ...words: string[]): Promise<ScanDocument> {
  const ran = await run(folder, ["scan", ...words, "--json"]);
  expect(ran).toMatchObject({ exitCode: 0, notes: [] });
  const document = JSON.parse(ran.output) as ScanDocument;
  expect(schemaFaults("scan", document)).toEqual([]);
  return document;
}

const pathOf = (document: ScanDocument, path: string): ScanPath =>
  document.size.paths.find((one) => one.path === path)!;

/** Every file of git's own folder with its content: nothing may come, go or change. */
function gitFolder(folder: string): string {
  return readdirSync(join(folder, ".git"), { recursive: true, withFileTypes: true, encoding: "utf8" })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name} ${readFileSync(join(entry.parentPath, entry.name), "base64")}`)
    .sort()
    .join("\n");
}

describe("scan of the chatbot", () => {
  let folder: string;
  let document: ScanDocument;

  beforeAll(async () => {
    folder = makeFolder();
    await materialise("chatbot", folder);
    const before = [checkoutState(folder), gitFolder(folder)];
    document = await scan(folder, "ollama");
    expect([checkoutState(folder), gitFolder(folder)]).toEqual(before);
  });

  test("counts lines as git grep does, and mentions as the plan does", async () => {
    const { target } = document;
    expect(target!.lines).toBe(git(folder, "grep", "-Ii", "ollama").split("\n").length);
    const plan = JSON.parse((await run(folder, ["plan", "ollama", "--json"])).output) as {
      totals: { mentions: { all: number } };
    };
    expect(target!.mentions).toBe(plan.totals.mentions.all);
    const kinds = Object.values(target!.byKind).reduce((sum, number) => sum + number, 0);
    expect([kinds, target!.byPath.reduce((sum, { mentions }) => sum + mentions, 0)]).toEqual([
      target!.mentions,
      target!.mentions,
    ]);
  });

  test("gives every entry at the top of the tree a size, a class and a decision, db/ included", () => {
    const names = readdirSync(folder).filter((name) => name !== ".git");
    expect(document.size.paths.map(({ path }) => path).sort()).toEqual(names.sort());
    for (const path of document.size.paths) {
      expect(path.decision, path.path).toBeTruthy();
      expect(path.reason, path.path).toBeTruthy();
      expect(path.class, path.path).not.toBe("other");
    }
    expect(pathOf(document, "db")).toMatchObject({ decision: "move", class: "user data", tracked: true });
    expect(pathOf(document, "venv")).toMatchObject({ decision: "ignore", class: "environment", tracked: false });
    expect(pathOf(document, "uploads")).toMatchObject({ decision: "move", class: "uploads" });
    expect(pathOf(document, "archive")).toMatchObject({ decision: "delete", class: "archive" });
    expect(pathOf(document, "app.log")).toMatchObject({ decision: "untrack", class: "log" });
    expect(pathOf(document, ".env")).toMatchObject({ decision: "ignore", class: "secrets", tracked: false });
  });

  test("decides as the clean-ups do: what stays keeps, what they take away goes", async () => {
    // In a clone, which knows of no earlier plan.
    const clone = join(makeFolder(), "clone");
    git(folder, "clone", "--quiet", folder, clone);
    const plan = JSON.parse((await run(clone, ["plan", "--cleanup", "--json"])).output) as {
      steps: { files: { path: string; status: string }[] }[];
    };
    const gone = plan.steps.flatMap(({ files }) => files.filter(({ status }) => status === "deleted"));
    const decided = (decisions: string[]) =>
      document.size.paths
        .flatMap(({ parts }) => parts)
        .filter((part) => part.tracked && decisions.includes(part.decision))
        .reduce((sum, { files }) => sum + files, 0);
    expect(decided(["delete", "untrack"])).toBe(gone.length);
    for (const path of ["app.py", "templates", "static", "services", "tests", "docs", "requirements.txt"])
      expect(pathOf(document, path).decision, path).toBe("keep");
    const total = document.size.paths.reduce((sum, { files }) => sum + files, 0);
    expect(total - decided(["delete", "untrack", "keep", "move"])).toBe(
      document.size.paths.filter(({ tracked }) => tracked === false).reduce((sum, { files }) => sum + files, 0),
    );
  });

  test("weighs tracked files by git's tree and all others by the disk", () => {
    const sizes = git(folder, "ls-tree", "-r", "-l", "HEAD", "db", "models")
      .split("\n")
      .map((line) => Number(line.split(/\s+/)[3]));
    expect(pathOf(document, "db").bytes + pathOf(document, "models").bytes).toBe(sizes.reduce((a, b) => a + b, 0));
    expect(pathOf(document, ".env").bytes).toBe(readFileSync(join(folder, ".env")).length);
    expect(pathOf(document, "venv").bytes).toBeGreaterThan(30_000_000);
  });

  test("tells what is asked for from what is only pinned", () => {
    const { dependencies } = document;
    expect(dependencies).toMatchObject({ source: "venv", packages: 159, missing: [], misplaced: [] });
    expect(dependencies.sources).toEqual([
      {
        kind: "environment",
        path: "venv",
        packages: 159,
        requirementsKnown: true,
        unknown: { download: 159, installed: 0 },
      },
    ]);
    expect(dependencies.target).toEqual({ python: "3.11", machine: "x86_64", libc: "glibc 2.36", from: "venv" });
    const rows = dependencies.requirements.filter(({ file }) => file === "requirements.txt");
    const row = (name: string) => rows.find((one) => one.name === name)!;
    const line = readFileSync(join(folder, "requirements.txt"), "utf8").split("\n").indexOf("Flask==3.1.0") + 1;
    expect(row("Flask")).toMatchObject({ kind: "root", standing: "root", line, specifier: "==3.1.0" });
    expect(row("Flask").usedBy).toContain("import app.py:5");
    expect(row("gunicorn").usedBy).toEqual(["named Dockerfile:12"]);
    // No file imports it; a class of another package does when it is made.
    expect(row("sentence-transformers")).toMatchObject({ standing: "root", uses: [{ kind: "symbol" }] });
    expect(row("sentence-transformers").usedBy[0]).toMatch(
      /^HuggingFaceEmbeddings services\/vector_store\.py:\d+ \(needs sentence-transformers: langchain-community, /,
    );
    expect(row("torch")).toMatchObject({ kind: "frozen", standing: "frozen", usedBy: [], version: "2.7.1" });
    // The environment has no sizes of downloads; on disk it has, and torch retains what CUDA brings.
    expect(row("torch").retained).toMatchObject({ packages: 18, download: null });
    expect(row("torch").retained!.installed).toBeGreaterThan(row("torch").retained!.packages * 6000);
    expect(row("torch").ifRemoved).toEqual({
      saves: { packages: 0, download: 0, installed: 0, unknown: { download: 0, installed: 0 } },
      heldBy: 1,
      comesBackThrough: [["sentence-transformers", "torch"]],
    });
    expect(dependencies.bytes.download).toBeNull();
    expect(dependencies.bytes.installed).toBeLessThan(pathOf(document, "venv").bytes);
  });

  test("says what is wrong with the ignore file, line by line", () => {
    const { faults, missing, trackedButIgnored } = document.ignore;
    expect(faults.map(({ line, fault, text }) => [line, fault, text])).toEqual([
      [2, "fused", "myenv/.env"],
      [3, "fused", ".env.env"],
      [4, "duplicate", ".env"],
      [5, "duplicate", ".env"],
    ]);
    const entries = new Map(missing.map(({ entry, class: kind }) => [entry, kind]));
    expect(entries.get("__pycache__/")).toBe("bytecode");
    for (const entry of ["*.log", "*.db", "chroma_db/", "uploads/", "backups/", "archive/"])
      expect(entries.has(entry), entry).toBe(true);
    expect(entries.has("venv/")).toBe(false);
    expect(trackedButIgnored).toEqual([]);
  });

  test("is drawn in 80 columns, tells what it leaves out, and ends with what to do", async () => {
    const { output } = await run(folder, ["scan", "ollama"]);
    const table = output.slice(output.indexOf("Size"), output.indexOf("History"));
    for (const line of table.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(table).toMatch(/db\/ +[\d.]+ KB +\d+% +yes +user data +move/);
    expect(output).toContain("more: unpick scan ollama --all");
    expect(output.trimEnd().split("\n").at(-1)).toBe("Next: unpick plan ollama --cleanup");
    const whole = (await run(folder, ["scan", "ollama", "--all"])).output;
    expect(whole).not.toContain("more: unpick scan");
    for (const { path } of document.size.paths) expect(whole).toContain(path);
  });

  test("gives the same from a subfolder and on a detached head", async () => {
    git(folder, "checkout", "--quiet", "--detach");
    // A build context holds git's own folder, where a checkout leaves a line: images are compared without their bytes.
    const shown = (one: ScanDocument) => ({
      ...one,
      ledgers: { ...one.ledgers, images: one.ledgers.images.map(({ dockerfile, context }) => [dockerfile, context]) },
    });
    expect(shown(await scan(join(folder, "services"), "ollama"))).toEqual(shown(document));
    git(folder, "checkout", "--quiet", "main");
  });
});

describe("scan", () => {
  test("needs no target, and takes the only one of unpick.yaml", async () => {
    const folder = makeRepository({ "app.py": "x = 'ollama'\n" });
    expect((await scan(folder)).target).toBeNull();
    expect((await run(folder, ["scan"])).output).toContain("Next: unpick scan NAME");
    writeFiles(folder, { "unpick.yaml": "targets:\n  ollama: {}\n" });
    expect((await scan(folder)).target).toMatchObject({ name: "ollama", mentions: 1, lines: 1, byKind: { py: 1 } });
    writeFiles(folder, { "unpick.yaml": "targets:\n  ollama: {}\n  hipchat: {}\n" });
    const several = await scan(folder);
    expect(several.target).toBeNull();
    expect(several.notes.join("\n")).toContain("name one of ollama, hipchat");
  });

  test("of a repository without commits is refused with a way on", async () => {
    const folder = makeFolder();
    git(folder, "init", "--quiet");
    expect(await run(folder, ["scan"])).toMatchObject({ exitCode: 2, error: expect.stringContaining("no commits") });
  });

  test("of a bare clone weighs the tracked files and says so", async () => {
    const folder = makeRepository({ "app.py": "x = 1\n", "data/big.bin": Buffer.alloc(5000) });
    const bare = join(makeFolder(), "bare.git");
    git(folder, "clone", "--quiet", "--bare", folder, bare);
    const document = await scan(bare);
    expect(document.size.paths.map(({ path, bytes, tracked }) => [path, bytes, tracked])).toEqual([
      ["data", 5000, true],
      ["app.py", 6, true],
    ]);
    expect(document.notes.join("\n")).toContain("bare repository");
  });

  test("never follows a link, and goes on after a folder that it may not read", async () => {
    const outside = makeFolder();
    writeFiles(outside, { "huge.bin": Buffer.alloc(100_000) });
    const folder = makeRepository({ "app.py": "x = 1\n", ".gitignore": "locked/\nlink*\n" });
    symlinkSync(outside, join(folder, "link-out"));
    symlinkSync(folder, join(folder, "link-round"));
    mkdirSync(join(folder, "locked/inner"), { recursive: true });
    writeFileSync(join(folder, "locked/inner/a.txt"), "a");
    chmodSync(join(folder, "locked/inner"), 0o000);
    try {
      const document = await scan(folder);
      expect(pathOf(document, "link-out")).toMatchObject({ kind: "link", files: 1, decision: "ignore" });
      expect(document.size.bytes).toBeLessThan(50_000);
      // The superuser may read everything.
      if (process.getuid?.() !== 0) expect(document.notes.join("\n")).toContain("locked/inner");
    } finally {
      chmodSync(join(folder, "locked/inner"), 0o755);
    }
  });

  test("tells folders that git holds in part, and says of each rest what to do", async () => {
    const folder = makeRepository({ "app/main.py": "x = 1\n", ".gitignore": "*.secret\ndist/\n" });
    writeFiles(folder, {
      "dist/main.py": "x = 1\n",
      "app/notes.py": "y = 2\n",
      "app/key.secret": "k",
      "app/__pycache__/main.pyc": "bytes",
      "data.sqlite3": "rows",
      "old.bak": "x",
      "env2/pyvenv.cfg": "home = /usr\n",
      "env2/lib/a.py": "import os\n",
    });
    mkdirSync(join(folder, "empty"));
    const document = await scan(folder);
    const app = pathOf(document, "app");
    expect(app).toMatchObject({ tracked: "partly", class: "source", decision: "keep", files: 4 });
    const decisions = new Map(app.parts.map(({ example, decision }) => [example, decision]));
    expect(Object.fromEntries(decisions)).toEqual({
      "app/main.py": "keep",
      "app/notes.py": "review",
      "app/key.secret": "ignore",
      "app/__pycache__/main.pyc": "ignore",
    });
    expect(pathOf(document, "data.sqlite3")).toMatchObject({ tracked: false, class: "database", decision: "move" });
    expect(pathOf(document, "dist")).toMatchObject({ tracked: false, class: "build output", decision: "ignore" });
    expect(pathOf(document, "old.bak")).toMatchObject({ decision: "review" });
    expect(pathOf(document, "env2")).toMatchObject({ class: "environment", decision: "ignore", files: 2 });
    expect(pathOf(document, "env2").reason).toContain("not in .gitignore yet");
    expect(pathOf(document, "empty")).toMatchObject({ files: 0, bytes: 0, decision: "ignore" });
    expect(document.ignore.missing.map(({ entry }) => entry)).toEqual(
      expect.arrayContaining(["env2/", "__pycache__/", "*.sqlite3"]),
    );
  });

  test("does not call a folder an environment if git holds files of it", async () => {
    const folder = makeRepository({ "tests/env/pyvenv.cfg": "home = /usr\n", "tests/env/a.py": "x = 1\n" });
    expect(pathOf(await scan(folder), "tests")).toMatchObject({ tracked: true, decision: "keep", class: "tests" });
  });

  test("names tracked files that an ignore file leaves out as git does", async () => {
    const folder = makeRepository({
      "app.py": "x = 1\n",
      "data/a.csv": "1\n",
      "data/keep.csv": "2\n",
      "logs/x.log": "l\n",
    });
    writeFiles(folder, { ".gitignore": "data/*\n!data/keep.csv\n*.log\n" });
    commitAll(folder, "Second");
    const { trackedButIgnored } = (await scan(folder)).ignore;
    const known = git(folder, "ls-files", "--cached", "--ignored", "--exclude-standard").split("\n");
    expect(trackedButIgnored).toEqual(known);
    expect(trackedButIgnored).not.toContain("data/keep.csv");
  });

  test("finds what weighs in the history and has left the tree", async () => {
    const folder = makeRepository({ "app.py": "x = 1\n", "dump\nof.sql": Buffer.alloc(20_000, "a") });
    git(folder, "rm", "--quiet", "--cached", "dump\nof.sql");
    writeFiles(folder, { ".gitignore": "dump*\n" });
    commitAll(folder, "Second");
    const { git: history } = (await scan(folder)).size;
    expect(history.biggest[0]).toMatchObject({ bytes: 20_000, inTree: false });
    expect(history.biggest[0]!.path).toMatch(/^dump/);
    expect(history.biggest.find(({ path }) => path === "app.py")).toMatchObject({ inTree: true });
    expect(history.pack + history.loose).toBeGreaterThan(0);
  });

  test("escapes what a terminal would obey, in both forms", async () => {
    const folder = makeRepository({ "a\u001b[2Jb/x.py": "ollama = 1\n", "requirements.txt": "fl\u202eask\n" });
    for (const words of [
      ["scan", "ollama"],
      ["scan", "ollama", "--json"],
      ["scan", "--all"],
    ]) {
      const { output } = await run(folder, words);
      for (const character of ["\u001b", "\u202e"]) expect(output).not.toContain(character);
    }
    expect((await run(folder, ["scan"])).output).toContain("\\x1b[2J");
  });

  test("calls unused only what somebody asked for, and missing only what no list names", async () => {
    const folder = makeRepository({
      "requirements.txt":
        "flask>=3  # web\nPillow\nrequests[socks]==2.32 ; python_version > '3'\nuvicorn\nleftpad\ngoogle-cloud-storage\n",
      "app.py":
        'import os\nimport flask\nfrom PIL import Image\nimport numpy\nimport helpers\nfrom google.cloud.storage import Client\ntry:\n    import orjson\nexcept ImportError:\n    orjson = None\n\n"""\nimport scipy\n"""\n',
      "helpers.py": "from requests import get\n",
      Procfile: "web: uvicorn app:app\n",
      "archive/old.py": "import leftpad\nimport pandas\n",
    });
    const { dependencies } = await scan(folder);
    expect(dependencies.unused).toEqual(["leftpad"]);
    expect(dependencies.missing).toEqual([
      { import: "numpy", at: "app.py:4", distribution: "numpy", optional: false, comesThrough: null },
      { import: "orjson", at: "app.py:8", distribution: "orjson", optional: true, comesThrough: null },
    ]);
    expect(
      dependencies.requirements.map(({ name, specifier, kind, usedBy }) => [name, specifier, kind, usedBy]),
    ).toEqual([
      ["flask", ">=3", "root", ["import app.py:2"]],
      ["Pillow", "", "root", ["import app.py:3"]],
      ["requests", "==2.32", "root", ["import helpers.py:1"]],
      ["uvicorn", "", "root", ["named Procfile:1"]],
      ["leftpad", "", "root", []],
      ["google-cloud-storage", "", "root", ["import app.py:6"]],
    ]);
  });
});
