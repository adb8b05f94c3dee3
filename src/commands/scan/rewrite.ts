import type { GonePath } from "../../git/gone-paths.js";
import type { ScanGone } from "../../report/ledger-document.js";

/**
 * Writes the command that takes paths out of every commit. Nothing of unpick runs it. Left out are paths that a branch
 * still has, since the command would take them from its newest commit too, and names that a terminal cannot
 * show as they are: what is pasted must be what was read.
 */
export function rewriteCommand(paths: readonly GonePath[]): Pick<ScanGone, "command" | "saves"> {
  const wanted = paths.filter(({ path, heldBy }) => heldBy.length === 0 && !/[\p{C}\p{Zl}\p{Zp}]/u.test(path));
  if (wanted.length === 0) return { command: null, saves: 0 };
  return {
    // With =, a name that starts with a dash is no option.
    command: `git filter-repo --invert-paths ${wanted.map(({ path }) => `--path=${quoted(path)}`).join(" ")}`,
    saves: wanted.reduce((sum, { stored }) => sum + stored, 0),
  };
}

/** A name as a POSIX shell takes it. */
function quoted(name: string): string {
  return /^[\w./:@%+,=-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
