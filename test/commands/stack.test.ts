import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
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

const APPLY = ["apply", "ollama", "--successor", "openai"];
const tree = (folder: string, revision: string) => git(folder, "rev-parse", `${revision}^{tree}`);

function cloneOf(folder: string, branch?: string): string {
  const clone = join(makeFolder(), "clone");
  git(folder, "clone", "--quiet", ...(branch ? ["--branch", branch] : []), folder, clone);
  return clone;
}

describe("apply, revert and restore", () => {
  let folder: string;
  let before: string;

  beforeAll(async () => {
    folder = makeRepository(CHAT_APPLICATION);
    before = checkoutState(folder);
    const ran = await run(folder, [...APPLY, "--json"]);
    expect(ran.error).toBe("");
    const document = JSON.parse(ran.output);
    expect(schemaFaults("apply", document)).toEqual([]);
    expect(document.commits.map((commit: { step: string }) => commit.step)).toEqual(["javascript", "python"]);
    // The tree that revert must give, made without any branch of that name.
    const skipped = await run(folder, [...APPLY, "--skip", "javascript", "--branch", "skipped"]);
    expect(skipped.error).toBe("");
  });

  test("leaves checkout, index and configuration as they were", () => {
    expect(checkoutState(folder)).toBe(before);
  });

  test("a commit names its step, its places and how to plan again", () => {
    const message = git(folder, "log", "-1", "--format=%B", "unpick/ollama");
    expect(message).toMatch(/^python: [^\n]+\n\napp\.py:\d+ removed: /);
    expect(message).toContain(`Unpick-Base: ${git(folder, "rev-parse", "main")}\nUnpick-Version: `);
    expect(message).toContain('Unpick-Options: {"target":"ollama","successor":"openai","branch":"unpick/ollama"}');
    expect(message).toContain("Unpick-Step: python");
  });

  test("a branch that exists is refused, with a way on", async () => {
    const ran = await run(folder, APPLY);
    expect(ran.exitCode).toBe(3);
    expect(ran.error).toMatch(/unpick\/ollama exists already.*--branch NAME/s);
  });

  test("status tells what is on the branch", async () => {
    const ran = await run(folder, ["status", "--json"]);
    const document = JSON.parse(ran.output);
    expect(schemaFaults("status", document)).toEqual([]);
    expect(document).toMatchObject({ branch: "unpick/ollama", target: "ollama", excluded: [], onTop: [] });
    expect((await run(folder, ["status"])).output).toContain("javascript: ");
  });

  test("a dry run tells and changes nothing", async () => {
    const tip = git(folder, "rev-parse", "unpick/ollama");
    const ran = await run(folder, ["revert", "javascript", "--dry-run"]);
    expect(ran.exitCode).toBe(0);
    expect(ran.output).toContain("would leave");
    expect(git(folder, "rev-parse", "unpick/ollama")).toBe(tip);
  });

  test("revert gives the tree of apply --skip, and restore gives it back", async () => {
    const full = tree(folder, "unpick/ollama");
    const reverted = await run(folder, ["revert", "javascript", "--json"]);
    expect(reverted.error).toBe("");
    const document = JSON.parse(reverted.output);
    expect(schemaFaults("rebuild", document)).toEqual([]);
    expect(document.undo).toBe("refs/unpick/undo/unpick/ollama/1");
    expect(tree(folder, "unpick/ollama")).toBe(tree(folder, "skipped"));
    expect((await run(folder, ["status"])).output).toContain("Left out: javascript");
    expect((await run(folder, ["revert", "javascript"])).output).toContain("already reverted");
    const restored = await run(folder, ["restore", "javascript"]);
    expect(restored.output).toContain("Restored: javascript");
    expect(tree(folder, "unpick/ollama")).toBe(full);
    expect(checkoutState(folder)).toBe(before);
  });

  test("what else stays for a reverted step is listed before it is done", async () => {
    const ran = await run(folder, ["revert", "javascript", "--dry-run", "--json"]);
    const places: { path: string }[] = JSON.parse(ran.output).alsoStays;
    const kept = git(folder, "diff", "--name-only", "unpick/ollama", "skipped", "--", "app.py");
    // The script calls a route: it stays exactly if the plan without the step keeps it.
    expect(places.some((place) => place.path === "app.py")).toBe(kept === "app.py");
  });

  test("a person is asked, and nothing happens without a yes", async () => {
    const tip = git(folder, "rev-parse", "unpick/ollama");
    let question = "";
    const ran = await run(folder, ["revert", "javascript"], {
      canAsk: true,
      ask: async (text) => {
        question = text;
        return false;
      },
    });
    expect(question).toContain("Revert javascript on unpick/ollama?");
    expect(ran.exitCode).toBe(3);
    expect(git(folder, "rev-parse", "unpick/ollama")).toBe(tip);
  });

  test("an unknown step gets a suggestion", async () => {
    const ran = await run(folder, ["revert", "javascrpt"]);
    expect(ran.exitCode).toBe(2);
    expect(ran.error).toContain("Did you mean javascript?");
  });

  test("works in a fresh clone of the pushed branch, which gets a branch of its own", async () => {
    const clone = cloneOf(folder);
    const ran = await run(clone, ["revert", "javascript"]);
    expect(ran.error).toBe("");
    expect(tree(clone, "unpick/ollama")).toBe(tree(folder, "skipped"));
    expect(git(clone, "symbolic-ref", "HEAD")).toBe("refs/heads/main");
    await run(clone, ["restore", "javascript"]);
    expect(tree(clone, "unpick/ollama")).toBe(tree(folder, "unpick/ollama"));
  });

  test("people's commits on top are carried over, in a clone that has the branch checked out too", async () => {
    const clone = cloneOf(folder, "unpick/ollama");
    writeFiles(clone, { "notes.md": "one\n" });
    commitAll(clone, "Add notes");
    writeFiles(clone, { "notes.md": "one\ntwo\n" });
    commitAll(clone, "More notes");
    const ran = await run(clone, ["revert", "javascript", "--json"]);
    expect(ran.error).toBe("");
    expect(JSON.parse(ran.output).carried.map((commit: { subject: string }) => commit.subject)).toEqual([
      "Add notes",
      "More notes",
    ]);
    expect(git(clone, "log", "-2", "--format=%s", "unpick/ollama")).toBe("More notes\nAdd notes");
    expect(readFileSync(join(clone, "notes.md"), "utf8")).toBe("one\ntwo\n");
    expect(git(clone, "status", "--porcelain")).toBe("");
    expect(git(clone, "diff", "--name-only", "HEAD", `${git(folder, "rev-parse", "skipped")}`)).toBe("notes.md");
    await run(clone, ["restore", "javascript"]);
    expect(git(clone, "diff", "--name-only", "HEAD", git(folder, "rev-parse", "unpick/ollama"))).toBe("notes.md");
  });

  test("a commit of a person that conflicts refuses and moves nothing", async () => {
    const clone = cloneOf(folder, "unpick/ollama");
    const path = join(clone, "static/chat.js");
    writeFileSync(path, readFileSync(path, "utf8").replace("openai: 'OpenAI',\n", "openai: 'Open AI',\n"));
    commitAll(clone, "Rename");
    const tip = git(clone, "rev-parse", "HEAD");
    const ran = await run(clone, ["revert", "javascript"]);
    expect(ran.exitCode).toBe(3);
    expect(ran.error).toContain("static/chat.js");
    expect(git(clone, "rev-parse", "HEAD")).toBe(tip);
  });

  test("a branch that is checked out and dirty is refused", async () => {
    const clone = cloneOf(folder, "unpick/ollama");
    writeFiles(clone, { "README.md": "changed\n" });
    const ran = await run(clone, ["revert", "javascript"]);
    expect(ran.exitCode).toBe(3);
    expect(ran.error).toContain("README.md");
  });

  test("a commit of the stack that was amended is not thrown away", async () => {
    const clone = cloneOf(folder, "unpick/ollama");
    writeFiles(clone, { "llm.py": `${readFileSync(join(clone, "llm.py"), "utf8")}# by hand\n` });
    git(clone, "commit", "--quiet", "--all", "--amend", "--no-edit");
    const ran = await run(clone, ["revert", "javascript"]);
    expect(ran.exitCode).toBe(3);
    expect(ran.error).toContain("llm.py");
  });

  test("all steps can go and come back", async () => {
    const clone = cloneOf(folder);
    await run(clone, ["revert", "--all"]);
    expect(tree(clone, "unpick/ollama")).toBe(tree(clone, "main"));
    expect((await run(clone, ["status"])).output).toMatch(/Left out: javascript, python/);
    await run(clone, ["restore", "--all"]);
    expect(tree(clone, "unpick/ollama")).toBe(tree(folder, "unpick/ollama"));
  });

  test("alone leaves the other steps as they are", async () => {
    const clone = cloneOf(folder);
    const ran = await run(clone, ["revert", "javascript", "--alone", "--json"]);
    expect(ran.error).toBe("");
    expect(git(clone, "diff", "--name-only", "unpick/ollama", "origin/unpick/ollama")).toBe("static/chat.js");
    expect(git(clone, "diff", "--name-only", "unpick/ollama", "main", "--", "static")).toBe("");
    expect((await run(clone, ["status"])).output).toContain("Reverted alone: javascript");
    await run(clone, ["restore", "javascript"]);
    expect(tree(clone, "unpick/ollama")).toBe(tree(folder, "unpick/ollama"));
  });

  test("after a squash merge a step is undone by one commit", async () => {
    const clone = cloneOf(folder);
    git(clone, "merge", "--quiet", "--squash", "origin/unpick/ollama");
    git(clone, "commit", "--quiet", "--no-edit");
    writeFiles(clone, { "later.md": "later\n" });
    commitAll(clone, "Later");
    const tip = git(clone, "rev-parse", "main");
    const ran = await run(clone, ["revert", "javascript", "--onto", "main"]);
    expect(ran.error).toBe("");
    expect(git(clone, "rev-parse", "main^")).toBe(tip);
    expect(git(clone, "diff", "--name-only", "main", git(folder, "rev-parse", "skipped"))).toBe("later.md");
    expect((await run(clone, ["revert", "javascript", "--onto", "main"])).output).toContain("nothing left");
  });

  test("verify finds nothing on the branch, and what a person adds", async () => {
    const ran = await run(folder, ["verify", "--json"]);
    const document = JSON.parse(ran.output);
    expect(schemaFaults("verify", document)).toEqual([]);
    expect(document.findings).toEqual([]);
    expect(ran.exitCode).toBe(0);
    const clone = cloneOf(folder, "unpick/ollama");
    writeFiles(clone, { "extra.py": "import ollama\n\n\nprint(undefined_name)\n" });
    commitAll(clone, "Bring it back");
    const found = await run(clone, ["verify"]);
    expect(found.exitCode).toBe(1);
    expect(found.output).toContain("extra.py:1  ollama is not accounted for");
    expect(found.output).toContain("undefined_name");
  });

  test("verify --run runs the command on a copy of the branch", async () => {
    const good = await run(folder, ["verify", "--run", "cat llm.py && test ! -e .git"]);
    expect(good.output).toContain("exit 0");
    expect(good.exitCode).toBe(0);
    const bad = await run(folder, ["verify", "--run", "echo broken; exit 3", "--json"]);
    expect(bad.exitCode).toBe(1);
    expect(JSON.parse(bad.output).run).toEqual({ command: "echo broken; exit 3", exitCode: 3, output: "broken\n" });
    expect((await run(folder, ["verify", "--run"])).error).toContain("verify: { run:");
  });

  test("why tells the chain, from the branch alone too", async () => {
    for (const place of [folder, cloneOf(folder)]) {
      const ran = await run(place, ["why", "llm.py:4", "--json"]);
      const document = JSON.parse(ran.output);
      expect(schemaFaults("why", document)).toEqual([]);
      expect(document.rows[0]).toMatchObject({ path: "llm.py", line: 4, fate: "removed", step: "python" });
    }
    expect((await run(folder, ["why", "llm.py:4"])).output).toContain("removed by python");
    expect((await run(folder, ["why", "llm.py:2"])).output).toContain("no mention and no linked place");
    expect((await run(folder, ["why", "lm.py:2"])).error).toContain("Did you mean llm.py?");
    expect((await run(folder, ["why", "llm.py"])).error).toContain("PATH:LINE");
  });
});

describe("apply", () => {
  test("split by file makes a commit for each", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    const ran = await run(folder, [...APPLY, "--split", "file", "--signoff"]);
    expect(ran.error).toBe("");
    expect(git(folder, "log", "--format=%s", "main..unpick/ollama").split("\n")).toHaveLength(3);
    expect(git(folder, "log", "-1", "--format=%B", "unpick/ollama")).toContain("Signed-off-by: Ann <ann@example.org>");
    const reverted = await run(folder, ["revert", "javascript"]);
    expect(reverted.error).toBe("");
    expect(git(folder, "log", "--format=%s", "main..unpick/ollama").split("\n")).toHaveLength(2);
    expect((await run(folder, [...APPLY, "--split", "author"])).error).toContain("step, file, dir, owner");
  });

  test("split by owner and by lines, and the same again when a step is taken back", async () => {
    const owners = "* @all\n*.py @py/core # everything in Python\n/static/ @web\n";
    const folder = makeRepository({ ...CHAT_APPLICATION, ".github/CODEOWNERS": owners });
    const ran = await run(folder, [...APPLY, "--split", "owner", "--max-lines", "4"]);
    expect(ran.error).toBe("");
    expect(ran.notes.join("\n")).toMatch(/never parted.*app\.py/);
    const subjects = () => git(folder, "log", "--reverse", "--format=%s", "main..unpick/ollama").split("\n");
    const before = subjects();
    expect(before.filter((one) => one.endsWith(" (@web)"))).toHaveLength(1);
    expect(before.filter((one) => / \(@py\/core\) \(part [12] of 2\)$/.test(one))).toHaveLength(2);
    const tree = git(folder, "rev-parse", "unpick/ollama^{tree}");
    await run(folder, ["revert", "javascript"]);
    expect(subjects()).toEqual(before.filter((one) => !one.startsWith("javascript")));
    await run(folder, ["restore", "javascript"]);
    expect(subjects()).toEqual(before);
    expect(git(folder, "rev-parse", "unpick/ollama^{tree}")).toBe(tree);
  });

  test("split by owner without owners is split by step, and says so", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    const ran = await run(folder, [...APPLY, "--split", "owner"]);
    expect(ran.notes.join()).toContain("no CODEOWNERS");
    expect(git(folder, "log", "--format=%s", "main..unpick/ollama")).not.toContain("(");
    const wrong = await run(folder, [...APPLY, "--branch", "other", "--max-lines", "few"]);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.error).toContain("--max-lines takes a number");
  });

  test("uses the saved plan, and plans anew with other flags", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    await run(folder, ["plan", "ollama", "--successor", "openai"]);
    const ran = await run(folder, ["apply", "ollama", "--skip", "javascript"]);
    expect(ran.notes.join()).toContain("other flags");
    expect(git(folder, "diff", "--name-only", "main", "unpick/ollama")).not.toContain("chat.js");
  });

  test("a stale plan is refused, naming the files; other changes do not matter", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    await run(folder, ["plan", "ollama", "--successor", "openai"]);
    const base = git(folder, "rev-parse", "HEAD");
    writeFiles(folder, { "other.txt": "nothing to do with it\n" });
    commitAll(folder, "Something else");
    const fresh = await run(folder, [...APPLY, "--branch", "fresh"]);
    expect(fresh.error).toBe("");
    expect(git(folder, "merge-base", "fresh", "main")).toBe(base);
    writeFiles(folder, { "app.py": `${CHAT_APPLICATION["app.py"]}\n# more\n`, "new.py": "OLLAMA = 1\n" });
    commitAll(folder, "Change \x1b[31mthe app");
    const stale = await run(folder, APPLY);
    expect(stale.exitCode).toBe(3);
    expect(stale.error).toMatch(/stale.*app\.py {2}changed in [0-9a-f]+ "Change \\u\{1b\}\[31mthe app"/s);
    expect(stale.error).toContain("new.py  mentions the target anew");
    expect(stale.error).toContain("unpick plan ollama --successor openai");
    expect((await run(folder, ["show"])).notes.join()).toContain("stale");
    expect((await run(folder, ["show"])).output).toContain("static/chat.js");
  });

  test("nothing to do makes no branch", async () => {
    const folder = makeRepository({ "README.md": "Works with Ollama.\n" });
    const ran = await run(folder, ["apply", "ollama"]);
    expect(ran.exitCode).toBe(0);
    expect(ran.output).toContain("no branch was made");
    expect(git(folder, "branch", "--list", "--format=%(refname:short)")).toBe("main");
    expect(JSON.parse((await run(folder, ["apply", "ollama", "--json"])).output)).toMatchObject({
      branch: null,
      commits: [],
    });
  });

  test("in place writes the working tree and nothing else, and the patch takes it back", async () => {
    const folder = makeRepository({ ...CHAT_APPLICATION, ".gitattributes": "*.js text eol=crlf\n" });
    git(folder, "rm", "--quiet", "--cached", "-r", ".");
    git(folder, "reset", "--quiet", "--hard");
    const before = git(folder, "rev-parse", "HEAD");
    const ran = await run(folder, [...APPLY, "--in-place", "--json"]);
    expect(ran.error).toBe("");
    const document = JSON.parse(ran.output);
    expect(schemaFaults("apply", document)).toEqual([]);
    expect(git(folder, "rev-parse", "HEAD")).toBe(before);
    expect(git(folder, "diff", "--name-only")).toBe("app.py\nllm.py\nstatic/chat.js");
    expect(git(folder, "diff", "--cached", "--name-only")).toBe("");
    expect(readFileSync(join(folder, "static/chat.js"), "utf8")).toMatch(
      /^const providers = \{\r\n {2}openai: 'OpenAI',\r\n\};\r\n/,
    );
    git(folder, "apply", document.written.backup);
    expect(git(folder, "diff", "--name-only")).toBe("");
  });

  test("in place refuses a file with changes, and writes none", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    writeFiles(folder, { "llm.py": "# mine\n" });
    const ran = await run(folder, [...APPLY, "--in-place"]);
    expect(ran.exitCode).toBe(3);
    expect(ran.error).toContain("llm.py");
    expect(git(folder, "diff", "--name-only")).toBe("llm.py");
  });
});
