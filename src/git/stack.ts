import { type Carried, carryCommits, type ForeignCommit } from "./carry.js";
import { signChain, wantsSignature } from "./commit.js";
import { type Identity, resolveIdentity } from "./identity.js";
import { importCommits, type NewCommit } from "./import.js";
import { checkBranch, type Moved, moveBranch } from "./move.js";
import type { Repository } from "./repository.js";
import { withWorkspace } from "./workspace.js";

/** What to write, and where. */
export interface StackRequest {
  /** The commit below the stack. */
  base: string;
  /** Short name of the branch: `unpick/ollama`. */
  branch: string;
  commits: readonly NewCommit[];
  /** The tip that the caller has seen; null if the branch must not exist yet. */
  expectedOld: string | null;
  /** Who and when; found out from the configuration if left out. */
  identity?: Identity;
  /** People's commits of the old stack that come back on top, the lowest first. */
  foreign?: readonly ForeignCommit[];
}

/** What was written. */
export interface WrittenStack extends Moved {
  tip: string;
  /** The stack's own commits, the lowest first. */
  shas: string[];
  /** People's commits and what they became. */
  carried: Carried[];
  identity: Identity;
  signed: boolean;
}

/**
 * Writes a stack of commits and puts a branch on it. All objects are written before the branch moves, and it
 * moves once, by compare-and-swap: killed at any time, it is either where it was or complete. Working
 * tree, index and the current branch are not touched, unless the branch written is checked out.
 *
 * @throws UserError (exit 2 or 3) as {@link checkBranch}, {@link importCommits}, {@link carryCommits} and
 * {@link moveBranch}; the branch has not moved then
 */
export async function writeStack(repository: Repository, request: StackRequest): Promise<WrittenStack> {
  const { base, branch, commits, expectedOld } = request;
  return withWorkspace(repository, async (workspace) => {
    await checkBranch(repository, branch, expectedOld);
    const identity = request.identity ?? (await resolveIdentity(repository));
    const signed = await wantsSignature(repository);
    let shas = await importCommits(workspace, base, commits, identity);
    if (signed) {
      const messages = commits.map((commit) => commit.message);
      shas = await signChain(repository, base, shas, messages, identity);
    }
    const top = shas.at(-1) ?? base;
    const carried = await carryCommits(repository, workspace, top, request.foreign ?? [], identity, signed);
    const tip = carried.at(-1)?.to ?? top;
    const moved = await moveBranch(repository, workspace, branch, tip, expectedOld, "unpick: write the stack");
    return { ...moved, tip, shas, carried, identity, signed };
  });
}

/**
 * Writes a stack again from its base, with people's commits on top: {@link writeStack} under the name of what it
 * is for.
 */
export async function rebuildStack(
  repository: Repository,
  request: StackRequest & { foreign: readonly ForeignCommit[] },
): Promise<WrittenStack> {
  return writeStack(repository, request);
}
