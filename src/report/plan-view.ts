import type { PlanDocument } from "../engine/plan-model.js";
import { balanceLine, count, lineCounts, shortCommit } from "./balance.js";
import { changeStatus, unitedChanges } from "./change.js";
import type { Palette } from "./colour.js";
import { drawDiff } from "./diff-view.js";
import { escapeLine, escapeName } from "./escape.js";
import { countAllLines } from "./hunks.js";
import { drawLedgerList, LIST_LIMIT } from "./ledger-list.js";
import { changedLines, drawStat } from "./stat.js";
import { drawTable } from "./table.js";
import type { PlanView } from "./view.js";

/** How a plan is drawn. */
export interface PlanStyle {
  palette: Palette;
  /** The files with their sizes in place of the diff. */
  stat: boolean;
  /** More changed lines than this are shown as with `stat`; undefined for no limit. */
  lineLimit?: number;
  /** All rows of the ledger's lists. */
  all: boolean;
  /** Ends the report; for example the command that applies the plan. */
  next: string[];
}

/** Draws a plan for a terminal: steps, diff, what needs review, what is kept, the balance, what to do next. */
export function drawPlan(view: PlanView, style: PlanStyle): string {
  const { document } = view;
  const { palette } = style;
  const limit = style.all ? Number.POSITIVE_INFINITY : LIST_LIMIT;
  const sections = [
    stepTable(view, palette),
    changesSection(view, style),
    heldBackSection(view, palette),
    drawLedgerList(view, "review", "Review", palette, limit, "unpick show --all"),
    drawLedgerList(view, "kept", "Kept", palette, limit, "unpick show --all"),
    faultSection(document, palette),
    listSection("Notes", document.notes, palette),
    `${sizeLine(view)}\n${palette.heading(balanceLine(document.totals))}\n`,
    nextLine(style.next),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

function stepTable(view: PlanView, palette: Palette): string {
  const successor = view.document.target.successor;
  const { name } = view.document.target;
  const title =
    `Plan to ${name === "" ? "clean up" : `remove ${escapeLine(name)}`}` +
    `${successor ? `, followed by ${escapeLine(successor)}` : ""}, based on ${shortCommit(view.document.base)}\n`;
  if (view.steps.length === 0) return `${title}  nothing to change\n`;
  const rows = view.steps.map((step) => {
    const fates = view.document.ledger.filter((row) => row.step === step.name);
    const removed = fates.filter((row) => row.fate === "removed").length;
    const rewritten = fates.filter((row) => row.fate === "rewritten").length;
    const { added, deleted } = countAllLines(step.files);
    return [
      escapeName(step.name),
      removed > 0 ? `${removed} removed` : "",
      rewritten > 0 ? `${rewritten} rewritten` : "",
      count(step.files.length, "file"),
      `${lineCounts(added, deleted)} lines`,
    ];
  });
  return (
    title + drawTable(rows, new Set([1, 2, 3, 4]), (cell, column) => (column === 0 ? palette.heading(cell) : cell))
  );
}

function changesSection(view: PlanView, style: PlanStyle): string {
  const changes = unitedChanges(view.steps);
  if (changes.length === 0) return "";
  if (style.stat) return drawStat(changes, style.palette);
  const lines = style.lineLimit === undefined ? 0 : changedLines(changes);
  if (style.lineLimit === undefined || lines <= style.lineLimit) return drawDiff(view, style.palette);
  const example = view.steps.find((step) => step.files.length > 0)?.name ?? "STEP";
  return (
    `${drawStat(changes, style.palette)}  ${lines} changed lines. To read them: ` +
    `unpick show ${escapeName(example)}   or   unpick show --format patch | less\n`
  );
}

function heldBackSection(view: PlanView, palette: Palette): string {
  const places = view.steps.flatMap((step) => step.heldBack.map((place) => `${step.name}: ${place}`));
  return listSection("Held back, because something else needs it", places, palette);
}

function faultSection(document: PlanDocument, palette: Palette): string {
  const { newDiagnostics, dangling, unparsed } = document.verify;
  return [
    listSection("Could not be parsed, left alone", unparsed, palette),
    listSection("New diagnostics", newDiagnostics, palette),
    listSection("Dangling links", dangling, palette),
  ]
    .filter((section) => section !== "")
    .join("\n");
}

/** A heading with its number of lines, or nothing if there are none. */
export function listSection(title: string, lines: readonly string[], palette: Palette): string {
  if (lines.length === 0) return "";
  return `${palette.heading(`${title} (${lines.length})`)}\n${lines.map((line) => `  ${escapeLine(line)}\n`).join("")}`;
}

function sizeLine(view: PlanView): string {
  const changes = unitedChanges(view.steps);
  const deleted = changes.filter((change) => changeStatus(change) === "deleted").length;
  const lines = countAllLines(changes);
  const files = `${count(changes.length, "file")} changed${deleted > 0 ? `, ${deleted} of them deleted` : ""}`;
  return `${files}, ${lineCounts(lines.added, lines.deleted)} lines`;
}

/** The last line of a report: one command, or several to choose from. */
export function nextLine(commands: readonly string[]): string {
  return commands.length === 0 ? "" : `Next: ${commands.map(escapeLine).join("   or   ")}\n`;
}
