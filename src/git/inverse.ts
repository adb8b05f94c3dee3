import { UserError } from "../errors.js";
import { treesOf, wantsSignature, writeCommit } from "./commit.js";
import { type Identity, personLine, resolveIdentity } from "./identity.js";
import { type FileChange, importCommits } from "./import.js";
import { mergeTrees } from "./merge.js";
import { checkBranch, type Moved, moveBranch } from "./move.js";
import { shownPath } from "./paths.js";
import { type Repository, resolveCommit } from "./repository.js";
import { withWorkspace } from "./workspace.js";

/** Which change to undo on a branch that has the stack's result, but not its commits. */
export interface InverseRequest {
  /** Short name of the branch that gets the commit. */
  branch: string;
  /** Its tip as the caller has seen it. */
  expectedOld: string;
  /** The commit that the plan was made from. */
  base: string;
  /** From base to the result with all steps. */
  full: readonly FileChange[];
  /** From base to the result without the steps to undo. */
  without: readonly FileChange[];
  message: string;
  identity?: Identity;
}

/** The commit that was written; null if the branch has nothing left of the steps to undo. */
export interface Inverse extends Moved {
  commit: string | null;
}

/**
 * Undoes steps on a branch that the stack was squashed into, by one commit: what leads from the full result to
 * the result without the steps is merged into the tip (base of the merge: the full result).
 *
 * @throws UserError (exit 3) if later work conflicts, naming the paths, or as {@link moveBranch}; the
 * branch has not moved then
 */
export async function applyInverse(repository: Repository, request: InverseRequest): Promise<Inverse> {
  const { branch, expectedOld, base, message } = request;
  return withWorkspace(repository, async (workspace) => {
    await checkBranch(repository, branch, expectedOld);
    await resolveCommit(repository, base);
    const identity = request.identity ?? (await resolveIdentity(repository));
    const [full] = await importCommits(workspace, base, [{ message: "full", files: request.full }], identity);
    const [without] = await importCommits(workspace, base, [{ message: "without", files: request.without }], identity);
    const [baseTree, ours, theirs] = await treesOf(repository, [full!, expectedOld, without!]);
    const merged = await mergeTrees(workspace, baseTree!, ours!, theirs!);
    if (merged.tree === null) {
      throw new UserError(
        `${branch} has changed since in ${merged.conflicts.map(shownPath).join(", ")}, so the step cannot be undone there.`,
        "Nothing was changed. Undo those later changes first, or bring the step back by hand.",
        3,
      );
    }
    if (merged.tree === ours) return { commit: null, undo: null, followed: [] };
    const parts = {
      tree: merged.tree,
      parents: [expectedOld],
      author: Buffer.from(personLine(identity.author, identity.authorDate)),
      encoding: null,
      message: Buffer.from(message.endsWith("\n") ? message : `${message}\n`),
    };
    const commit = await writeCommit(repository, parts, identity, await wantsSignature(repository));
    const moved = await moveBranch(
      repository,
      workspace,
      branch,
      commit,
      expectedOld,
      "unpick: revert onto the branch",
    );
    return { ...moved, commit };
  });
}
