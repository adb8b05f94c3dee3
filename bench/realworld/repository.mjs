import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Runs git in a folder. @returns what it printed; @throws if it fails */
export function git(folder, ...words) {
  const ran = spawnSync("git", ["-c", "core.quotepath=off", "-C", folder, ...words], { maxBuffer: 2 ** 30 });
  if (ran.status !== 0) throw new Error(`git ${words.join(" ")}: ${ran.stderr.toString().slice(0, 300)}`);
  return ran.stdout.toString();
}

/** The git directory of a public repository under a folder, or undefined if it is not there. */
export function historyOf(repos, name) {
  const folder = join(repos, name.replace("/", "+"), "repo");
  return [folder, join(folder, ".git")].find((one) => existsSync(join(one, "objects")));
}

/** A repository without a work tree's files whose only branch stands at a commit of another one, whose objects it borrows. */
export function borrow(history, commit, folder) {
  rmSync(folder, { recursive: true, force: true });
  git(".", "init", "-q", "-b", "main", folder);
  writeFileSync(join(folder, ".git/objects/info/alternates"), `${join(history, "objects")}\n`);
  git(folder, "config", "user.name", "bench");
  git(folder, "config", "user.email", "bench@example.invalid");
  git(folder, "update-ref", "refs/heads/main", commit);
  git(folder, "read-tree", commit);
}
