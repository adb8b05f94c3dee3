import { count, shortCommit } from "./balance.js";
import type { Palette } from "./colour.js";
import type { StatusDocument } from "./documents.js";
import { escapeLine, escapeName } from "./escape.js";
import { nextLine } from "./plan-view.js";
import { drawTable } from "./table.js";

/** Draws what is on a branch: its steps, what was left out, people's commits. */
export function drawStatus(document: StatusDocument, palette: Palette): string {
  const successor = document.successor ? `, followed by ${escapeLine(document.successor)}` : "";
  const where = document.checkedOut ? " (checked out)" : "";
  let result =
    `${palette.heading(`Branch ${escapeName(document.branch)}`)}${where} removes ${escapeLine(document.target)}${successor}: ` +
    `${count(document.steps.length, "step")} on ${shortCommit(document.base)}\n`;
  if (document.ref.startsWith("refs/remotes/")) result += `  read from ${escapeName(document.ref)}\n`;
  result += drawTable(
    document.steps.map((step) => [`✓ ${shortCommit(step.sha)}`, escapeLine(step.subject)]),
    new Set(),
    (cell, column) => (column === 0 ? palette.good(cell) : cell),
  );
  if (document.excluded.length > 0) result += `Left out: ${document.excluded.map(escapeName).join(", ")}\n`;
  if (document.alone.length > 0) result += `Reverted alone: ${document.alone.map(escapeName).join(", ")}\n`;
  if (document.onTop.length > 0) {
    result += `${palette.heading(`On top (${document.onTop.length})`)}\n`;
    result += drawTable(document.onTop.map((commit) => [shortCommit(commit.sha), escapeLine(commit.subject)]));
  }
  return result + nextLine(nextCommands(document));
}

function nextCommands(document: StatusDocument): string[] {
  const commands = ["unpick verify"];
  const first = document.steps[0];
  if (first) commands.push(`unpick revert ${first.step}`);
  const excluded = document.excluded[0] ?? document.alone[0];
  if (excluded !== undefined) commands.push(`unpick restore ${excluded}`);
  return commands;
}
