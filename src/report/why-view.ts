import type { Palette } from "./colour.js";
import type { WhyDocument } from "./documents.js";
import { escapeLine, escapeName } from "./escape.js";

/** Draws the chain of causes of each mention and linked place on a line. */
export function drawWhy(document: WhyDocument, source: string | undefined, near: readonly number[], palette: Palette) {
  const place = `${escapeName(document.path)}:${document.line}`;
  let result = palette.place(place);
  if (source !== undefined) result += `  ${escapeLine(source.trim())}`;
  result += "\n";
  if (document.rows.length === 0) {
    result += "  The ledger has no mention and no linked place on this line.\n";
    if (near.length > 0) result += `  Nearest lines with one: ${near.join(", ")}\n`;
    return result;
  }
  for (const row of document.rows) {
    if (row.line !== document.line && row.lines)
      result += `  goes with lines ${row.lines.first} to ${row.lines.last}; line ${row.line}:\n`;
    const by = row.step === undefined ? "" : ` by ${escapeName(row.step)}`;
    const kind = row.mention ? "mention" : "linked";
    const paint = row.fate === "removed" || row.fate === "rewritten" ? palette.good : palette.warning;
    result += `  column ${row.column}  ${escapeLine(row.text)}  (${kind}, ${row.role})\n`;
    result += `    ${paint(row.fate)}${by}${row.reason ? `: ${escapeLine(row.reason)}` : ""}\n`;
    row.because.forEach((sentence, index) => {
      result += `    ${"  ".repeat(index)}↳ ${escapeLine(sentence)}\n`;
    });
  }
  return result;
}
