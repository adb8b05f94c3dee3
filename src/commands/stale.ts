import type { Target } from "../engine/model.js";
import type { Plan } from "../engine/plan-model.js";
import { listTree, readBlobs, type TreeEntry } from "../git/objects.js";
import { shownPath } from "../git/paths.js";
import type { Repository } from "../git/repository.js";
import { gitText } from "../git/run.js";

/** Why a plan no longer fits a commit. */
export interface Staleness {
  /** Files that the plan changes, or that mention the target anew, with the commit that changed them. */
  files: string[];
  /** Number of other files that changed; they do not matter. */
  others: number;
}

/**
 * Compares the commit that a plan was made from with another. The plan is stale if a file that it changes
 * is another one there, or a changed or new file mentions the target more often than before.
 */
export async function staleness(
  repository: Repository,
  plan: Plan,
  target: Target,
  commit: string,
): Promise<Staleness> {
  const { base } = plan.document;
  if (base === commit) return { files: [], others: 0 };
  const [before, after] = await Promise.all([treeOf(repository, base), treeOf(repository, commit)]);
  const planned = new Set(plan.changes.flatMap(({ files }) => files.map((file) => file.path)));
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path)?.oid !== after.get(path)?.oid,
  );
  const touched = differing.filter((path) => planned.has(path));
  const mentioning = await moreMentions(
    repository,
    target,
    differing.filter((path) => !planned.has(path)).map((path) => [path, before.get(path), after.get(path)]),
  );
  const files: string[] = [];
  for (const path of touched) files.push(`${shownPath(path)}  ${await lastChange(repository, base, commit, path)}`);
  for (const path of mentioning) {
    files.push(`${shownPath(path)}  mentions the target anew, ${await lastChange(repository, base, commit, path)}`);
  }
  return { files, others: differing.length - files.length };
}

async function treeOf(repository: Repository, commit: string): Promise<Map<string, TreeEntry>> {
  return new Map((await listTree(repository, commit)).map((entry) => [entry.path, entry]));
}

/** Files that mention the target more often after than before. */
async function moreMentions(
  repository: Repository,
  target: Target,
  files: readonly [path: string, before: TreeEntry | undefined, after: TreeEntry | undefined][],
): Promise<string[]> {
  const readable = (entry: TreeEntry | undefined) => entry !== undefined && /^100/.test(entry.mode);
  const oids = files.flatMap(([, before, after]) => [before, after].filter(readable).map((entry) => entry!.oid));
  const blobs = await readBlobs(repository, oids, { maximumBytes: 4 * 1024 * 1024 });
  const mentions = (entry: TreeEntry | undefined) => {
    const content = readable(entry) ? blobs.get(entry!.oid) : null;
    return content && !content.subarray(0, 8000).includes(0) ? target.find(content.toString("utf8")).length : 0;
  };
  return files.filter(([, before, after]) => mentions(after) > mentions(before)).map(([path]) => path);
}

/** The last commit in a range that changed a file, in words. */
async function lastChange(repository: Repository, base: string, commit: string, path: string): Promise<string> {
  const args = ["log", "--max-count=1", "--format=%h %s", `${base}..${commit}`, "--", path];
  const line = await gitText(repository, args, { allowFailure: true, env: { GIT_LITERAL_PATHSPECS: "1" } });
  if (line === "") return `differs at ${commit.slice(0, 7)}`;
  const space = line.indexOf(" ");
  return `changed in ${line.slice(0, space)} "${shownPath(line.slice(space + 1))}"`;
}
