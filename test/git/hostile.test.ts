import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readStack } from "../../src/git/branch.js";
import { applyInverse } from "../../src/git/inverse.js";
import { checkBranch } from "../../src/git/move.js";
import { listTree, readBlobs } from "../../src/git/objects.js";
import { changedFiles } from "../../src/git/porcelain.js";
import { openRepository, resolveCommit } from "../../src/git/repository.js";
import { git } from "../../src/git/run.js";
import { rebuildStack, writeStack } from "../../src/git/stack.js";
import {
  commitAll,
  failure,
  makeRepository,
  person,
  sandbox,
  stepMessage,
  text,
  useSandbox,
  write,
} from "./helpers.js";

useSandbox();

const branch = "unpick/ollama";

/** All names of githooks(5). */
const HOOKS = [
  ...["applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg"],
  ...["commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "pre-receive", "update"],
  ...["proc-receive", "post-receive", "post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc"],
  ...["post-rewrite", "sendemail-validate", "fsmonitor-watchman", "post-index-change"],
];

/** A command that leaves a file behind when it is run, and fails. */
function trap(name: string): string {
  const script = join(sandbox, `trap-${name}`);
  writeFileSync(script, `#!/bin/sh\ntouch '${join(sandbox, "marks", name)}'\nexit 1\n`);
  chmodSync(script, 0o755);
  return script;
}

function setTraps(gitDir: string): void {
  mkdirSync(join(sandbox, "marks"), { recursive: true });
  mkdirSync(join(gitDir, "hooks"), { recursive: true });
  for (const hook of HOOKS) {
    writeFileSync(join(gitDir, "hooks", hook), `#!/bin/sh\nexec ${trap(`hook-${hook}`)}\n`);
    chmodSync(join(gitDir, "hooks", hook), 0o755);
  }
  const setting = (section: string, values: Record<string, string>) =>
    `[${section}]\n${Object.entries(values)
      .map(([key, value]) => `\t${key} = ${JSON.stringify(value)}\n`)
      .join("")}`;
  const command = (key: string) => trap(key);
  appendFileSync(
    join(gitDir, "config"),
    [
      setting("core", {
        ...{ hooksPath: join(gitDir, "hooks"), fsmonitor: command("fsmonitor"), pager: command("pager") },
        ...{ sshCommand: command("ssh"), editor: command("editor"), askPass: command("askpass") },
        ...{ gitProxy: command("proxy"), alternateRefsCommand: command("alternates") },
      }),
      ...["evil", "with = sign"].map((name) =>
        setting(`filter "${name}"`, {
          ...{ clean: command("clean"), smudge: command("smudge"), process: command("process"), required: "true" },
        }),
      ),
      setting('diff "evil"', { textconv: command("textconv"), command: command("diff-command") }),
      setting("diff", { external: command("diff-external"), submodule: "log" }),
      setting('merge "evil"', { driver: command("merge-driver"), recursive: "evil" }),
      setting("merge", { default: "evil" }),
      setting("alias", { status: `!${command("alias")}`, "fast-import": `!${command("alias")}` }),
      setting("gpg", { program: command("gpg") }),
      setting("log", { showSignature: "true" }),
      setting("pager", { log: command("pager-log"), diff: command("pager-diff"), status: command("pager-status") }),
      setting("credential", { helper: `!${command("credential")}` }),
      setting("protocol", { allow: "always" }),
      setting('protocol "ext"', { allow: "always" }),
      setting('remote "evil"', { url: `ext::${command("ext")}`, promisor: "true", uploadpack: command("uploadpack") }),
      setting("submodule", { recurse: "true" }),
    ].join(""),
  );
}

const marks = (): string[] => readdirSync(join(sandbox, "marks"));

test("nothing that a repository names is run", async () => {
  const folder = makeRepository({
    "a.py": Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join(""),
    "filtered.txt": "same\n",
    "equal.txt": "same\n",
    ".gitattributes":
      '* diff=evil merge=evil\nfiltered.txt filter=evil\n"equal.txt" filter=with\nlater.txt filter=evil\n',
  });
  person(folder, "init", "--quiet", "sub");
  write(join(folder, "sub"), { s: "s" });
  commitAll(join(folder, "sub"), "Inside");
  commitAll(folder, "With a submodule");
  const clean = await openRepository(folder);
  const base = await resolveCommit(clean);
  const lines = (index: number, line: string) =>
    Array.from({ length: 20 }, (_, at) => `${at === index ? line : `line ${at}`}\n`).join("");
  const commits = [{ message: stepMessage(base, "python"), files: [text("a.py", lines(2, "step"))] }];
  await writeStack(clean, { base, branch, commits, expectedOld: null });
  person(folder, "checkout", "--quiet", branch);
  write(folder, { "a.py": lines(2, "step").replace("line 15", "person") });
  commitAll(folder, "By a person");
  // Files that look touched make git compare their content, through the filter.
  const past = new Date(1_500_000_000_000);
  for (const name of ["filtered.txt", "equal.txt", "a.py", "sub/s"]) utimesSync(join(folder, name), past, past);

  setTraps(join(folder, ".git"));
  setTraps(join(folder, "sub/.git"));
  write(folder, { ".git/info/attributes": "* merge=evil diff=evil\n" });

  const repository = await openRepository(folder);
  expect(marks()).toEqual([]);
  expect(await resolveCommit(repository, "HEAD~2")).toBe(base);
  const entries = await listTree(repository, "HEAD");
  const oids = entries.map((entry) => entry.oid);
  expect((await readBlobs(repository, [...oids, "3".repeat(40)])).get("3".repeat(40))).toBeNull();
  expect(await changedFiles(repository)).toEqual([]);
  expect(marks()).toEqual([]);

  await checkBranch(repository, "another", null);
  const stack = await readStack(repository, branch);
  const rebuilt = await rebuildStack(repository, {
    base,
    branch,
    commits: [{ message: stepMessage(base, "python"), files: [text("a.py", lines(5, "other"))] }],
    expectedOld: stack.tip,
    foreign: stack.foreign,
  });
  expect(rebuilt.followed).toEqual([folder]);
  expect(marks()).toEqual([]);

  await writeStack(repository, { base, branch: "another", commits, expectedOld: null });
  const another = await writeStack(repository, {
    ...{ base, branch: "later", expectedOld: null },
    commits: [{ message: "Later\n", files: [text("a.py", lines(2, "step").replace("line 18", "later"))] }],
  });
  const inverse = await applyInverse(repository, {
    ...{ branch: "later", expectedOld: another.tip, base, full: commits[0]!.files, without: [], message: "Back" },
  });
  expect(inverse.commit).not.toBeNull();
  expect(marks()).toEqual([]);

  const later = { base, branch, commits: [{ message: "Later\n", files: [text("later.txt", "x")] }] };
  const refused = await failure(writeStack(repository, { ...later, expectedOld: rebuilt.tip }));
  expect(refused).toMatchObject({ exitCode: 3, message: /filter: later\.txt/ });
  for (const args of [
    ["diff", base, rebuilt.tip],
    ["diff"],
    ["log", "-p", "--max-count=3"],
    ["show", rebuilt.tip],
    ["diff-tree", "-p", base, rebuilt.tip],
    ["diff-index", "-p", "HEAD"],
    ["grep", "step", base],
    ["status", "--porcelain"],
  ]) {
    await git(repository, args, { allowFailure: true });
    expect([args[0], marks()]).toEqual([args[0], []]);
  }
  for (const args of [
    ["grep", "--textconv", "step"],
    ["log", "--show-signature"],
    ["cat-file", "--filters", "HEAD:a.py"],
  ]) {
    expect((await failure(git(repository, args))).message).toContain("not known to be safe");
  }
  expect(existsSync(join(folder, ".git/refs/heads/another"))).toBe(true);

  // The traps do work: git by itself runs them.
  spawnSync("git", ["diff", base, rebuilt.tip], { cwd: folder });
  spawnSync("git", ["status"], { cwd: folder });
  spawnSync("git", ["update-ref", "refs/heads/x", base], { cwd: folder });
  expect(marks()).toEqual(expect.arrayContaining(["diff-command", "fsmonitor", "hook-reference-transaction"]));
}, 120_000);
