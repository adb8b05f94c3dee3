import type { FileChange } from "./change.js";
import { type DiffLine, diffLines } from "./lines.js";
import { slideRuns } from "./slide.js";

/** A group of changed lines with the lines around them. */
export interface Hunk {
  /** One-based number of the first line in each text; as diff(1) has it, one less if the side has no lines. */
  oldStart: number;
  oldCount: number;
  newStart: number;
  newCount: number;
  lines: DiffLine[];
  /** One-based number, in the old text, of the first line that changes (or stands after an insertion). */
  firstChange: number;
}

const CONTEXT = 3;

/** The hunks of a change, with three lines of context as git has them. */
export function hunksOf(change: Pick<FileChange, "before" | "after">): Hunk[] {
  const diff = slideRuns(diffLines(change.before ?? "", change.after ?? ""));
  const hunks: Hunk[] = [];
  let oldLine = 1;
  let newLine = 1;
  let at = 0;
  while (at < diff.length) {
    if (diff[at]!.kind === "same") {
      at++;
      oldLine++;
      newLine++;
      continue;
    }
    const start = Math.max(0, at - CONTEXT);
    const end = hunkEnd(diff, at);
    const lines = diff.slice(start, end);
    const oldCount = lines.filter((line) => line.kind !== "added").length;
    const newCount = lines.filter((line) => line.kind !== "deleted").length;
    const lead = at - start;
    hunks.push({
      oldStart: oldCount === 0 ? oldLine - lead - 1 : oldLine - lead,
      oldCount,
      newStart: newCount === 0 ? newLine - lead - 1 : newLine - lead,
      newCount,
      lines,
      firstChange: oldLine,
    });
    oldLine += oldCount - lead;
    newLine += newCount - lead;
    at = end;
  }
  return hunks;
}

/** Index after the last line of the hunk that starts with the change at an index. */
function hunkEnd(diff: readonly DiffLine[], first: number): number {
  let lastChange = first;
  for (let at = first; at < diff.length && at - lastChange <= 2 * CONTEXT + 1; at++) {
    if (diff[at]!.kind !== "same") lastChange = at;
  }
  return Math.min(diff.length, lastChange + 1 + CONTEXT);
}

/** How many lines a change adds and deletes. */
export function countLines(change: Pick<FileChange, "before" | "after">): { added: number; deleted: number } {
  let added = 0;
  let deleted = 0;
  for (const line of diffLines(change.before ?? "", change.after ?? "")) {
    if (line.kind === "added") added++;
    else if (line.kind === "deleted") deleted++;
  }
  return { added, deleted };
}

/** Lines that several changes add and delete, all together. */
export function countAllLines(changes: readonly FileChange[]): { added: number; deleted: number } {
  const total = { added: 0, deleted: 0 };
  for (const change of changes) {
    const { added, deleted } = countLines(change);
    total.added += added;
    total.deleted += deleted;
  }
  return total;
}
