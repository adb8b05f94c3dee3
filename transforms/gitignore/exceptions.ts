import { type IgnoreRule, ignoredPart, ignoreRules } from "../../src/repo/ignore.js";

/**
 * Finds the exceptions (`!/users.db`) without which files that leave the tree would be ignored. Git overwrites an
 * ignored file without asking when a branch that still tracks it is checked out; one that is merely untracked makes
 * it refuse.
 *
 * @param top rules of the ignore file at the top, as it will be: exceptions are added behind them
 * @param below rules of the ignore files in folders, which come after those at the top
 * @param leaving files that leave the tree while the local copy stays in use
 * @returns the lines to add at the top, and the files that are ignored all the same
 */
export function protectingExceptions(
  top: readonly IgnoreRule[],
  below: readonly IgnoreRule[],
  leaving: readonly string[],
): { lines: string[]; ignored: string[] } {
  const lines: string[] = [];
  const ignored: string[] = [];
  let exceptions: IgnoreRule[] = [];
  for (const path of leaving) {
    const own: string[] = [];
    let next = exceptions;
    const hidden = () => ignoredPart([...top, ...next, ...below], path);
    for (let part = hidden(); part !== undefined; part = hidden()) {
      const line = `!/${escaped(part)}`;
      if (own.includes(line)) break;
      own.push(line);
      next = [...next, ...ignoreRules({ folder: "", text: line })];
    }
    if (hidden() === undefined) {
      exceptions = next;
      lines.push(...own);
    } else ignored.push(path);
  }
  return { lines, ignored };
}

/** A path in which no character has a meaning of its own. */
function escaped(path: string): string {
  return path.replace(/[\\*?[\]]/g, "\\$&").replace(/ $/, "\\ ");
}
