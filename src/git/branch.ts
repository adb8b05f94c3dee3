import { UserError } from "../errors.js";
import type { ForeignCommit } from "./carry.js";
import { type CommitParts, messageText, parseCommit } from "./commit.js";
import { readObjects } from "./objects.js";
import { findCommit, type Repository } from "./repository.js";
import { git } from "./run.js";
import { parseMessage, type StackTrailers, subjectOf } from "./trailers.js";

/** One of the stack's own commits. */
export interface StackStep {
  name: string;
  sha: string;
  subject: string;
  /** What the commit holds now; differs from what the plan gives if somebody amended it. */
  tree: string;
}

/** A stack as its branch tells it, without anything that only one clone has. */
export interface Stack {
  /** Full name of the ref that was read: a branch here, or one of a remote. */
  ref: string;
  /** The branch exists here, so that it can be moved; else only a remote has it. */
  local: boolean;
  tip: string;
  base: string;
  version: string;
  options: Record<string, unknown>;
  /** The lowest first. */
  steps: StackStep[];
  /** People's commits on top or in between, the lowest first. */
  foreign: ForeignCommit[];
}

/** A stack with more commits than this is not looked for; it bounds the walk down a foreign history. */
const LONGEST_STACK = 10_000;

/**
 * Reads a stack back from a branch, in any clone, by the trailers of its commits.
 *
 * @param branch short name; a branch of a remote is taken if there is none here
 * @param parse reads the trailers of a message
 * @throws UserError (exit 3) if the branch is not a stack, holds merges, or was rebased away from its
 * base; (exit 2) if there is no such branch
 */
export async function readStack(
  repository: Repository,
  branch: string,
  parse: (message: string) => StackTrailers | null = parseMessage,
): Promise<Stack> {
  const { ref, tip } = await findBranch(repository, branch);
  const walked: Walked[] = [];
  let own: StackTrailers | null = null;
  for await (const { sha, parts } of firstParents(repository, tip)) {
    if (sha === own?.base) break;
    const message = messageText(parts);
    const found = parse(message);
    const trailers: StackTrailers | null = found !== null && (own === null || found.base === own.base) ? found : null;
    own ??= trailers;
    walked.push({ sha, parts, subject: subjectOf(message), trailers });
  }
  const lowest = walked.findLastIndex((commit) => commit.trailers !== null);
  if (own === null || lowest < 0) {
    throw new UserError(
      `The branch ${branch} was not written by unpick: no commit on it has its trailers.`,
      "git branch lists the branches; unpick apply makes one.",
      3,
    );
  }
  const stack = walked.slice(0, lowest + 1).reverse();
  refuseOthers(branch, stack, own.base);
  return {
    ref,
    local: ref.startsWith("refs/heads/"),
    tip,
    base: own.base,
    version: own.version,
    options: own.options,
    steps: stack.flatMap(({ sha, parts, subject, trailers }) =>
      trailers === null ? [] : [{ name: trailers.step, sha, subject, tree: parts.tree }],
    ),
    foreign: stack.flatMap(({ sha, subject, trailers }) => (trailers === null ? [{ sha, subject }] : [])),
  };
}

interface Walked {
  sha: string;
  parts: CommitParts;
  subject: string;
  trailers: StackTrailers | null;
}

function refuseOthers(branch: string, stack: readonly Walked[], base: string): void {
  const merge = stack.find((commit) => commit.parts.parents.length > 1);
  if (merge !== undefined) {
    throw new UserError(
      `The branch ${branch} holds a merge (${merge.sha.slice(0, 12)}), so its steps cannot be told from what was merged.`,
      `Take the merge off the branch, or plan again from the branch that was merged.`,
      3,
    );
  }
  if (stack[0]?.parts.parents[0] !== base) {
    throw new UserError(
      `The branch ${branch} no longer starts at ${base.slice(0, 12)}, where its plan was made: it was rebased or cut.`,
      "Plan again from where it starts now.",
      3,
    );
  }
}

/** The branch here, or else the one that exactly one remote has. */
async function findBranch(repository: Repository, branch: string): Promise<{ ref: string; tip: string }> {
  const candidates = branch.startsWith("refs/") ? [branch] : [`refs/heads/${branch}`, `refs/remotes/${branch}`];
  for (const ref of candidates) {
    const tip = await findCommit(repository, ref);
    if (tip !== null) return { ref, tip };
  }
  const { stdout } = await git(repository, ["for-each-ref", "--format=%(objectname) %(refname)", "refs/remotes"]);
  const found = stdout
    .toString("utf8")
    .split("\n")
    .map((line) => ({ tip: line.slice(0, line.indexOf(" ")), ref: line.slice(line.indexOf(" ") + 1) }))
    // The name of a remote may contain slashes too, so the end decides.
    .filter(({ ref }) => ref.startsWith("refs/remotes/") && ref.endsWith(`/${branch}`));
  if (found.length === 1) return found[0]!;
  throw new UserError(
    found.length === 0
      ? `There is no branch ${branch}.`
      : `Several remotes have a branch ${branch}: ${found.map(({ ref }) => ref).join(", ")}.`,
    found.length === 0 ? "git branch --all lists the branches." : "Name one of them with --branch.",
  );
}

async function* firstParents(
  repository: Repository,
  tip: string,
): AsyncGenerator<{ sha: string; parts: CommitParts }, void, undefined> {
  const list = await git(repository, ["rev-list", "--first-parent", `--max-count=${LONGEST_STACK}`, tip]);
  const shas = list.stdout.toString("latin1").split("\n").filter(Boolean);
  for await (const object of readObjects(repository, shas)) {
    if (object.type !== "commit" || object.content === null) return;
    yield { sha: object.oid, parts: parseCommit(object.content) };
  }
}
