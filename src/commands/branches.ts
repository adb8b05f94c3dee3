import { UserError } from "../errors.js";
import { readStack, type Stack } from "../git/branch.js";
import { currentBranch, findCommit, type Repository } from "../git/repository.js";
import { gitText } from "../git/run.js";
import { closest } from "../target/suggest.js";

/** A stack with the branch it was found on. */
export interface ChosenStack {
  branch: string;
  stack: Stack;
}

/**
 * Finds the stack that a command is about: the branch named, else the one checked out if it is ours, else the only
 * one under `unpick/`, here or on a remote.
 *
 * @throws UserError (exit 2) if there is none or there are several, (exit 3) if the one named is not ours
 */
export async function chooseStack(repository: Repository, named: string | undefined): Promise<ChosenStack> {
  if (named !== undefined) return { branch: named, stack: await readNamed(repository, named) };
  const current = await currentBranch(repository);
  if (current !== null && (await findCommit(repository, `refs/heads/${current}`)) !== null) {
    const stack = await stackOrNull(repository, current);
    if (stack) return { branch: current, stack };
  }
  const candidates = await ownBranches(repository);
  const [branch] = candidates;
  if (branch === undefined) {
    throw new UserError("There is no branch of unpick here.", "unpick apply TARGET makes one.");
  }
  if (candidates.length > 1) {
    throw new UserError(
      `There are several branches of unpick: ${candidates.join(", ")}.`,
      "Check one out, or name it with --branch.",
    );
  }
  return { branch, stack: await readStack(repository, branch) };
}

async function readNamed(repository: Repository, branch: string): Promise<Stack> {
  try {
    return await readStack(repository, branch);
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode !== 2) throw error;
    const [suggestion] = closest(branch, await allBranches(repository), 1);
    throw suggestion ? new UserError(error.message, `Did you mean ${suggestion}?`, 2) : error;
  }
}

async function stackOrNull(repository: Repository, branch: string): Promise<Stack | null> {
  try {
    return await readStack(repository, branch);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** Branches whose tip is, or stands on, a stack: those here, and those that only a remote has. */
async function ownBranches(repository: Repository): Promise<string[]> {
  const names = (await allBranches(repository)).filter((name) => name.startsWith("unpick/"));
  const stacks = await Promise.all(names.map((name) => stackOrNull(repository, name)));
  return names.filter((_, index) => stacks[index] !== null);
}

async function allBranches(repository: Repository): Promise<string[]> {
  const output = await gitText(repository, ["for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes"]);
  const names = output.split("\n").flatMap((ref) => {
    if (ref.startsWith("refs/heads/")) return [ref.slice("refs/heads/".length)];
    const remote = /^refs\/remotes\/[^/]+\/(.+)$/.exec(ref)?.[1];
    return remote === undefined || remote === "HEAD" ? [] : [remote];
  });
  return [...new Set(names)];
}
