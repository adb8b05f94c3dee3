import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { schemaFaults } from "../report/schema.js";
import {
  CHAT_APPLICATION,
  checkoutState,
  commitAll,
  git,
  makeFolder,
  makeRepository,
  removeFolders,
  run,
  writeFiles,
} from "./support.js";

// Each command starts git many times, and the first one loads the parsers.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
afterAll(removeFolders);

const PLAN = ["plan", "ollama", "--successor", "openai"];

/** The table "Bad input" of the documentation of the command line, row by row. */
describe("bad input", () => {
  test("not a git repository", async () => {
    const ran = await run(makeFolder(), PLAN);
    expect(ran.exitCode).toBe(2);
    expect(ran.error).toMatch(/not in a git repository.*git init/s);
  });

  test("no commits", async () => {
    const folder = makeFolder();
    git(folder, "init", "--quiet");
    const ran = await run(folder, PLAN);
    expect(ran.exitCode).toBe(2);
    expect(ran.error).toMatch(/no commits.*git commit/s);
  });

  test("detached HEAD, shallow and bare clone", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    commitAll(folder, "Second");
    const detached = join(makeFolder(), "detached");
    git(folder, "clone", "--quiet", folder, detached);
    git(detached, "checkout", "--quiet", "--detach");
    expect((await run(detached, ["apply", "ollama"])).output).toContain("Your checkout is unchanged");
    const shallow = join(makeFolder(), "shallow");
    git(folder, "clone", "--quiet", "--depth", "1", `file://${folder}`, shallow);
    const ran = await run(shallow, ["apply", "ollama"]);
    expect(ran.error).toBe("");
    expect(ran.notes.join()).toContain("shallow");
    expect((await run(shallow, ["revert", "javascript"])).error).toBe("");
    const bare = join(makeFolder(), "bare.git");
    git(folder, "clone", "--quiet", "--bare", folder, bare);
    expect((await run(bare, ["apply", "ollama"])).output).toContain("Branch unpick/ollama");
    expect((await run(bare, ["apply", "ollama", "--in-place"])).error).toContain("no working tree");
  });

  test("submodules, links and LFS pointers are left alone and told of", async () => {
    const folder = makeRepository({
      ...CHAT_APPLICATION,
      "model.txt": "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
    });
    symlinkSync("app.py", join(folder, "ollama_link.py"));
    git(folder, "update-index", "--add", "--cacheinfo", `160000,${git(folder, "rev-parse", "HEAD")},vendor/ollama`);
    git(folder, "add", "ollama_link.py");
    git(folder, "commit", "--quiet", "--message", "Odd ones");
    const ran = await run(folder, ["apply", "ollama"]);
    expect(ran.error).toBe("");
    expect(git(folder, "ls-tree", "unpick/ollama", "ollama_link.py", "vendor/ollama")).toMatch(/^120000.*\n160000/);
    const shown = await run(folder, ["show"]);
    expect(shown.output).toContain("Stored in Git LFS, so not searched: model.txt.");
    expect(shown.output).toContain("vendor/ollama");
  });

  test("uncommitted changes are no part of the plan", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    writeFiles(folder, { "llm.py": "import ollama\n", "README.md": "# Chat\n" });
    const before = checkoutState(folder);
    const ran = await run(folder, PLAN);
    expect(ran.notes).toContain("2 uncommitted files are not part of the plan and stay untouched.");
    expect(ran.output).toContain("-def ask_ollama(host, question):");
    expect(checkoutState(folder)).toBe(before);
  });

  test("a file that does not parse is left alone, listed, and review", async () => {
    const folder = makeRepository({ ...CHAT_APPLICATION, "broken.py": "def ollama(:\n    x = = 1\n" });
    const ran = await run(folder, PLAN);
    expect(ran.exitCode).toBe(1);
    expect(ran.output).toContain("Could not be parsed, left alone (1)\n  broken.py:1");
    expect(ran.output).toMatch(/not parsed\n {4}broken\.py:1/);
    expect(ran.output).not.toContain("--- a/broken.py");
  });

  test("no UTF-8, a byte order mark, CRLF, no final newline, an executable bit and odd names are preserved", async () => {
    const folder = makeRepository({
      "latin.py": Buffer.from("# caf\xe9\nOLLAMA_HOST = 1\nPORT = 2\nprint(PORT)\n", "latin1"),
      "bom.py": "\ufeffOLLAMA_HOST = 1\nPORT = 2\nprint(PORT)\n",
      "crlf.py": "OLLAMA_HOST = 1\r\nPORT = 2\r\nprint(PORT)",
      'odd ü\n"name".py': "OLLAMA_HOST = 1\nPORT = 2\nprint(PORT)\n",
      "run.py": "#!/usr/bin/env python\nOLLAMA_HOST = 1\nPORT = 2\nprint(PORT)\n",
    });
    git(folder, "update-index", "--chmod=+x", "run.py");
    git(folder, "commit", "--quiet", "--message", "Executable");
    const ran = await run(folder, ["apply", "ollama"]);
    expect(ran.error).toBe("");
    const show = (path: string) => execFileSync("git", ["show", `unpick/ollama:${path}`], { cwd: folder });
    expect(show("latin.py")).toEqual(Buffer.from("# caf\xe9\nPORT = 2\nprint(PORT)\n", "latin1"));
    expect(show("bom.py").toString()).toBe("\ufeffPORT = 2\nprint(PORT)\n");
    expect(show("crlf.py").toString()).toBe("PORT = 2\r\nprint(PORT)");
    expect(show('odd ü\n"name".py').toString()).toBe("PORT = 2\nprint(PORT)\n");
    expect(git(folder, "ls-tree", "unpick/ollama", "run.py")).toMatch(/^100755/);
    const patch = (await run(folder, ["show", "--format", "patch"])).output;
    expect(patch).toContain('"a/odd \\303\\274\\n\\"name\\".py"');
  });

  test("a target that is nowhere", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    const ran = await run(folder, ["plan", "olama"]);
    expect(ran.exitCode).toBe(0);
    expect(ran.output).toMatch(
      /^olama is mentioned nowhere: 4 text files at [0-9a-f]{7} searched for olama\.\nDid you mean ollama/,
    );
    expect((await run(folder, ["apply", "olama"])).output).toContain("Did you mean ollama");
    const json = await run(folder, ["plan", "olama", "--json"]);
    expect(schemaFaults("plan", JSON.parse(json.output))).toEqual([]);
  });

  test("an unknown key or a wrong type in unpick.yaml", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    writeFileSync(join(folder, "unpick.yaml"), "targets:\n  ollama:\n    succesor: openai\n");
    const ran = await run(folder, ["plan"]);
    expect(ran.exitCode).toBe(2);
    expect(ran.error).toContain(
      'unpick.yaml:3:5: unknown key "succesor" in "ollama" of "targets".\nDid you mean successor?',
    );
    writeFileSync(join(folder, "unpick.yaml"), "targets:\n  ollama:\n    successor: openai\n");
    const good = await run(folder, ["plan"]);
    expect(good.output).toContain("Plan to remove ollama, followed by openai");
    expect((await run(folder, ["plan", "olama"])).notes.join()).toContain("Did you mean ollama");
  });

  test("a branch that exists, before anything is planned", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    git(folder, "branch", "unpick/ollama");
    const ran = await run(folder, ["apply", "ollama"]);
    expect(ran.exitCode).toBe(3);
    expect(ran.error).toMatch(/--branch NAME.*git branch -D unpick\/ollama/s);
    expect((await run(folder, ["status", "--branch", "unpick/ollama"])).exitCode).toBe(3);
  });

  test("run in a subfolder, the whole repository is planned and it says so", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    const ran = await run(join(folder, "static"), PLAN);
    expect(ran.notes.join()).toContain("The whole repository is planned, not only static.");
    expect(ran.output).toContain("--- a/app.py");
    const scoped = await run(join(folder, "static"), [...PLAN, "--scope", "."]);
    expect(scoped.notes).toEqual([]);
    expect(scoped.output).not.toContain("--- a/app.py");
    expect((await run(folder, [...PLAN, "--scope", "../elsewhere"])).exitCode).toBe(2);
  });

  test("more than 500 changed lines on a terminal", async () => {
    const long = Array.from({ length: 600 }, (_, index) => `OLLAMA_${index} = ${index}\n`).join("");
    const folder = makeRepository({ "settings.py": `${long}PORT = 2\nprint(PORT)\n` });
    const terminal = await run(folder, PLAN, { isTerminal: true });
    expect(terminal.output).not.toContain("@@");
    expect(terminal.output).toContain("600 changed lines. To read them: unpick show python");
    expect((await run(folder, PLAN)).output).toContain("-OLLAMA_599 = 599");
    expect((await run(folder, ["show", "python"], { isTerminal: true })).output).toContain("-OLLAMA_599 = 599");
  });

  test("typing errors get a suggestion", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    expect((await run(folder, ["aply"])).error).toContain('Unknown command "aply".\nDid you mean unpick apply?');
    expect((await run(folder, [...PLAN, "--sucessor", "x"])).error).toContain("Did you mean --successor?");
    expect((await run(folder, [...PLAN, "--skip", "pyton"])).error).toContain("Did you mean python?");
    expect((await run(folder, [...PLAN, "--format", "pdf"])).error).toContain("terminal");
    expect((await run(folder, ["plan"])).error).toContain("No target is named");
    expect((await run(folder, ["plan", "--only", "python"])).error).toContain("No target is named");
    expect((await run(folder, ["plan", "--only", "gitignore", "--only", "python"])).error).toContain("No target");
    expect((await run(folder, ["show"])).error).toContain("no saved plan");
    expect((await run(folder, ["status"])).error).toContain("unpick apply TARGET");
    for (const words of [["aply"], ["plan", "a", "b"], ["plan", "--base", "nowhere", "ollama"]]) {
      expect((await run(folder, words)).exitCode).toBe(2);
    }
    expect((await run(folder, ["plan", "--only", "gitignore"])).exitCode).toBe(0);
  });
});

describe("plan", () => {
  test("the formats: JSON by its schema, a patch that git takes, Markdown; a file in place of the output", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    const before = checkoutState(folder);
    const json = await run(folder, [...PLAN, "--json"]);
    expect(schemaFaults("plan", JSON.parse(json.output))).toEqual([]);
    const patch = await run(folder, [...PLAN, "--format", "patch"]);
    execFileSync("git", ["apply", "--check", "-"], { cwd: folder, input: patch.output });
    expect((await run(folder, ["show", "--format", "markdown"])).output).toMatch(
      /^## Remove ollama, followed by openai\n/,
    );
    const file = join(makeFolder(), "plan.md");
    const written = await run(folder, ["show", "--format", "markdown", "-o", file]);
    expect(written.output).toBe("");
    expect(written.notes).toEqual([`Wrote ${file}.`]);
    const one = await run(folder, ["show", "javascript"]);
    expect(one.output).not.toContain("# python");
    expect((await run(folder, ["show", "javascrpt"])).error).toContain("Did you mean javascript?");
    expect(checkoutState(folder)).toBe(before);
  });

  test("check exits 1 while there is something to do", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    expect((await run(folder, [...PLAN, "--check"])).exitCode).toBe(1);
    expect((await run(folder, PLAN)).exitCode).toBe(0);
    expect((await run(folder, ["plan", "hipchat", "--check"])).exitCode).toBe(0);
  });
});
