import type { LedgerRow } from "../engine/plan-model.js";
import { balanceLine, count, lineCounts, shortCommit } from "./balance.js";
import type { FileChange, StepChange } from "./change.js";
import { countAllLines, countLines } from "./hunks.js";
import { byReason, LIST_LIMIT } from "./ledger-list.js";
import { code, inline } from "./markdown-text.js";
import { questionOf } from "./questions.js";
import type { PlanView } from "./view.js";

/**
 * Draws a plan as Markdown, to be the body of a pull request: what goes and why, step by step, then what people have to
 * decide and to do. The diffs are what the request itself shows.
 */
export function drawMarkdown(view: PlanView): string {
  const { document } = view;
  const sections = [
    summary(view),
    steps(view),
    questions(view),
    checklist("Before this is merged", document.notes),
    checklist("New findings", [...document.verify.newDiagnostics, ...document.verify.dangling]),
    checklist("Could not be parsed, left alone", document.verify.unparsed),
    kept(view),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

function summary({ document, steps: all }: PlanView): string {
  const { name, successor } = document.target;
  const title =
    name === "" ? "Clean up" : `Remove ${inline(name)}${successor ? `, followed by ${inline(successor)}` : ""}`;
  const { added, deleted } = countAllLines(all.flatMap((step) => step.files));
  const files = new Set(all.flatMap((step) => step.files.map((file) => file.path))).size;
  return (
    `## ${title}\n\n${count(files, "file")}, ${lineCounts(added, deleted)} lines in ${count(all.length, "commit")}; ` +
    `each can be reverted alone. Based on ${code(shortCommit(document.base))}.\n\n**${balanceLine(document.totals)}**\n`
  );
}

function steps(view: PlanView): string {
  const all = view.steps.filter((step) => step.files.length > 0).map((step) => oneStep(view, step));
  return all.length === 0 ? "" : `### What goes, and why\n\n${all.join("\n")}`;
}

function oneStep(view: PlanView, step: StepChange): string {
  const deleted = step.files.filter((file) => file.after === null);
  const lines = step.files.filter((file) => !deleted.includes(file)).map((file) => oneFile(view, step, file));
  for (const [reason, files] of deletions(view, step, deleted)) lines.push(deletedFiles(reason, files));
  const shown = lines.slice(0, LIST_LIMIT);
  const more = lines.length - shown.length;
  if (more > 0) shown.push(`- … ${more} more (${code(`unpick show ${step.name}`)})\n`);
  for (const place of step.heldBack.slice(0, LIST_LIMIT)) shown.push(`- stays: ${inline(place)}\n`);
  return `**${inline(step.name)}**: ${inline(step.summary)}\n\n${shown.join("")}`;
}

function rowsOf(view: PlanView, step: StepChange, file: FileChange): LedgerRow[] {
  return view.document.ledger.filter((row) => row.path === file.path && row.step === step.name);
}

/** A file with what it loses beside the places that name the target: those need a reason. */
function oneFile(view: PlanView, step: StepChange, file: FileChange): string {
  const { added, deleted } = countLines(file);
  const rows = rowsOf(view, step, file);
  const mentions = rows.filter((row) => row.mention).length;
  const parts = mentions > 0 ? [count(mentions, "mention")] : [];
  for (const [reason, group] of byReason(rows.filter((row) => !row.mention)))
    parts.push(`${placesOf(group)}${reason === "" ? "" : ` (${inline(reason)})`}`);
  return `- ${code(file.path)} ${lineCounts(added, deleted)}${parts.length === 0 ? "" : `: ${parts.join("; ")}`}\n`;
}

/** Deleted files by the reason why they go. */
function deletions(view: PlanView, step: StepChange, files: readonly FileChange[]): Map<string, FileChange[]> {
  const groups = new Map<string, FileChange[]>();
  for (const file of files) {
    const reason = rowsOf(view, step, file)[0]?.reason ?? "";
    groups.set(reason, [...(groups.get(reason) ?? []), file]);
  }
  return groups;
}

function deletedFiles(reason: string, files: readonly FileChange[]): string {
  const names = files.slice(0, LIST_LIMIT).map((file) => code(file.path));
  const more = files.length > LIST_LIMIT ? ` and ${files.length - LIST_LIMIT} more` : "";
  const why = reason === "" ? "" : ` (${inline(reason)})`;
  return `- ${count(files.length, "file")} deleted${why}: ${names.join(", ")}${more}\n`;
}

/** Lines of linked places, the first few. */
function placesOf(rows: readonly LedgerRow[]): string {
  const texts = [...new Set(rows.map((row) => row.text.trim().slice(0, 60)))];
  const shown = texts.slice(0, 4).map(code).join(", ");
  return texts.length > 4 ? `${shown} and ${texts.length - 4} more` : shown;
}

function questions(view: PlanView): string {
  const rows = view.document.ledger.filter((row) => row.fate === "review");
  if (rows.length === 0) return "";
  let result = `### To decide (${rows.length})\n\n`;
  for (const [reason, group] of byReason(rows)) {
    const question = questionOf(reason);
    result += `- [ ] ${question === undefined ? inline(reason) : `${inline(question)} (${inline(reason)})`}\n`;
    result += placeList(view, group);
  }
  return result;
}

function placeList(view: PlanView, rows: readonly LedgerRow[]): string {
  const places = [...new Map(rows.map((row) => [`${row.path}:${row.line}`, row])).entries()];
  const lines = places.slice(0, LIST_LIMIT).map(([place, row]) => {
    const line = (view.lineAt(row.path, row.line) ?? row.text).trim().slice(0, 100);
    return `  - ${code(place)}${line === "" ? "" : ` ${code(line)}`}\n`;
  });
  if (places.length > LIST_LIMIT)
    lines.push(`  - … ${places.length - LIST_LIMIT} more (${code("unpick plan --json")})\n`);
  return lines.join("");
}

function kept(view: PlanView): string {
  const rows = view.document.ledger.filter((row) => row.fate === "kept");
  if (rows.length === 0) return "";
  const groups = byReason(rows).map(
    ([reason, group]) => `- ${inline(reason)} (${group.length})\n${placeList(view, group)}`,
  );
  return `### Kept (${rows.length})\n\n${groups.join("")}`;
}

function checklist(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `### ${title}\n\n${lines.map((line) => `- [ ] ${inline(line)}\n`).join("")}`;
}
