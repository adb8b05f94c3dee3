import { createCipheriv } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { ScanDocument } from "../../src/report/scan-document.js";
import { schemaFaults } from "../report/schema.js";
import { commitAll, git, makeFolder, makeRepository, removeFolders, run, writeFiles } from "./support.js";

vi.setConfig({ testTimeout: 60_000 });
afterAll(removeFolders);

let home: string;
beforeEach(() => {
  home = makeFolder();
  vi.stubEnv("HOME", home);
});

async function scan(folder: string, ...words: string[]): Promise<ScanDocument> {
  const ran = await run(folder, ["scan", ...words, "--json"]);
  expect(ran).toMatchObject({ exitCode: 0, notes: [] });
  const document = JSON.parse(ran.output) as ScanDocument;
  expect(schemaFaults("scan", document)).toEqual([]);
  return document;
}

const bytes = (number: number) => Buffer.alloc(number, "x");
/** What zlib cannot make small. */
const noise = (number: number, seed: number) =>
  createCipheriv("aes-128-ctr", Buffer.alloc(16, seed), Buffer.alloc(16)).update(Buffer.alloc(number));

test("tracked, untracked and ignored files are counted apart, and nothing that lies elsewhere", async () => {
  const outside = makeFolder();
  writeFiles(outside, { "big.bin": bytes(100_000) });
  const folder = makeRepository({ "app.py": "x = 1\n", ".gitignore": "venv/\n*.log\n" });
  writeFiles(folder, { "new.py": bytes(10), "app.log": bytes(200) });
  symlinkSync(join(outside, "big.bin"), join(folder, "link.bin"));
  symlinkSync(outside, join(folder, "linked"));
  const { ledgers, size } = await scan(folder);
  const links = join(outside, "big.bin").length + outside.length;
  expect(ledgers.workingTree).toEqual({
    tracked: { files: 2, bytes: 18 },
    untracked: { files: 3, bytes: 10 + links },
    ignored: { files: 1, bytes: 200 },
  });
  expect(size.bytes).toBe(18 + 10 + links + 200);
});

test("an environment tells its Python, its packages, and what it shares with a cache", async () => {
  const folder = makeRepository({ "app.py": "x = 1\n", ".gitignore": "venv/\nnode_modules/\n" });
  const site = "venv/lib/python3.11/site-packages";
  writeFiles(folder, {
    "venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n",
    [`${site}/flask/__init__.py`]: bytes(1000),
    [`${site}/flask-3.1.1.dist-info/METADATA`]: bytes(10),
    [`${site}/old.egg-info/PKG-INFO`]: bytes(10),
    [`${site}/two.py`]: bytes(500),
    "node_modules/left/index.js": bytes(7),
    "node_modules/@scope/right/index.js": bytes(8),
    "node_modules/.bin/left": bytes(1),
  });
  // Once more inside of the environment, and once in the cache of a package manager.
  linkSync(join(folder, site, "two.py"), join(folder, site, "again.py"));
  mkdirSync(join(home, ".cache/uv"), { recursive: true });
  linkSync(join(folder, site, "flask/__init__.py"), join(home, ".cache/uv/flask"));
  const { ledgers } = await scan(folder);
  const configuration = "home = /usr/bin\nversion = 3.11.2\n".length;
  expect(ledgers.environments).toEqual([
    {
      path: "venv",
      kind: "python",
      python: "3.11.2",
      packages: 2,
      files: 6,
      bytes: 1520 + configuration,
      named: 2020 + configuration,
      shared: 1000,
      ignored: true,
    },
    {
      path: "node_modules",
      kind: "node",
      python: null,
      packages: 2,
      files: 3,
      bytes: 16,
      named: 16,
      shared: 0,
      ignored: true,
    },
  ]);
});

test("caches of the home are weighed if they exist, and count for no sum of the repository", async () => {
  const folder = makeRepository({ "app.py": "x = 1\n" });
  expect((await scan(folder)).ledgers.caches).toEqual([]);
  writeFiles(home, { ".cache/huggingface/hub/blobs/a": bytes(3000), ".ollama/models/blobs/b": bytes(50) });
  // A snapshot is a link to a blob.
  symlinkSync("blobs/a", join(home, ".cache/huggingface/hub/model.bin"));
  const { ledgers, size } = await scan(folder);
  expect(ledgers.caches).toEqual([
    { path: "~/.cache/huggingface", tool: "Hugging Face", files: 2, bytes: 3007 },
    { path: "~/.ollama", tool: "Ollama", files: 1, bytes: 50 },
  ]);
  expect(size.bytes).toBe(6);
  writeFiles(folder, { "models/a": bytes(9) });
  vi.stubEnv("HF_HOME", join(folder, "models"));
  expect((await scan(folder)).ledgers.caches.map(({ tool }) => tool)).toEqual(["Ollama"]);
});

test.skipIf(process.getuid?.() === 0)("a folder that may not be read is told", async () => {
  const folder = makeRepository({ "app.py": "x = 1\n" });
  writeFiles(home, { ".ollama/secret/a": bytes(3), ".ollama/b": bytes(3) });
  chmodSync(join(home, ".ollama/secret"), 0o000);
  const { notes } = await scan(folder);
  chmodSync(join(home, ".ollama/secret"), 0o755);
  expect(notes).toContain("Could not be read outside of the repository, so not weighed: ~/.ollama/secret.");
});

test("submodules and repositories inside weigh as what they are, their git folders told with them", async () => {
  const folder = makeRepository({ "app.py": "x = 1\n" });
  writeFiles(folder, { "inner/file": bytes(40) });
  git(join(folder, "inner"), "init", "--quiet");
  const { ledgers, size } = await scan(folder);
  expect(size.paths.find(({ path }) => path === "inner")).toMatchObject({ class: "repository", tracked: false });
  expect(ledgers.workingTree.tracked).toEqual({ files: 1, bytes: 6 });
  expect(ledgers.environments).toEqual([]);
});

test("deleted paths come with a command that takes them out, with a name that a shell would break", async () => {
  const folder = makeRepository({ "app.py": "x = 1\n", "static/logo.png": noise(150_000, 5) });
  const hostile = "old data's $(touch owned).bin";
  writeFiles(folder, {
    [hostile]: noise(300_000, 1),
    "kept.bin": noise(200_000, 2),
    "--option.bin": noise(120_000, 3),
    "moved.bin": noise(130_000, 4),
    folder: noise(140_000, 6),
    "bell\u0007.bin": noise(145_000, 7),
    "small.bin": noise(5000, 8),
  });
  commitAll(folder, "Add");
  git(folder, "branch", "other");
  git(folder, "tag", "v1");
  git(folder, "mv", "moved.bin", "place.bin");
  git(folder, "rm", "--quiet", "--", hostile, "kept.bin", "--option.bin", "folder", "bell\u0007.bin", "small.bin");
  writeFiles(folder, { "folder/new.txt": "a file where a folder was\n", "static/logo.png": noise(150_000, 9) });
  commitAll(folder, "Remove");
  git(folder, "switch", "--quiet", "other");
  git(folder, "rm", "--quiet", "--", hostile, "--option.bin", "bell\u0007.bin");
  commitAll(folder, "Remove here");
  git(folder, "switch", "--quiet", "main");
  const { gone } = (await scan(folder)).ledgers;
  expect(gone.paths.map(({ path, heldBy, tags }) => ({ path, heldBy, tags }))).toEqual([
    { path: hostile, heldBy: [], tags: ["v1"] },
    { path: "kept.bin", heldBy: ["other"], tags: ["v1"] },
    { path: "bell\u0007.bin", heldBy: [], tags: ["v1"] },
    { path: "--option.bin", heldBy: [], tags: ["v1"] },
  ]);
  expect(gone.command).toBe(
    `git filter-repo --invert-paths --path='old data'\\''s $(touch owned).bin' --path=--option.bin`,
  );
  expect(gone.saves).toBeGreaterThan(400_000);
  expect(gone.saves).toBeLessThan(430_000);
});

test("a history without big deleted files has no command", async () => {
  const folder = makeRepository({ "app.py": "x = 1\n" });
  expect((await scan(folder)).ledgers.gone).toEqual({ paths: [], command: null, saves: 0 });
  writeFileSync(join(folder, "app.py"), "");
  const bare = join(makeFolder(), "bare.git");
  git(folder, "clone", "--quiet", "--bare", folder, bare);
  expect((await scan(bare)).ledgers.workingTree).toEqual({
    tracked: { files: 1, bytes: 6 },
    untracked: null,
    ignored: null,
  });
});
