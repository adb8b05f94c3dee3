import { existsSync } from "node:fs";
import { UserError } from "../errors.js";
import { withoutFilters } from "./environment.js";
import { type GitResult, git, gitText, type Place } from "./run.js";

/** An opened repository: where it lies and what kind it is. Plain data; calls go through {@link git}. */
export interface Repository extends Place {
  /** Top folder of the working tree; null in a bare repository. */
  readonly root: string | null;
  /** The folder of this working tree's HEAD and index. */
  readonly gitDir: string;
  /** The folder that all linked working trees share (refs, objects, configuration). */
  readonly commonDir: string;
  readonly objectFormat: "sha1" | "sha256";
  /** The history was cut off when it was cloned. */
  readonly shallow: boolean;
  /** A partial clone: objects may be missing, and are never fetched. */
  readonly partial: boolean;
  /** Names of the filters (clean, smudge, process) in the configuration; they are switched off. */
  readonly filters: readonly string[];
}

/**
 * Finds the repository that a folder belongs to and reads what the other functions need to know.
 * Works in subfolders, linked working trees, bare and shallow repositories, at a detached HEAD and
 * without commits.
 *
 * @param cwd any folder inside
 * @throws UserError (exit 2) if there is no repository, or git refuses to work in it
 */
export async function openRepository(cwd: string): Promise<Repository> {
  if (!existsSync(cwd)) throw new UserError(`The folder ${cwd} does not exist.`);
  const place: Place = { cwd, variables: {} };
  // One call for each path: a line end inside a path would spoil a common answer.
  const absolute = ["rev-parse", "--path-format=absolute"];
  const first = await git(place, [...absolute, "--git-dir"], { allowFailure: true });
  if (first.code !== 0) throw refusal(cwd, first);
  const [commonDir, top, facts, filters, promisors] = await Promise.all([
    gitText(place, [...absolute, "--git-common-dir"]),
    git(place, [...absolute, "--show-toplevel"], { allowFailure: true }),
    gitText(place, ["rev-parse", "--show-object-format", "--is-shallow-repository"]),
    configNames(place, "^filter\\..*\\.(clean|smudge|process|required)$"),
    configNames(place, "^(remote\\..*\\.promisor|extensions\\.partialclone)$"),
  ]);
  const [objectFormat, shallow] = facts.split(/\r?\n/);
  const drivers = [...new Set(filters.map((name) => name.slice("filter.".length, name.lastIndexOf("."))))];
  const root = top.code === 0 ? withoutLineEnd(top) : null;
  const gitDir = withoutLineEnd(first);
  return {
    cwd: root ?? gitDir,
    variables: withoutFilters(drivers),
    root,
    gitDir,
    commonDir,
    objectFormat: objectFormat === "sha256" ? "sha256" : "sha1",
    shallow: shallow === "true",
    partial: promisors.length > 0,
    filters: drivers,
  };
}

/**
 * Gives the commit that a name stands for (`HEAD`, a branch, a tag, an abbreviated hash).
 *
 * @throws UserError (exit 2) if there is none, with a text of its own for a repository without commits
 */
export async function resolveCommit(repository: Repository, revision = "HEAD"): Promise<string> {
  const found = await findCommit(repository, revision);
  if (found !== null) return found;
  if (revision === "HEAD") {
    throw new UserError(
      "The repository has no commits yet.",
      "Commit the application first: git add --all && git commit -m 'First commit'",
    );
  }
  throw new UserError(`There is no commit called ${revision}.`, "git branch --all and git log list what there is.");
}

/** Like {@link resolveCommit}, but gives null if there is no such commit. */
export async function findCommit(repository: Repository, revision: string): Promise<string | null> {
  // A name that starts with a dash would be read as an option; no ref can have it.
  if (revision === "" || revision.startsWith("-")) return null;
  const result = await git(repository, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`], {
    allowFailure: true,
  });
  return result.code === 0 ? withoutLineEnd(result) : null;
}

/** Gives the branch that is checked out (`unpick/ollama`), or null at a detached HEAD. */
export async function currentBranch(repository: Repository): Promise<string | null> {
  const result = await git(repository, ["symbolic-ref", "--quiet", "HEAD"], { allowFailure: true });
  const ref = withoutLineEnd(result);
  return result.code === 0 && ref.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : null;
}

/** The hash that stands for "no object" in this repository. */
export function noObject(repository: Repository): string {
  return "0".repeat(repository.objectFormat === "sha256" ? 64 : 40);
}

async function configNames(place: Place, pattern: string): Promise<string[]> {
  const result = await git(place, ["config", "-z", "--name-only", "--get-regexp", pattern], { allowFailure: true });
  // Code 1 says that nothing matched.
  if (result.code > 1) throw refusal(place.cwd, result);
  return result.stdout.toString("utf8").split("\0").filter(Boolean);
}

function refusal(cwd: string, result: GitResult): UserError {
  const reason = result.stderr.trim().replace(/^fatal: /, "");
  if (/not a git repository/i.test(reason)) {
    return new UserError(
      `${cwd} is not in a git repository.`,
      "Go to the application's folder, or make it a repository: git init && git add --all && git commit",
    );
  }
  if (/dubious ownership/i.test(reason)) {
    return new UserError(
      `git refuses to work in ${cwd}, because it belongs to another user.`,
      `If you trust it: git config --global --add safe.directory ${cwd}`,
    );
  }
  return new UserError(`git cannot read the repository at ${cwd}: ${reason}`);
}

function withoutLineEnd(result: GitResult): string {
  return result.stdout.toString("utf8").replace(/\r?\n$/, "");
}
