import { UserError } from "../errors.js";
import { writeJournal } from "./journal.js";
import { findCommit, noObject, type Repository } from "./repository.js";
import { type GitResult, git } from "./run.js";
import type { Workspace } from "./workspace.js";
import { follow, refuseToFollow, worktreesOf } from "./worktree.js";

/** What moving a branch did besides. */
export interface Moved {
  /** The ref that keeps the old tip; null for a new branch. */
  undo: string | null;
  /** Folders of the working trees that followed. */
  followed: string[];
}

/**
 * Checks, before any work is done, that a branch may be written.
 *
 * @param expectedOld the tip that the caller has seen; null if the branch must not exist yet
 * @throws UserError (exit 2) for a name that git does not allow, (exit 3) if the branch exists, is not
 * where it is expected, clashes with another name, or is checked out where it cannot follow
 */
export async function checkBranch(repository: Repository, branch: string, expectedOld: string | null): Promise<void> {
  const valid = await git(repository, ["check-ref-format", `refs/heads/${branch}`], { allowFailure: true });
  // HEAD and a leading dash pass that check, but git refuses to make such branches, too.
  if (valid.code !== 0 || branch.startsWith("-") || branch === "HEAD") {
    throw new UserError(`${JSON.stringify(branch)} is not a valid branch name.`, "Choose another with --branch NAME.");
  }
  refuseOtherTip(branch, expectedOld, await findCommit(repository, `refs/heads/${branch}`));
  if (expectedOld === null) await refuseClash(repository, branch);
  const worktrees = await worktreesOf(repository, branch);
  if (expectedOld === null && worktrees.length > 0) {
    throw new UserError(
      `The branch ${branch} is checked out in ${worktrees[0]!.cwd}, but has no commits yet.`,
      "Check out another branch there, or choose another name with --branch NAME.",
      3,
    );
  }
}

/**
 * Moves a branch, or makes it, by one compare-and-swap; the old tip stays under
 * `refs/unpick/undo/BRANCH/NUMBER`, written in the same transaction. Clean working trees that have
 * it checked out follow.
 *
 * @param tip the new commit
 * @param expectedOld as in {@link checkBranch}
 * @param reason for the reflog
 * @throws UserError (exit 3) if the branch moved meanwhile or cannot be written; nothing has changed then
 */
export async function moveBranch(
  repository: Repository,
  workspace: Workspace,
  branch: string,
  tip: string,
  expectedOld: string | null,
  reason: string,
): Promise<Moved> {
  if (tip === expectedOld) return { undo: null, followed: [] };
  const worktrees = expectedOld === null ? [] : await worktreesOf(repository, branch);
  if (expectedOld !== null) {
    for (const worktree of worktrees) await refuseToFollow(worktree, branch, expectedOld, tip);
  }
  const ref = `refs/heads/${branch}`;
  const undo = expectedOld === null ? null : await nextUndo(repository, branch);
  await writeJournal(workspace.directory, {
    refs: undo === null ? [ref] : [ref, undo],
    branch,
    old: expectedOld,
    tip,
    worktrees: worktrees.map((worktree) => worktree.cwd),
  });
  const updates: [string, string, string | null][] = [[ref, tip, expectedOld]];
  if (undo !== null) updates.push([undo, expectedOld!, null]);
  const result = await updateRefs(repository, updates, reason);
  if (result.code !== 0) throw await moveFailure(repository, branch, expectedOld, result);
  for (const [index, worktree] of worktrees.entries()) {
    if (await follow(worktree, expectedOld!, tip)) continue;
    // Files changed in the moment since they were looked at: everything goes back.
    for (const earlier of worktrees.slice(0, index)) await follow(earlier, tip, expectedOld!);
    await updateRefs(repository, [[ref, expectedOld!, tip]], `${reason} (taken back)`);
    throw new UserError(
      `The branch ${branch} was not moved, because files in ${worktree.cwd} changed meanwhile.`,
      "Commit or stash them and try again.",
      3,
    );
  }
  return { undo, followed: worktrees.map((worktree) => worktree.cwd) };
}

/** Lists the kept old tips of a branch, the oldest first. */
export async function listUndo(repository: Repository, branch: string): Promise<{ ref: string; sha: string }[]> {
  const prefix = `refs/unpick/undo/${branch}/`;
  const { stdout } = await git(repository, ["for-each-ref", "--format=%(objectname) %(refname)", prefix]);
  return stdout
    .toString("utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => ({ sha: line.slice(0, line.indexOf(" ")), ref: line.slice(line.indexOf(" ") + 1) }))
    .filter(({ ref }) => /^\d+$/.test(ref.slice(prefix.length)))
    .sort((a, b) => Number(a.ref.slice(prefix.length)) - Number(b.ref.slice(prefix.length)));
}

async function nextUndo(repository: Repository, branch: string): Promise<string> {
  const last = (await listUndo(repository, branch)).at(-1)?.ref ?? "0";
  return `refs/unpick/undo/${branch}/${Number(last.slice(last.lastIndexOf("/") + 1)) + 1}`;
}

/** Writes refs in one transaction: all of them have the old value, or none is written. */
async function updateRefs(
  repository: Repository,
  updates: readonly [ref: string, value: string, old: string | null][],
  reason: string,
): Promise<GitResult> {
  const zero = noObject(repository);
  const lines = updates.map(([ref, value, old]) => `update ${ref}\0${value}\0${old ?? zero}\0`);
  return git(repository, ["update-ref", "--no-deref", "-m", reason, "--stdin", "-z"], {
    input: lines.join(""),
    allowFailure: true,
  });
}

function refuseOtherTip(branch: string, expected: string | null, actual: string | null): void {
  if (expected === actual) return;
  if (expected === null) {
    throw new UserError(
      `The branch ${branch} exists already.`,
      `Choose another name with --branch NAME, or remove it: git branch -D ${branch}`,
      3,
    );
  }
  throw new UserError(
    actual === null
      ? `The branch ${branch} is gone.`
      : `The branch ${branch} has moved to ${actual.slice(0, 12)} meanwhile.`,
    "Nothing was changed. Run the command again, so that it sees the branch as it is now.",
    3,
  );
}

/** Git keeps branches as files, so that `a` and `a/b` cannot both exist. */
async function refuseClash(repository: Repository, branch: string): Promise<void> {
  const { stdout } = await git(repository, ["for-each-ref", "--format=%(refname)", "refs/heads"]);
  for (const ref of stdout.toString("utf8").split("\n").filter(Boolean)) {
    const other = ref.slice("refs/heads/".length);
    if (!branch.startsWith(`${other}/`) && !other.startsWith(`${branch}/`)) continue;
    throw new UserError(
      `The branch ${branch} cannot be made, because there is a branch ${other}.`,
      "Choose another name with --branch NAME, or rename the other: git branch -m OLD NEW",
      3,
    );
  }
}

async function moveFailure(
  repository: Repository,
  branch: string,
  expectedOld: string | null,
  result: GitResult,
): Promise<UserError> {
  try {
    refuseOtherTip(branch, expectedOld, await findCommit(repository, `refs/heads/${branch}`));
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  return new UserError(
    `git could not move the branch ${branch}: ${result.stderr.trim().replace(/^fatal: /, "")}`,
    "If another git works in this repository, wait for it; if one was killed, the message names the lock to remove.",
    3,
  );
}
