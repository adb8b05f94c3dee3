import { UserError } from "../errors.js";
import { type Identity, personLine } from "./identity.js";
import type { FileMode } from "./objects.js";
import { pathFault, quotePath, shownPath } from "./paths.js";
import { git } from "./run.js";
import type { Workspace } from "./workspace.js";

/** A file as it is to be after a commit. */
export interface FileChange {
  /** As {@link TreeEntry} has it. */
  path: string;
  /** Not looked at when the file goes. */
  mode: FileMode;
  /** The bytes to store, unchanged; null takes the file away. */
  content: Buffer | null;
}

/** One commit of a stack. */
export interface NewCommit {
  message: string;
  /** What changes against the commit before; each path once. */
  files: readonly FileChange[];
}

/**
 * Writes commits, one on top of the other, through one `git fast-import`. Only objects are made: the
 * ref that fast-import needs lies in the scratch repository of the run.
 *
 * @param base the commit below the first one
 * @returns the hashes, in order
 * @throws UserError (exit 2) if a path cannot be stored, or objects below base are missing
 */
export async function importCommits(
  workspace: Workspace,
  base: string,
  commits: readonly NewCommit[],
  identity: Identity,
): Promise<string[]> {
  if (commits.length === 0) return [];
  for (const commit of commits) check(commit);
  // Forced, because a second stack of the same run need not lie on top of the first.
  const result = await git(workspace.scratch, ["fast-import", "--quiet", "--force", "--done", "--date-format=raw"], {
    input: stream(base, commits, identity),
    allowFailure: true,
  });
  if (result.code !== 0) {
    throw new UserError(
      `git could not write the commits: ${result.stderr.trim().split("\n")[0] ?? ""}`,
      "In a partial or damaged clone, fetch the missing objects: git fetch --refetch",
    );
  }
  const shas = result.stdout.toString("latin1").split("\n").filter(Boolean);
  if (shas.length !== commits.length) throw new Error("git fast-import wrote another number of commits");
  return shas;
}

function check(commit: NewCommit): void {
  if (commit.message.includes("\0")) throw new Error("a commit message cannot contain NUL");
  const seen = new Set<string>();
  for (const file of commit.files) {
    // Taking away what should never have been there is fine.
    const fault = file.content === null && file.path !== "" ? undefined : pathFault(file.path);
    if (fault !== undefined) throw new UserError(`The file ${shownPath(file.path)} cannot be written: ${fault}.`);
    if (seen.has(file.path)) throw new Error(`${shownPath(file.path)} is twice in one commit`);
    if (file.content !== null && !["100644", "100755", "120000"].includes(file.mode)) {
      throw new Error(`${shownPath(file.path)} has the mode ${file.mode}, which no content can have`);
    }
    seen.add(file.path);
  }
}

/** The input of fast-import; see git-fast-import(1), "Input Format". */
function* stream(base: string, commits: readonly NewCommit[], identity: Identity): Generator<Buffer> {
  // Without this, input that is cut off would count as complete.
  yield Buffer.from("feature done\n");
  let mark = 0;
  for (const commit of commits) {
    mark += 1;
    const message = Buffer.from(commit.message, "utf8");
    yield Buffer.from(
      `commit refs/stack\nmark :${mark}\n` +
        `author ${personLine(identity.author, identity.authorDate)}\n` +
        `committer ${personLine(identity.committer, identity.committerDate)}\n` +
        `data ${message.length}\n`,
    );
    yield message;
    yield Buffer.from(mark === 1 ? `\nfrom ${base}\n` : "\n");
    // Deletions first: a file may make room for a folder of the same name.
    for (const file of commit.files) if (file.content === null) yield Buffer.from(`D ${quotePath(file.path)}\n`);
    for (const file of commit.files) {
      if (file.content === null) continue;
      yield Buffer.from(`M ${file.mode} inline ${quotePath(file.path)}\ndata ${file.content.length}\n`);
      if (file.content.length > 0) yield file.content;
      yield Buffer.from("\n");
    }
    yield Buffer.from("\n");
  }
  for (let number = 1; number <= mark; number += 1) yield Buffer.from(`get-mark :${number}\n`);
  yield Buffer.from("done\n");
}
