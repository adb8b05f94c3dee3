import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../errors.js";
import { pathFromBytes, shownPath } from "./paths.js";
import { changedFiles } from "./porcelain.js";
import { currentBranch, openRepository, type Repository } from "./repository.js";
import { git } from "./run.js";

/**
 * Lists the working trees, linked ones included, that have a branch checked out and can follow it.
 *
 * @throws UserError (exit 3) if one is dirty, cannot be reached, or is in the middle of a rebase of it
 */
export async function worktreesOf(repository: Repository, branch: string): Promise<Repository[]> {
  await refuseDuringRebase(repository, branch);
  const { stdout } = await git(repository, ["worktree", "list", "--porcelain", "-z"]);
  const result: Repository[] = [];
  for (const record of stdout.toString("utf8").split("\0\0")) {
    const fields = record.split("\0").filter(Boolean);
    const folder = fields.find((field) => field.startsWith("worktree "))?.slice("worktree ".length);
    if (folder === undefined || !fields.includes(`branch refs/heads/${branch}`) || fields.includes("bare")) continue;
    if (!existsSync(folder)) {
      // Deleted by hand, and git would prune it; but a locked one may come back with its disk.
      if (!fields.some((field) => field.startsWith("locked"))) continue;
      throw new UserError(
        `The branch ${branch} is checked out in ${folder}, which cannot be reached now.`,
        "Attach it, or remove the entry: git worktree unlock and git worktree prune",
        3,
      );
    }
    // Opened anew, because a working tree can have settings, and so filters, of its own.
    const worktree = await openRepository(folder);
    await refuseDirty(worktree, branch);
    result.push(worktree);
  }
  return result;
}

/**
 * Makes sure that a clean working tree can go from one commit to another.
 *
 * @throws UserError (exit 3) if a file in its way is not tracked, or would need a filter that is
 * switched off here (Git LFS)
 */
export async function refuseToFollow(worktree: Repository, branch: string, old: string, tip: string): Promise<void> {
  const filtered = await filteredFiles(worktree, old, tip);
  if (filtered.length > 0) {
    throw new UserError(
      `The branch ${branch} is checked out in ${worktree.cwd}, and files that change there go through a filter: ${listed(filtered)}.`,
      "Filters are never run here. Check out another branch first: git switch --detach",
      3,
    );
  }
  // A file that was touched and has the same content is clean for people, but not for read-tree.
  await git(worktree, ["update-index", "-q", "--ignore-submodules", "--refresh"], { allowFailure: true });
  const trial = await readTree(worktree, ["--dry-run", "-m", "-u", old, tip]);
  if (trial.code !== 0) {
    throw new UserError(
      `The branch ${branch} is checked out in ${worktree.cwd}, and its files cannot follow: ${trial.stderr.trim().replace(/^error: /, "")}`,
      "Move those files away, or check out another branch first: git switch --detach",
      3,
    );
  }
}

/**
 * Brings index and files of a working tree from one commit to another, once the branch has moved.
 *
 * It is what `git reset --keep` does (a two-way merge that refuses to overwrite changes), without
 * moving the branch itself: `reset` reads the old tip from the branch, so the move could not be one
 * compare-and-swap against the tip that the plan was made for.
 *
 * @returns false if something changed meanwhile and nothing was touched
 */
export async function follow(worktree: Repository, old: string, tip: string): Promise<boolean> {
  return (await readTree(worktree, ["-m", "-u", old, tip])).code === 0;
}

/**
 * Ends a {@link follow} that was cut off. Touches nothing that could be a person's own work: each file that
 * differs from the index must have the new content already, or not be there.
 */
export async function finishFollow(worktree: Repository, branch: string, old: string, tip: string): Promise<void> {
  if ((await currentBranch(worktree)) !== branch) return;
  const staged = await git(worktree, ["diff-index", "--cached", "--quiet", old], { allowFailure: true });
  if (staged.code !== 0) return;
  if (await follow(worktree, old, tip)) return;
  const changing = await names(worktree, ["diff-tree", "-r", "-z", "--no-renames", "--name-only", old, tip]);
  const dirty = await names(worktree, ["diff-files", "-z", "--name-only"]);
  for (const path of dirty) {
    if (!changing.has(path)) return;
    if (!existsSync(join(worktree.cwd, path))) continue;
    const [wanted, present] = await Promise.all([
      git(worktree, ["rev-parse", "--verify", "--quiet", `${tip}:${path}`], { allowFailure: true }),
      git(worktree, ["hash-object", "--", path], { allowFailure: true }),
    ]);
    if (wanted.code !== 0 || !wanted.stdout.equals(present.stdout)) return;
  }
  await readTree(worktree, ["--reset", "-u", tip]);
}

function readTree(worktree: Repository, args: string[]) {
  return git(worktree, ["read-tree", ...args], { allowFailure: true });
}

async function refuseDirty(worktree: Repository, branch: string): Promise<void> {
  const changed = await changedFiles(worktree);
  if (changed.length === 0) return;
  throw new UserError(
    `The branch ${branch} is checked out in ${worktree.cwd} with uncommitted changes: ${listed(changed)}.`,
    "Commit or stash them, or check out another branch.",
    3,
  );
}

/** A rebase detaches HEAD and puts its branch back at the end, over whatever we would write. */
async function refuseDuringRebase(repository: Repository, branch: string): Promise<void> {
  const linked = join(repository.commonDir, "worktrees");
  const folders = await readdir(linked).catch(() => []);
  for (const gitDir of [repository.commonDir, ...folders.map((name) => join(linked, name))]) {
    for (const state of ["rebase-merge", "rebase-apply"]) {
      const head = await readFile(join(gitDir, state, "head-name"), "utf8").catch(() => "");
      if (head.trim() !== `refs/heads/${branch}`) continue;
      throw new UserError(
        `The branch ${branch} is being rebased.`,
        "Finish it first: git rebase --continue or git rebase --abort",
        3,
      );
    }
  }
}

/** Files that differ between two commits and have a filter of the configuration. */
async function filteredFiles(worktree: Repository, old: string, tip: string): Promise<string[]> {
  if (worktree.filters.length === 0) return [];
  const changed = await git(worktree, ["diff-tree", "-r", "-z", "--no-renames", "--name-only", old, tip]);
  if (changed.stdout.length === 0) return [];
  const { stdout } = await git(worktree, ["check-attr", "-z", "--stdin", "filter"], { input: changed.stdout });
  const fields = stdout.toString("latin1").split("\0");
  const result: string[] = [];
  // Three fields each: path, attribute, value.
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const driver = Buffer.from(fields[at + 2]!, "latin1").toString("utf8");
    if (worktree.filters.includes(driver)) result.push(pathFromBytes(Buffer.from(fields[at]!, "latin1")));
  }
  return result;
}

async function names(worktree: Repository, args: string[]): Promise<Set<string>> {
  const { stdout } = await git(worktree, args);
  return new Set(stdout.toString("utf8").split("\0").filter(Boolean));
}

/** Up to five names, and how many more. */
function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).map(shownPath).join(", ");
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}
