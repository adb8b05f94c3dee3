import { commitTable } from "./apply-view.js";
import { balanceLine, count, shortCommit } from "./balance.js";
import type { Palette } from "./colour.js";
import type { HeldPlace, RebuildDocument } from "./documents.js";
import { escapeLine, escapeName } from "./escape.js";
import { LIST_LIMIT } from "./ledger-list.js";
import { listSection, nextLine } from "./plan-view.js";
import { drawTable } from "./table.js";

/** Draws what reverting or restoring steps did, or would do. */
export function drawRebuild(document: RebuildDocument, palette: Palette): string {
  const names = document.steps.map(escapeName).join(", ");
  const branch = escapeName(document.branch);
  const effects = drawEffects(document, palette);
  const balance = `${palette.heading(balanceLine(document.totals))}\n`;
  if (document.dryRun) {
    const done = document.action === "revert" ? "Reverting" : "Restoring";
    const size = `${done} ${names} would leave ${count(document.commits.length, "commit")} on ${shortCommit(document.base)}.\n`;
    return effects + size + balance + nextLine([`unpick ${document.action} ${document.steps.join(" ")}`]);
  }
  const done = document.action === "revert" ? "Reverted" : "Restored";
  const opposite = document.action === "revert" ? "restore" : "revert";
  return (
    effects +
    commitTable(document.commits, palette) +
    `${done}: ${names}. Branch ${branch} has ${count(document.commits.length, "commit")} on ${shortCommit(document.base)}` +
    `${document.carried.length > 0 ? `, and ${count(document.carried.length, "commit")} of other people on top` : ""}.\n` +
    (document.undo === null ? "" : `The old tip is kept as ${escapeName(document.undo)}.\n`) +
    balance +
    nextLine([`unpick ${opposite} ${document.steps.join(" ")}`, "unpick verify"])
  );
}

/** Draws what else stays, goes or dangles; the text that a person confirms. */
export function drawEffects(
  document: Pick<RebuildDocument, "steps" | "alsoStays" | "alsoGoes" | "dangling">,
  palette: Palette,
): string {
  const names = document.steps.map(escapeName).join(", ");
  return [
    placeList(`Stays as well, because ${names} stays`, document.alsoStays, palette),
    placeList(`Goes again with ${names}`, document.alsoGoes, palette),
    listSection("Would dangle", document.dangling.slice(0, LIST_LIMIT), palette),
    document.dangling.length > LIST_LIMIT ? `  … ${document.dangling.length - LIST_LIMIT} more (--json)\n` : "",
  ].join("");
}

function placeList(title: string, places: readonly HeldPlace[], palette: Palette): string {
  if (places.length === 0) return "";
  const shown = places.slice(0, LIST_LIMIT);
  const rows = shown.map((place) => [
    `${escapeName(place.path)}:${place.line}`,
    escapeLine(place.text.trim()),
    `${escapeName(place.step)}${place.reason ? `: ${escapeLine(place.reason)}` : ""}`,
  ]);
  const more = places.length - shown.length;
  return (
    `${palette.heading(`${title} (${places.length})`)}\n` +
    drawTable(rows, new Set(), (cell, column) => (column === 0 ? palette.place(cell) : cell)) +
    (more > 0 ? `  … ${more} more (--json)\n` : "")
  );
}
