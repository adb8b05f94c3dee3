import { chmod, lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Plan } from "../engine/plan-model.js";
import { UserError } from "../errors.js";
import { shownPath } from "../git/paths.js";
import { changedFiles } from "../git/porcelain.js";
import { type Repository, resolveCommit } from "../git/repository.js";
import { count } from "../report/balance.js";
import { type FileChange, type StepChange, unitedChanges } from "../report/change.js";
import { drawPatch } from "../report/patch.js";
import type { Context } from "./context.js";
import { stateFolder } from "./saved.js";

/** A file of the working tree before and after. Contents are bytes, one character each. */
interface Replacement {
  path: string;
  before: string | null;
  after: string | null;
  /** git mode, for the patch. */
  mode: string;
  /** Permissions in the working tree. */
  permissions: number;
}

/**
 * Writes a plan into the working tree: all files or none. Nothing is staged or committed.
 *
 * @returns the files, and the patch that takes them back, from the top of the repository
 * @throws UserError (exit 3) if a file differs from the commit that the plan was made from
 */
export async function writeInPlace(
  context: Context,
  repository: Repository,
  plan: Plan,
  steps: readonly StepChange[],
  yes: boolean,
): Promise<{ files: string[]; backup: string }> {
  const { root } = repository;
  if (root === null) throw new UserError("A bare repository has no working tree.", "Leave --in-place out.");
  if ((await resolveCommit(repository)) !== plan.document.base) {
    throw new UserError("The plan was not made from the commit that is checked out.", "Plan again without --base.", 3);
  }
  // What only leaves the tree stays where it lies: nothing is staged, so there is nothing to do to it.
  const changes = unitedChanges(steps).filter((change) => !change.untrack);
  const dirty = new Set(await changedFiles(repository));
  refuseFiles(
    changes.map((change) => change.path).filter((path) => dirty.has(path)),
    "have uncommitted changes",
  );
  const replacements = await Promise.all(changes.map((change) => replacementOf(root, change)));
  if (context.canAsk && !yes) {
    const question = `Write ${count(changes.length, "file")} of the working tree? Nothing is committed.`;
    if (!(await context.ask(question))) throw new UserError("Nothing was written.", "", 3);
  }
  const backup = await saveBackup(repository, plan.options.target, replacements);
  await replaceAll(root, replacements);
  return { files: replacements.map(({ path }) => path), backup };
}

/** Says how to stop tracking what a plan takes out of the tree: writing in place does not touch the index. */
export function untrackedNotes(steps: readonly StepChange[]): string[] {
  const paths = unitedChanges(steps).flatMap((change) => (change.untrack ? [shownPath(change.path)] : []));
  if (paths.length === 0) return [];
  const shown = paths.slice(0, 20).join(" ") + (paths.length > 20 ? ` … and ${paths.length - 20} more` : "");
  return [`Still tracked, because nothing was staged: ${shown}. git rm --cached keeps the local copies.`];
}

function refuseFiles(paths: readonly string[], fault: string): void {
  if (paths.length === 0) return;
  const shown = paths.slice(0, 20).map((path) => `  ${shownPath(path)}`);
  const more = paths.length > 20 ? `\n  … ${paths.length - 20} more` : "";
  throw new UserError(
    `Files that the plan changes ${fault}:\n${shown.join("\n")}${more}`,
    "Commit or stash them, or leave --in-place out: a branch does not touch them.",
    3,
  );
}

/** Finds what to write: the working tree may hold CRLF where git stores LF. */
async function replacementOf(root: string, change: FileChange): Promise<Replacement> {
  const path = join(root, change.path);
  const found = await lstat(path).catch(() => undefined);
  const { mode } = change;
  if (change.before === null && change.binary === undefined) {
    if (found) refuseFiles([change.path], "are in the way");
    return { path: change.path, before: null, after: bytesOf(change.after!, change), mode, permissions: 0o644 };
  }
  if (!found?.isFile()) refuseFiles([change.path], "are not files in the working tree");
  const permissions = found!.mode & 0o777;
  const present = (await readFile(path)).toString("latin1");
  if (change.after === null) return { path: change.path, before: present, after: null, mode, permissions };
  const stored = bytesOf(change.before!, change);
  const after = bytesOf(change.after, change);
  if (present === stored) return { path: change.path, before: present, after, mode, permissions };
  if (present.replaceAll("\r\n", "\n") === stored) {
    return { path: change.path, before: present, after: after.replace(/\r?\n/g, "\r\n"), mode, permissions };
  }
  refuseFiles([change.path], "are not as git stores them (a filter such as Git LFS changes them)");
  throw new Error("not reached");
}

function bytesOf(text: string, change: FileChange): string {
  return Buffer.from(text, change.encoding).toString("latin1");
}

/** Writes the patch from the new files back to the old ones. */
async function saveBackup(repository: Repository, target: string, files: readonly Replacement[]): Promise<string> {
  const back = files.map(
    ({ path, before, after, mode }): FileChange => ({
      path,
      mode,
      encoding: "latin1",
      before: after,
      after: before,
      base: null,
    }),
  );
  const folder = stateFolder(repository);
  await mkdir(folder, { recursive: true });
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const file = join(folder, `backup-${target.replace(/[^A-Za-z0-9_-]/g, "-")}-${stamp}.patch`);
  await writeFile(file, drawPatch(back));
  return file;
}

/** Everything is written beside its place first, then moved there; what was moved goes back if one fails. */
async function replaceAll(root: string, files: readonly Replacement[]): Promise<void> {
  const temporary = (path: string) => join(root, `${path}.unpick-${process.pid}`);
  const done: Replacement[] = [];
  try {
    for (const file of files) {
      if (file.after === null) continue;
      await mkdir(dirname(join(root, file.path)), { recursive: true });
      await writeFile(temporary(file.path), file.after, "latin1");
      await chmod(temporary(file.path), file.permissions);
    }
    for (const file of files) {
      done.push(file);
      if (file.after === null) await rm(join(root, file.path));
      else await rename(temporary(file.path), join(root, file.path));
    }
  } catch (error) {
    for (const file of done) {
      if (file.before === null) await rm(join(root, file.path), { force: true });
      else await writeFile(join(root, file.path), file.before, { encoding: "latin1", mode: file.permissions });
    }
    for (const file of files) await rm(temporary(file.path), { force: true });
    throw error;
  }
}
