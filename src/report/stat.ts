import { changeStatus, type FileChange } from "./change.js";
import type { Palette } from "./colour.js";
import { escapeName } from "./escape.js";
import { countAllLines, countLines } from "./hunks.js";

const BAR = 40;

/** Draws one line for each file, with the number of changed lines and a bar, as `git diff --stat` does. */
export function drawStat(changes: readonly FileChange[], palette: Palette): string {
  const rows = changes.map((change) => ({
    name: escapeName(change.path),
    status: changeStatus(change),
    isBinary: change.binary !== undefined,
    ...countLines(change),
  }));
  const width = Math.max(0, ...rows.map((row) => row.name.length));
  const most = Math.max(1, ...rows.map((row) => row.added + row.deleted));
  const scale = Math.min(1, BAR / most);
  const digits = String(most).length;
  return rows
    .map((row) => {
      const name = `  ${row.name.padEnd(width)}`;
      if (row.isBinary) return `${name}  ${"bin".padStart(digits)} deleted`;
      const bar =
        palette.added("+".repeat(Math.ceil(row.added * scale))) +
        palette.deleted("−".repeat(Math.ceil(row.deleted * scale)));
      const gone = row.status === "modified" ? "" : palette.dim(` ${row.status}`);
      return `${name}  ${String(row.added + row.deleted).padStart(digits)} ${bar}${gone}`;
    })
    .map((line) => `${line}\n`)
    .join("");
}

/** Number of changed lines of all files. */
export function changedLines(changes: readonly FileChange[]): number {
  const { added, deleted } = countAllLines(changes);
  return added + deleted;
}
