import { createCipheriv } from "node:crypto";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { environmentCommand } from "../../src/commands/environment-command.js";
import type { ScanDocument } from "../../src/report/scan-document.js";
import { schemaFaults } from "../report/schema.js";
import { commitAll, git, makeFolder, makeRepository, removeFolders, run, writeFiles } from "./support.js";

vi.setConfig({ testTimeout: 60_000 });
afterAll(removeFolders);

const bytes = (number: number) => Buffer.alloc(number, "x");

/** An application whose branch `slim` has no database and a .dockerignore; checked out is `main`. */
function application(): string {
  const folder = makeRepository({
    Dockerfile: "FROM python:3.11-slim\nCOPY . .\n",
    ".gitignore": "venv/\n",
    "app.py": bytes(100),
    "users.db": createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16)).update(bytes(5000)),
  });
  git(folder, "switch", "--quiet", "--create", "slim");
  git(folder, "rm", "--quiet", "users.db");
  writeFiles(folder, { ".dockerignore": ".git\nvenv\n" });
  commitAll(folder, "Slim");
  git(folder, "switch", "--quiet", "main");
  writeFiles(folder, { "venv/pyvenv.cfg": "version = 3.11.2\n", "venv/lib/a.py": bytes(9000) });
  return folder;
}

test("a branch is weighed beside the commit: tree, working tree, clones and context, all measured", async () => {
  const folder = application();
  const ran = await run(folder, ["scan", "--compare", "slim", "--json"]);
  const document = JSON.parse(ran.output) as ScanDocument;
  expect(schemaFaults("scan", document)).toEqual([]);
  const { branch, commit, sizes } = document.comparison!;
  expect([branch, commit]).toEqual(["slim", git(folder, "rev-parse", "slim")]);
  const size = (what: string) => sizes.find((row) => row.what === what)!;
  const [tracked, ignored, rules] = [31 + 6 + 100 + 5000, 9017, 10];
  expect(size("tracked files")).toMatchObject({ before: tracked, after: tracked - 5000 + rules });
  expect(size("working tree, after a switch")).toMatchObject({
    before: tracked + ignored,
    after: tracked - 5000 + rules + ignored,
  });
  expect(size("Dockerfile: context in a clone")).toMatchObject({ before: tracked, after: tracked - 5000 + rules });
  const here = size("Dockerfile: context here");
  expect(here.before).toBeGreaterThan(tracked + ignored);
  expect(here.after).toBe(tracked - 5000 + rules);
  // The history keeps what was deleted; a clone without it does not.
  expect(size("full clone, with history").after).toBeGreaterThan(size("full clone, with history").before!);
  expect(size("clone of depth 1").after).toBeLessThan(size("clone of depth 1").before!);
});

test("a clone of depth 1 weighs what git really transfers", async () => {
  const folder = application();
  const { comparison } = JSON.parse(
    (await run(folder, ["scan", "--compare", "slim", "--json"])).output,
  ) as ScanDocument;
  const clone = join(makeFolder(), "clone.git");
  git(folder, "clone", "--quiet", "--bare", "--depth", "1", "--branch", "slim", `file://${folder}`, clone);
  const pack = git(clone, "rev-list", "--objects", "--disk-usage", "HEAD");
  // The header of a pack and its checksum are no objects.
  expect(comparison!.sizes.find(({ what }) => what === "clone of depth 1")!.after).toBe(Number(pack) + 32);
});

test("what only a build or a deploy tells is not measured, and the report says so", async () => {
  const folder = application();
  const { output } = await run(folder, ["scan", "--compare", "slim"]);
  for (const text of ["deploy time: it takes a deploy", "build time: nothing is built here", "Before and after"])
    expect(output).toContain(text);
  expect((await run(folder, ["scan"])).output).not.toContain("Before and after");
  expect(JSON.parse((await run(folder, ["scan", "--json"])).output).comparison).toBeNull();
});

test("a branch that does not exist is refused before anything is read", async () => {
  expect(await run(application(), ["scan", "--compare", "slimmer"])).toMatchObject({
    exitCode: 2,
    error: expect.stringContaining("There is no commit called slimmer."),
  });
});

test("the environment of a branch is built anew by the project's own tool", () => {
  const of = (...paths: string[]) => environmentCommand((path) => paths.includes(path));
  expect(of("uv.lock", "pyproject.toml", "requirements.txt")).toBe("uv sync");
  expect(of("poetry.lock", "pyproject.toml")).toBe("poetry sync");
  expect(of("requirements.txt", "pyproject.toml")).toBe(
    "python3 -m venv .venv-new && .venv-new/bin/pip install -r requirements.txt",
  );
  expect(of("package.json", "app/requirements.txt")).toBeNull();
});
