import { relative } from "node:path";
import { changedFiles } from "../git/porcelain.js";
import { openRepository, type Repository } from "../git/repository.js";
import { count } from "../report/balance.js";
import type { Context } from "./context.js";

/** Opens the repository around the folder of the command. */
export async function openSession(context: Context): Promise<Repository> {
  return openRepository(context.cwd);
}

/** What a person should know about the place before reading a plan; never a reason to stop. */
export async function placeNotes(context: Context, repository: Repository, scoped: boolean): Promise<string[]> {
  const notes: string[] = [];
  if (repository.root === null) {
    notes.push("This is a bare repository; only branches are written.");
    return notes;
  }
  const folder = relative(repository.root, context.cwd);
  if (folder !== "" && !folder.startsWith("..") && !scoped) {
    notes.push(`The whole repository is planned, not only ${folder}. To narrow what may change: --scope ${folder}`);
  }
  const changed = await changedFiles(repository);
  if (changed.length > 0) {
    const [are, stay] = changed.length === 1 ? ["is", "stays"] : ["are", "stay"];
    notes.push(`${count(changed.length, "uncommitted file")} ${are} not part of the plan and ${stay} untouched.`);
  }
  if (repository.shallow) notes.push("This is a shallow clone: what lies before it in the history was not checked.");
  return notes;
}
