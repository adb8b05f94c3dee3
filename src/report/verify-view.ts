import { count, shortCommit } from "./balance.js";
import type { Palette } from "./colour.js";
import type { Finding, VerifyDocument } from "./documents.js";
import { escapeBlock, escapeLine, escapeName } from "./escape.js";
import { LIST_LIMIT } from "./ledger-list.js";
import { listSection, nextLine } from "./plan-view.js";

const CHECKS: readonly { check: Finding["check"]; title: string }[] = [
  { check: "syntax", title: "syntax" },
  { check: "diagnostics", title: "new diagnostics" },
  { check: "types", title: "new type errors" },
  { check: "links", title: "dangling links" },
  { check: "balance", title: "unaccounted mentions" },
];

/** Draws what the checks found on a commit. */
export function drawVerify(document: VerifyDocument, palette: Palette, next: readonly string[]): string {
  let result =
    `Verified ${escapeName(document.branch)} at ${shortCommit(document.commit)} against ${shortCommit(document.base)}: ` +
    `${count(document.files, "file")} compared\n`;
  for (const { check, title } of CHECKS) {
    if (check === "types" && !document.types) continue;
    const findings = document.findings.filter((finding) => finding.check === check);
    const mark = findings.length === 0 ? palette.good("✓") : palette.error("✗");
    result += `  ${mark} ${title}: ${findings.length}\n`;
    for (const finding of findings.slice(0, LIST_LIMIT)) result += `      ${findingLine(finding, palette)}\n`;
    if (findings.length > LIST_LIMIT) result += `      … ${findings.length - LIST_LIMIT} more (--json)\n`;
  }
  result += unresolvedLine(document.unresolved);
  const { kept, review } = document.left;
  result += `  left over, as the plan says: ${kept} kept, ${review} review\n`;
  result += listSection("Not checked", document.notChecked, palette);
  if (document.run) result += runLines(document.run, palette);
  return result + nextLine(next);
}

/** What nothing answers besides: it was so at base, and only what is new is a finding. */
function unresolvedLine(counts: VerifyDocument["unresolved"]): string {
  const known = counts.filter(({ before, after }) => before + after > 0);
  if (known.length === 0) return "";
  const words = known.map(({ code, before, after }) => `${code} ${before} → ${after}`);
  return `  links that nothing answers, before → after: ${words.join(", ")}\n`;
}

function findingLine(finding: Finding, palette: Palette): string {
  if (finding.path === undefined) return escapeLine(finding.message);
  const line = finding.line === undefined ? "" : `:${finding.line}`;
  return `${palette.place(`${escapeName(finding.path)}${line}`)}  ${escapeLine(finding.message)}`;
}

function runLines(run: NonNullable<VerifyDocument["run"]>, palette: Palette): string {
  const mark = run.exitCode === 0 ? palette.good("✓") : palette.error("✗");
  const lines = run.output.trimEnd().split("\n");
  const shown = run.exitCode === 0 ? lines.slice(-1) : lines.slice(-LIST_LIMIT);
  const cut = lines.length - shown.length;
  return (
    `  ${mark} ${escapeLine(run.command)}: exit ${run.exitCode}\n` +
    (cut > 0 ? palette.dim(`      … ${count(cut, "line")} before (--json)\n`) : "") +
    shown.map((line) => `      ${escapeBlock(line.replace(/\r$/, ""))}\n`).join("")
  );
}
