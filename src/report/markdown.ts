import type { Fate } from "../engine/plan-model.js";
import { balanceLine, lineCounts, shortCommit } from "./balance.js";
import { changeStatus, type FileChange, type StepChange } from "./change.js";
import { enclosingHeading } from "./enclosing.js";
import { escapeBlock, escapeLine, escapeName } from "./escape.js";
import { countLines, hunksOf } from "./hunks.js";
import { byReason, LIST_LIMIT } from "./ledger-list.js";
import { hunkHeader } from "./patch.js";
import type { PlanView } from "./view.js";

/** Draws a plan as Markdown, as the description of a merge request shows it. */
export function drawMarkdown(view: PlanView): string {
  const { document } = view;
  const sections = [
    `## Remove ${inline(document.target.name)}\n\nBased on ${code(shortCommit(document.base))}. **${balanceLine(document.totals)}**\n`,
    stepTable(view),
    ledgerSection(view, "review", "Review"),
    ledgerSection(view, "kept", "Kept"),
    bullets("Notes", document.notes),
    bullets("Could not be parsed, left alone", document.verify.unparsed),
    ...view.steps.map((step) => stepDiff(step)),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

function stepTable(view: PlanView): string {
  const rows = view.steps.map((step) => {
    const sizes = step.files.map(countLines);
    const added = sizes.reduce((sum, size) => sum + size.added, 0);
    const deleted = sizes.reduce((sum, size) => sum + size.deleted, 0);
    return `| ${code(step.name)} | ${inline(step.summary)} | ${step.files.length} | ${lineCounts(added, deleted)} |\n`;
  });
  return rows.length === 0 ? "" : `| step | does | files | lines |\n|---|---|--:|--:|\n${rows.join("")}`;
}

function ledgerSection(view: PlanView, fate: Fate, title: string): string {
  const rows = view.document.ledger.filter((row) => row.fate === fate);
  if (rows.length === 0) return "";
  let result = `### ${title} (${rows.length})\n\n`;
  for (const [reason, group] of byReason(rows)) {
    result += `- ${inline(reason || "no reason given")} (${group.length})\n`;
    for (const row of group.slice(0, LIST_LIMIT)) {
      const line = (view.lineAt(row.path, row.line) ?? row.text).trim().slice(0, 100);
      result += `  - ${code(`${row.path}:${row.line}`)} ${code(line)}\n`;
    }
    if (group.length > LIST_LIMIT) result += `  - … ${group.length - LIST_LIMIT} more\n`;
  }
  return result;
}

function bullets(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `### ${title} (${lines.length})\n\n${lines.map((line) => `- ${inline(line)}\n`).join("")}`;
}

function stepDiff(step: StepChange): string {
  if (step.files.length === 0) return "";
  const diff = step.files.map(fileDiff).join("");
  // A fence must be longer than any run of backticks inside it.
  const longest = Math.max(2, ...[...diff.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  return `<details><summary>${html(step.name)}: ${html(step.summary)}</summary>\n\n${fence}diff\n${diff}${fence}\n\n</details>\n`;
}

const SIGNS = { same: " ", deleted: "-", added: "+" } as const;

function fileDiff(change: FileChange): string {
  const status = changeStatus(change);
  const name = escapeName(change.path);
  let result = `--- ${status === "added" ? "/dev/null" : `a/${name}`}\n+++ ${status === "deleted" ? "/dev/null" : `b/${name}`}\n`;
  for (const hunk of hunksOf(change)) {
    const heading = status === "modified" ? enclosingHeading(change.path, change.before!, hunk.firstChange) : undefined;
    result += `${hunkHeader(hunk)}${heading === undefined ? "" : ` ${escapeLine(heading)}`}\n`;
    for (const line of hunk.lines) result += `${SIGNS[line.kind]}${escapeLine(line.text.replace(/\r?\n$/, ""))}\n`;
  }
  return result;
}

/** Text between other text: nothing of it is read as markup. */
function inline(text: string): string {
  return escapeBlock(text.replaceAll("\n", " ")).replace(/[\\`*_[\]<>|#~]/g, "\\$&");
}

/** A span of code; its fence is longer than any run of backticks inside. */
function code(text: string): string {
  const safe = escapeName(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

function html(text: string): string {
  return escapeLine(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
