import { UserError } from "../errors.js";
import { pathFromBytes } from "./paths.js";
import { type GitResult, git, gitText, type Place } from "./run.js";
import type { Workspace } from "./workspace.js";

/** What a three-way merge gave: a tree, or the paths in conflict. */
export type MergeResult = { tree: string; conflicts: [] } | { tree: null; conflicts: string[] };

/**
 * Merges trees in memory, touching no index and no file. It happens in the scratch repository, which
 * has no attributes and no configuration: no merge driver can run, and the result is the same in
 * every clone. Renamed files are followed.
 *
 * @param base tree that both sides come from
 * @param ours tree of the side that is merged into
 * @param theirs tree of the side that brings the change
 * @throws UserError (exit 2) if objects are missing
 */
export async function mergeTrees(
  workspace: Workspace,
  base: string,
  ours: string,
  theirs: string,
): Promise<MergeResult> {
  if (base === theirs || ours === theirs) return { tree: ours, conflicts: [] };
  if (base === ours) return { tree: theirs, conflicts: [] };
  const place = workspace.scratch;
  // `merge-tree --merge-base` needs git 2.40, so the trees are dressed as commits of a tiny history. Its
  // root has no parent: the true history may be cut off (shallow clone).
  const root = await dress(place, base);
  const sides = await Promise.all([dress(place, ours, root), dress(place, theirs, root)]);
  const settings = {
    GIT_CONFIG_COUNT: "2",
    GIT_CONFIG_KEY_0: "merge.renames",
    GIT_CONFIG_VALUE_0: "true",
    // Moving a file because its neighbours moved is a guess.
    GIT_CONFIG_KEY_1: "merge.directoryRenames",
    GIT_CONFIG_VALUE_1: "false",
  };
  const args = ["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ...sides];
  const result = await git(place, args, { allowFailure: true, env: settings });
  if (result.code > 1) throw failure(result);
  const fields = splitNul(result.stdout);
  if (result.code === 0) return { tree: fields[0]!.toString("latin1"), conflicts: [] };
  const conflicts = fields.slice(1).filter((field) => field.length > 0);
  return { tree: null, conflicts: [...new Set(conflicts.map(pathFromBytes))] };
}

/** Makes a commit of a tree; who and when are fixed, so the same trees give the same commits. */
async function dress(place: Place, tree: string, parent?: string): Promise<string> {
  const person = "unpick <unpick@unpick.invalid> 0 +0000";
  const content = `tree ${tree}\n${parent ? `parent ${parent}\n` : ""}author ${person}\ncommitter ${person}\n\nmerge\n`;
  return gitText(place, ["hash-object", "-t", "commit", "-w", "--stdin"], { input: content });
}

function failure(result: GitResult): UserError {
  return new UserError(
    `git could not merge: ${result.stderr.trim().split("\n")[0] ?? ""}`,
    "In a partial or damaged clone, fetch the missing objects: git fetch --refetch",
  );
}

function splitNul(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
    fields.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return fields;
}
