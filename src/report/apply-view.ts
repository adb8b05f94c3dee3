import { balanceLine, count, lineCounts, shortCommit } from "./balance.js";
import type { Palette } from "./colour.js";
import type { ApplyDocument, CommitEntry } from "./documents.js";
import { escapeLine, escapeName } from "./escape.js";
import { listSection, nextLine } from "./plan-view.js";
import { drawTable } from "./table.js";

/** Draws the commits that were written, the state of the checkout, the checks and the balance. */
export function drawApply(document: ApplyDocument, checkout: string | null, palette: Palette): string {
  if (document.written) return drawInPlace(document, palette);
  if (document.branch === null) {
    return `Nothing to change: no branch was made.\n${palette.heading(balanceLine(document.totals))}\n`;
  }
  const branch = escapeName(document.branch);
  const first = document.commits[0]?.step ?? "STEP";
  const here = checkout === null ? "Your checkout" : `Your checkout (${escapeName(checkout)})`;
  return (
    commitTable(document.commits, palette) +
    `Branch ${branch}, ${count(document.commits.length, "commit")} on ${shortCommit(document.base)}. ` +
    `${here} is unchanged; hooks did not run.\n` +
    verifyLines(document, palette) +
    `${palette.heading(balanceLine(document.totals))}\n` +
    nextLine([`git switch ${branch}`, `unpick verify`, `unpick revert ${escapeName(first)}`])
  );
}

/** One line for each commit, as `git log --oneline` with sizes. */
export function commitTable(commits: readonly (CommitEntry & { summary: string })[], palette: Palette): string {
  return drawTable(
    commits.map((commit) => [
      `✓ ${shortCommit(commit.sha)}`,
      `${escapeName(commit.step)}: ${escapeLine(commit.summary)}`,
      count(commit.files, "file"),
      lineCounts(commit.added, commit.deleted),
    ]),
    new Set([2, 3]),
    (cell, column) => (column === 0 ? palette.good(cell) : cell),
  );
}

function drawInPlace(document: ApplyDocument, palette: Palette): string {
  const { files, backup } = document.written!;
  return (
    `Wrote ${count(files.length, "file")} of the working tree; nothing was committed or staged.\n` +
    verifyLines(document, palette) +
    `${palette.heading(balanceLine(document.totals))}\n` +
    nextLine(["git diff", `git apply ${escapeName(backup)}   takes it back`])
  );
}

function verifyLines(document: ApplyDocument, palette: Palette): string {
  const { newDiagnostics, dangling, unparsed } = document.verify;
  const { kept, review } = document.totals.mentions;
  const paint = (number: number) => (number === 0 ? palette.good("0") : palette.error(String(number)));
  return (
    `Verify   new diagnostics ${paint(newDiagnostics.length)}   dangling links ${paint(dangling.length)}   ` +
    `left over ${kept + review} (${kept} kept, ${review} review)\n` +
    listSection("Could not be parsed, left alone", unparsed, palette) +
    listSection("New diagnostics", newDiagnostics, palette) +
    listSection("Dangling links", dangling, palette)
  );
}
