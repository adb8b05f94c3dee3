import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { UserError } from "../errors.js";
import { JOURNAL, recover } from "./journal.js";
import { isAlive, ownMark, type ProcessMark } from "./process.js";
import type { Repository } from "./repository.js";
import { gitText, type Place } from "./run.js";

/**
 * The folder of one run that writes: `.git/unpick/run-PID-RANDOM`. In it lies a bare scratch
 * repository that shares the objects and nothing else. Commits are streamed and merged there, so that
 *
 * - temporary refs never appear in the user's repository, and no lock of its refs is held meanwhile;
 * - its configuration, hooks, attributes, merge drivers and replaced objects are not even read;
 * - a killed run leaves this folder (and objects that `git gc` drops some day), and nothing else.
 */
export interface Workspace {
  readonly directory: string;
  /** Where to run git on the shared objects. */
  readonly scratch: Place;
  /** Removes the folder. */
  close(): Promise<void>;
}

const PREFIX = "run-";
const OWNER = "owner.json";

/**
 * Makes the folder for a run, after removing what dead runs left.
 *
 * @throws UserError (exit 2) if git is older than 2.38, which brought `merge-tree --write-tree`
 */
export async function openWorkspace(repository: Repository): Promise<Workspace> {
  await refuseOldGit(repository);
  await cleanLeftovers(repository);
  const parent = runsFolder(repository);
  const directory = join(parent, `${PREFIX}${process.pid}-${randomBytes(6).toString("hex")}`);
  const gitDir = join(directory, "scratch");
  await mkdir(join(gitDir, "refs"), { recursive: true });
  await writeFile(join(directory, OWNER), JSON.stringify(ownMark()));
  const sha256 = repository.objectFormat === "sha256";
  await writeFile(
    join(gitDir, "config"),
    `[core]\n\trepositoryformatversion = ${sha256 ? 1 : 0}\n\tbare = true\n\tlogAllRefUpdates = false\n` +
      (sha256 ? "[extensions]\n\tobjectFormat = sha256\n" : ""),
  );
  await writeFile(join(gitDir, "HEAD"), "ref: refs/heads/none\n");
  return {
    directory,
    scratch: {
      cwd: gitDir,
      variables: {
        GIT_DIR: gitDir,
        GIT_OBJECT_DIRECTORY: join(repository.commonDir, "objects"),
        GIT_ATTR_NOSYSTEM: "1",
      },
    },
    close: () => rm(directory, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/**
 * Runs an action with a workspace and removes it afterwards, whatever happens.
 */
export async function withWorkspace<T>(
  repository: Repository,
  action: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const workspace = await openWorkspace(repository);
  try {
    return await action(workspace);
  } finally {
    await workspace.close();
  }
}

/**
 * Gives a place to read objects at. In a partial clone that is a scratch repository, which knows of no
 * remote to fetch from: there a missing object is missing, whereas git itself would stop at the first one.
 */
export async function openReader(repository: Repository): Promise<{ place: Place; close(): Promise<void> }> {
  if (!repository.partial) return { place: repository, close: async () => {} };
  const workspace = await openWorkspace(repository);
  return { place: workspace.scratch, close: workspace.close };
}

/**
 * Removes what runs that no longer live have left: their folders, the locks that their git held, and a
 * working tree that was to follow its branch is brought there. Runs that live are left alone. Every
 * writing call starts with this; it costs one look into a folder.
 *
 * @returns the names of the folders removed
 */
export async function cleanLeftovers(repository: Repository): Promise<string[]> {
  const parent = runsFolder(repository);
  const removed: string[] = [];
  for (const name of await namesIn(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const directory = join(parent, name);
    if (isAlive(await markOf(directory, name))) continue;
    await recover(repository, join(directory, JOURNAL));
    await rm(directory, { recursive: true, force: true });
    removed.push(name);
  }
  return removed;
}

async function refuseOldGit(repository: Repository): Promise<void> {
  const text = await gitText(repository, ["version"]);
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  if (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 38)) return;
  throw new UserError(`${text} is too old to write a branch.`, "Install git 2.38 or newer.");
}

function runsFolder(repository: Repository): string {
  return join(repository.commonDir, "unpick");
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

/** The mark in the folder; a run killed before it wrote one is known by the number in its name. */
async function markOf(directory: string, name: string): Promise<ProcessMark> {
  try {
    const mark = JSON.parse(await readFile(join(directory, OWNER), "utf8")) as ProcessMark;
    if (Number.isInteger(mark.pid) && mark.pid > 0) return mark;
  } catch {
    // Not written, or only in part.
  }
  const pid = Number(/^run-(\d+)-/.exec(name)?.[1] ?? 0);
  const at = await stat(directory).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  // Number 0 would stand for the whole process group: an unreadable name is judged by its age.
  return { pid, host: pid > 0 ? hostname() : "", started: null, at };
}
