import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { UserError } from "../errors.js";

let found: string | undefined;

/**
 * Gives the absolute path of git, looked up once in PATH.
 *
 * Relative entries of PATH, and the current folder that Windows searches first, are skipped: a
 * repository may contain a file called `git`.
 *
 * @throws UserError (exit 2) if no git is installed
 */
export function gitExecutable(): string {
  found ??= search();
  return found;
}

function search(): string {
  const name = process.platform === "win32" ? "git.exe" : "git";
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) return candidate;
    } catch {
      // Not here; the next folder may have it.
    }
  }
  throw new UserError("git was not found.", "Install git 2.38 or newer and make sure that PATH names its folder.");
}
