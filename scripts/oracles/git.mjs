// Files of a git directory, without a work tree.
import { spawnSync } from "node:child_process";

/** The text of an object, as in `HEAD:path`. */
export const show = (repository, object) => git(repository, ["show", object]);

/** The paths at HEAD below a folder. */
export const pathsBelow = (repository, folder) =>
  git(repository, ["ls-tree", "-r", "--name-only", "-z", "HEAD", "--", folder]).split("\0").filter(Boolean);

function git(repository, arguments_) {
  const { status, stdout, stderr } = spawnSync("git", ["--git-dir", repository, ...arguments_], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
