import { existsSync } from "node:fs";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { findCommit, openRepository, type Repository } from "./repository.js";
import { finishFollow } from "./worktree.js";

/** What a run is about to do to refs and working trees; written before it starts. */
export interface Journal {
  /** Full names of the refs that one transaction writes. */
  refs: string[];
  branch: string;
  old: string | null;
  tip: string;
  /** Working trees that follow the branch. */
  worktrees: string[];
}

/** Name of the file in the folder of a run. */
export const JOURNAL = "journal.json";

/** Writes the journal, whole or not at all. */
export async function writeJournal(directory: string, journal: Journal): Promise<void> {
  const file = join(directory, JOURNAL);
  await writeFile(`${file}.new`, JSON.stringify(journal));
  await rename(`${file}.new`, file);
}

/**
 * A lock belongs to a dead run if it was made within this time after its journal. Moving refs and
 * updating a working tree take seconds; the person's own git, hours later, must not lose its lock.
 */
const LOCK_WINDOW_MS = 30_000;

/** A git that outlived its parent needs a moment to finish; a lock that stays longer is nobody's. */
const SETTLE_MS = 1_000;

/**
 * Ends what a dead run had begun: takes away locks that its git left, and brings a working tree to
 * the branch that had already moved. What cannot be told from a person's own change is left as it is.
 *
 * @param file the journal; if there is none, nothing was begun
 */
export async function recover(repository: Repository, file: string): Promise<void> {
  const journal = await readJournal(file);
  if (journal === null) return;
  const written = (await stat(file)).mtimeMs;
  const locks = journal.refs.map((ref) => join(repository.commonDir, `${ref}.lock`));
  const worktrees: Repository[] = [];
  for (const folder of journal.worktrees) {
    if (!existsSync(folder)) continue;
    const worktree = await openRepository(folder).catch(() => null);
    if (worktree?.commonDir !== repository.commonDir) continue;
    worktrees.push(worktree);
    locks.push(join(worktree.gitDir, "index.lock"), join(worktree.gitDir, "HEAD.lock"));
  }
  await removeStaleLocks(locks, written);
  if (journal.old === null) return;
  if ((await findCommit(repository, `refs/heads/${journal.branch}`)) !== journal.tip) return;
  for (const worktree of worktrees) await finishFollow(worktree, journal.branch, journal.old, journal.tip);
}

async function readJournal(file: string): Promise<Journal | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Journal;
  } catch {
    return null;
  }
}

async function removeStaleLocks(locks: string[], written: number): Promise<void> {
  const suspects: { lock: string; at: number }[] = [];
  for (const lock of locks) {
    const at = await changedAt(lock);
    // Clocks of file systems are coarse, so a lock may seem a little older than the journal.
    if (at !== null && at > written - 2_000 && at < written + LOCK_WINDOW_MS) suspects.push({ lock, at });
  }
  if (suspects.length === 0) return;
  await wait(SETTLE_MS);
  for (const { lock, at } of suspects) if ((await changedAt(lock)) === at) await rm(lock, { force: true });
}

async function changedAt(file: string): Promise<number | null> {
  return stat(file).then(
    (found) => found.mtimeMs,
    () => null,
  );
}
