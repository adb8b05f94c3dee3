import { shortCommit } from "./balance.js";
import { drawBytes, drawShare } from "./bytes.js";
import { escapeLine } from "./escape.js";
import type { ComparedSize } from "./ledger-document.js";
import type { ScanDocument } from "./scan-document.js";
import type { ScanStyle } from "./scan-section.js";
import { drawTable } from "./table.js";

/** Draws sizes before and after a branch in one table, and what was not measured. */
export function drawComparison({ base, comparison }: ScanDocument, { palette }: ScanStyle): string {
  if (comparison === null) return "";
  const { branch, commit, sizes, notMeasured } = comparison;
  const rows = sizes.map((row) => [escapeLine(row.what), bytesOf(row.before), bytesOf(row.after), change(row)]);
  return (
    `${palette.heading("Before and after")}  ${shortCommit(base)} and ${escapeLine(branch)} (${shortCommit(commit)})\n` +
    drawTable([["", "before", "after", "less"], ...rows], new Set([1, 2, 3]), (cell, _column, row) =>
      row === 0 ? palette.dim(cell) : cell,
    ) +
    palette.dim("  A deleted file stays in the history: only a clone of depth 1 gets smaller by it.\n") +
    palette.dim("  Storage and bandwidth: per clone and per build, as above. Not measured:\n") +
    notMeasured.map(({ what, because }) => palette.dim(`    ${what}: ${because}`).concat("\n")).join("")
  );
}

function bytesOf(bytes: number | null): string {
  return bytes === null ? "-" : drawBytes(bytes);
}

function change({ before, after }: ComparedSize): string {
  if (before === null || after === null) return "";
  if (after > before) return `${drawBytes(after - before)} more`;
  return after === before ? "nothing" : `${drawBytes(before - after)} (${drawShare(before - after, before)})`;
}
