import { count } from "./balance.js";
import type { Palette } from "./colour.js";
import type { GuardDocument } from "./documents.js";
import { escapeLine, escapeName } from "./escape.js";

/** As many places as a terminal shows; the other formats show all. */
const SHOWN = 20;

/** Draws what the guard found for a person: places, what was not counted, and what to do. */
export function drawGuard(document: GuardDocument, palette: Palette): string {
  const { findings, tolerated } = document;
  const target = escapeLine(document.target);
  const where = document.since === undefined ? "" : ` since ${escapeLine(document.since)}`;
  let result = "";
  for (const finding of findings.slice(0, SHOWN))
    result += `${palette.place(`${escapeName(finding.path)}:${finding.line}:${finding.column}`)}  ${escapeLine(finding.source)}\n`;
  if (findings.length > SHOWN)
    result += `… and ${findings.length - SHOWN} more: unpick guard ${target} --format json\n`;
  result +=
    findings.length === 0
      ? palette.good(`No mention of ${target}${where}.\n`)
      : palette.warning(`${count(findings.length, "mention")} of ${target}${where}.\n`);
  for (const { reason, mentions } of tolerated) result += `  not counted: ${mentions} ${escapeLine(reason)}\n`;
  if (findings.length > 0) result += `Next: unpick plan ${target}   or   unpick guard ${target} --keep GLOB\n`;
  return result;
}
