import { UserError } from "../errors.js";
import { type CommitParts, parseCommit, treesOf, writeCommit } from "./commit.js";
import type { Identity } from "./identity.js";
import { mergeTrees } from "./merge.js";
import { readObjects } from "./objects.js";
import { shownPath } from "./paths.js";
import type { Repository } from "./repository.js";
import type { Workspace } from "./workspace.js";

/** A commit that a person made on top of a stack, or between its steps. */
export interface ForeignCommit {
  sha: string;
  subject: string;
}

/** A person's commit, and what it became. */
export interface Carried {
  from: string;
  to: string;
}

/**
 * Writes people's commits again on top of another tip, each by a three-way merge. Author, author date and
 * message stay; the committer is the one given. Only objects are made.
 *
 * @param foreign in the order of the branch, the lowest first
 * @returns the new commits in the same order; the last one is the new tip
 * @throws UserError (exit 3) if one conflicts, naming it and the paths
 */
export async function carryCommits(
  repository: Repository,
  workspace: Workspace,
  tip: string,
  foreign: readonly ForeignCommit[],
  identity: Identity,
  sign: boolean,
): Promise<Carried[]> {
  if (foreign.length === 0) return [];
  const commits = await readCommits(repository, foreign);
  const before = await treesOf(
    repository,
    commits.map((parts) => parts.parents[0]!),
  );
  let tree = (await treesOf(repository, [tip]))[0]!;
  let parent = tip;
  const carried: Carried[] = [];
  for (const [index, parts] of commits.entries()) {
    const { sha, subject } = foreign[index]!;
    const merged = await mergeTrees(workspace, before[index]!, tree, parts.tree);
    if (merged.tree === null) {
      throw new UserError(
        `The commit ${sha.slice(0, 12)} (${shownPath(subject)}) cannot be carried over: it conflicts in ${merged.conflicts.map(shownPath).join(", ")}.`,
        "Nothing was changed. Move that commit to a branch of its own and put it back afterwards.",
        3,
      );
    }
    tree = merged.tree;
    parent = await writeCommit(repository, { ...parts, tree, parents: [parent] }, identity, sign);
    carried.push({ from: sha, to: parent });
  }
  return carried;
}

async function readCommits(repository: Repository, foreign: readonly ForeignCommit[]): Promise<CommitParts[]> {
  const commits: CommitParts[] = [];
  for await (const object of readObjects(
    repository,
    foreign.map((commit) => commit.sha),
  )) {
    if (object.type !== "commit" || object.content === null) throw new Error(`${object.oid} is not a commit`);
    const parts = parseCommit(object.content);
    if (parts.parents.length !== 1) {
      throw new UserError(
        `The commit ${object.oid.slice(0, 12)} is a merge, which cannot be carried over.`,
        "Nothing was changed. Take the merge off the branch and do it again afterwards.",
        3,
      );
    }
    commits.push(parts);
  }
  return commits;
}
