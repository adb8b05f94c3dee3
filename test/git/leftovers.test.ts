import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeJournal } from "../../src/git/journal.js";
import { ownMark } from "../../src/git/process.js";
import { openRepository, resolveCommit } from "../../src/git/repository.js";
import { writeStack } from "../../src/git/stack.js";
import { cleanLeftovers, openWorkspace } from "../../src/git/workspace.js";
import { gone, IDENTITY, makeRepository, person, text, useSandbox, write } from "./helpers.js";

useSandbox();

const branch = "unpick/ollama";

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

/** The folder of a run, as a killed process leaves it. */
function leaveRun(folder: string, name: string, mark: object | null): string {
  const directory = join(folder, ".git/unpick", name);
  mkdirSync(join(directory, "scratch/refs"), { recursive: true });
  writeFileSync(join(directory, "scratch/HEAD"), "ref: refs/heads/none\n");
  writeFileSync(join(directory, "scratch/fast_import_crash_1"), "crash");
  if (mark !== null) writeFileSync(join(directory, "owner.json"), JSON.stringify(mark));
  return directory;
}

test("folders of dead runs go, those of living ones and other files stay", async () => {
  const folder = makeRepository({ "a.txt": "1" });
  const repository = await openRepository(folder);
  const dead = deadProcess();
  const mark = ownMark();
  leaveRun(folder, `run-${dead}-aa`, { ...mark, pid: dead, started: null });
  leaveRun(folder, `run-${dead}-bb`, null);
  leaveRun(folder, `run-${process.pid}-cc`, mark);
  leaveRun(folder, `run-${process.pid}-dd`, null);
  // The number is in use again, by a process that started at another time.
  leaveRun(folder, `run-${process.pid}-ee`, { ...mark, started: "another:1" });
  leaveRun(folder, "run-1-ff", { ...mark, pid: 1, host: `not-${hostname()}` });
  leaveRun(folder, "run-1-gg", { ...mark, pid: 1, host: `not-${hostname()}`, at: Date.now() - 30 * 3600 * 1000 });
  write(folder, { ".git/unpick/plan.json": "{}" });
  const workspace = await openWorkspace(repository);
  const expected = [`run-${process.pid}-cc`, `run-${process.pid}-dd`, "run-1-ff", "plan.json"];
  if (mark.started === null) expected.push(`run-${process.pid}-ee`);
  expect(readdirSync(join(folder, ".git/unpick")).sort()).toEqual(
    [...expected, workspace.directory.slice(workspace.directory.lastIndexOf("/") + 1)].sort(),
  );
  await workspace.close();
  expect(await cleanLeftovers(repository)).toEqual([]);
});

test("a run killed while the branch was about to move: its locks go, others stay", async () => {
  const folder = makeRepository({ "a.txt": "1" });
  const repository = await openRepository(folder);
  const base = await resolveCommit(repository);
  const dead = deadProcess();
  const directory = leaveRun(folder, `run-${dead}-aa`, { ...ownMark(), pid: dead, started: null });
  const refs = [`refs/heads/${branch}`];
  await writeJournal(directory, { refs, branch, old: null, tip: base, worktrees: [] });
  write(folder, { [`.git/refs/heads/${branch}.lock`]: "", ".git/refs/heads/other.lock": "" });
  const written = await writeStack(repository, {
    ...{ base, branch, expectedOld: null, identity: IDENTITY },
    commits: [{ message: "One\n", files: [text("a.txt", "2")] }],
  });
  expect(person(folder, "rev-parse", branch)).toBe(written.tip);
  expect(existsSync(join(folder, ".git/refs/heads/other.lock"))).toBe(true);
  expect(readdirSync(join(folder, ".git/unpick"))).toEqual([]);
});

test("a lock made long after the dead run is another git's and stays", async () => {
  const folder = makeRepository({ "a.txt": "1" });
  const repository = await openRepository(folder);
  const base = await resolveCommit(repository);
  const dead = deadProcess();
  const directory = leaveRun(folder, `run-${dead}-aa`, { ...ownMark(), pid: dead, started: null });
  await writeJournal(directory, { refs: ["refs/heads/x"], branch: "x", old: null, tip: base, worktrees: [] });
  const past = new Date(Date.now() - 3600 * 1000);
  utimesSync(join(directory, "journal.json"), past, past);
  write(folder, { ".git/refs/heads/x.lock": "" });
  expect(await cleanLeftovers(repository)).toHaveLength(1);
  expect(existsSync(join(folder, ".git/refs/heads/x.lock"))).toBe(true);
});

test("a run killed between the move and the files: the next one brings the working tree there", async () => {
  const folder = makeRepository({ "a.txt": "1\n", "b.txt": "b\n", "c.txt": "c\n" });
  const repository = await openRepository(folder);
  const base = await resolveCommit(repository);
  const request = { base, branch, identity: IDENTITY };
  const commits = [{ message: "One\n", files: [text("a.txt", "2\n"), gone("b.txt")] }];
  const first = await writeStack(repository, { ...request, commits: [], expectedOld: null });
  person(folder, "checkout", "--quiet", "-b", "aside");
  const second = await writeStack(repository, { ...request, commits, expectedOld: first.tip });
  // The state after the move: HEAD is on the branch, index and files are those of the old tip.
  person(folder, "symbolic-ref", "HEAD", `refs/heads/${branch}`);
  const dead = deadProcess();
  const leave = async () => {
    const directory = leaveRun(folder, `run-${dead}-aa`, { ...ownMark(), pid: dead, started: null });
    const refs = [`refs/heads/${branch}`];
    await writeJournal(directory, { refs, branch, old: first.tip, tip: second.tip, worktrees: [folder] });
  };
  await leave();
  // git was killed half way through: one file is there already, and the lock of the index.
  write(folder, { "a.txt": "2\n", ".git/index.lock": "" });
  expect(await cleanLeftovers(repository)).toHaveLength(1);
  expect(person(folder, "status", "--porcelain")).toBe("");
  expect(existsSync(join(folder, "b.txt"))).toBe(false);

  // The same, but with a person's own change among the files: nothing is overwritten.
  person(folder, "read-tree", first.tip);
  write(folder, { "a.txt": "mine\n", "b.txt": "b\n" });
  await leave();
  await cleanLeftovers(repository);
  expect(person(folder, "diff", "--name-only")).toBe("a.txt");
});
