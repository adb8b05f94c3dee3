import { diffWordsWithSpace } from "diff";
import type { DiffLine } from "./lines.js";

/** A piece of a line: part of what changed, or not. */
export interface Word {
  text: string;
  changed: boolean;
}

/** Lines longer than this are shown without their words: a minified script would take seconds. */
const LONGEST = 1000;

/** Less than this share in common means that the lines have nothing to do with each other. */
const ALIKE = 0.5;

/**
 * Finds the changed words of a hunk: each deleted line that an added line replaces is compared with it.
 *
 * @returns words by index of the line in the hunk; lines that are deleted or added whole are missing
 */
export function changedWords(lines: readonly DiffLine[]): Map<number, Word[]> {
  const result = new Map<number, Word[]>();
  let at = 0;
  while (at < lines.length) {
    const deleted = runEnd(lines, at, "deleted");
    const added = runEnd(lines, deleted, "added");
    if (deleted > at && added > deleted) pairLines(lines, at, deleted, added, result);
    at = Math.max(added, at + 1);
  }
  return result;
}

function runEnd(lines: readonly DiffLine[], start: number, kind: DiffLine["kind"]): number {
  let end = start;
  while (lines[end]?.kind === kind) end++;
  return end;
}

/** Pairs lines in order; a deleted line is the partner of the first added line that is like it. */
function pairLines(
  lines: readonly DiffLine[],
  start: number,
  middle: number,
  end: number,
  result: Map<number, Word[]>,
) {
  let next = start;
  for (let added = middle; added < end; added++) {
    for (let deleted = next; deleted < middle; deleted++) {
      const words = compareLines(lines[deleted]!.text, lines[added]!.text);
      if (!words) continue;
      result.set(deleted, words.before);
      result.set(added, words.after);
      next = deleted + 1;
      break;
    }
  }
}

function compareLines(before: string, after: string): { before: Word[]; after: Word[] } | undefined {
  if (before.length > LONGEST || after.length > LONGEST) return undefined;
  const result = { before: [] as Word[], after: [] as Word[] };
  let common = 0;
  for (const change of diffWordsWithSpace(before, after)) {
    const word = { text: change.value, changed: change.added || change.removed };
    if (!change.added) result.before.push(word);
    if (!change.removed) result.after.push(word);
    if (!word.changed) common += change.value.trim().length;
  }
  const longest = Math.max(before.trim().length, after.trim().length);
  const shortest = Math.min(before.trim().length, after.trim().length);
  // A line that only lost or won words is like the other, however much it lost.
  return common >= ALIKE * longest || (common > 3 && common === shortest) ? result : undefined;
}
