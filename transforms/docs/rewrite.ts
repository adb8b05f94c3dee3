import type { Edit, Facts, Range, SourceFile, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { lineEnd, lineStart } from "../../src/syntax/edits.js";
import type { DocumentExtra, TreeLine } from "./builder.js";

/** How the verdicts on a document look in text. */
export function rewriteDocument(file: SourceFile, facts: Facts, verdicts: Verdict[]): Edit[] {
  const { text } = file;
  const edits: Edit[] = [];
  const removed = new Set<number>();
  for (const verdict of verdicts) {
    const region = facts.regions[verdict.region]!;
    if (verdict.action === "replace") edits.push({ start: region.start, end: region.end, text: verdict.text ?? "" });
    else if (verdict.action === "remove" && region.parent >= 0) {
      removed.add(region.id);
      edits.push(removePassage(text, region));
    }
  }
  for (const suite of facts.regions) if (suite.form === "list") edits.push(...renumber(text, facts, suite, removed));
  for (const lines of (facts.extra as DocumentExtra).trees) edits.push(...closeTree(text, facts, lines, removed));
  return edits;
}

/** Only white space and marks of a quotation stand between the start of the line and `index`. */
function startsOwnLine(text: string, index: number): boolean {
  return /^\ufeff?[ \t>]*$/.test(text.slice(lineStart(text, index), index));
}

/** A part with its whole lines; one that shares its first line with other words leaves those and what ends the line. */
function removePassage(text: string, range: Range): Edit {
  const end = lineEnd(text, range.end > range.start ? range.end - 1 : range.end);
  const endsLine = text.slice(range.end, end).trim() === "";
  if (startsOwnLine(text, range.start) && endsLine) {
    const start = lineStart(text, range.start);
    return { start: start === 0 && text.startsWith("\ufeff") ? 1 : start, end, text: "" };
  }
  let start = range.start;
  let stop = range.end;
  if (!startsOwnLine(text, range.start)) while (/[ \t]/.test(text[start - 1] ?? "")) start--;
  else while (/[ \t]/.test(text[stop] ?? "")) stop++;
  return { start, end: stop, text: "" };
}

/** Numbers of a list that counts up go on counting without the items that went. */
function renumber(text: string, facts: Facts, suite: Region, removed: ReadonlySet<number>): Edit[] {
  const edits: Edit[] = [];
  let gone = 0;
  for (const item of facts.regions.filter((region) => region.parent === suite.id)) {
    if (removed.has(item.id)) {
      gone++;
      continue;
    }
    const number = /^\d+/.exec(text.slice(item.start, item.start + 12))?.[0];
    if (gone > 0 && number !== undefined)
      edits.push({ start: item.start, end: item.start + number.length, text: String(Number(number) - gone) });
  }
  return edits;
}

/** When the last lines of a folder go, the line that is last now closes it: `├──` becomes `└──`. */
function closeTree(text: string, facts: Facts, lines: readonly TreeLine[], removed: ReadonlySet<number>): Edit[] {
  const last = lines.findLastIndex((line) => !removed.has(line.region));
  if (last < 0 || last === lines.length - 1) return [];
  const line = lines[last]!;
  const closing = text[lines.at(-1)!.sign]!;
  if (closing === text[line.sign]) return [];
  const edits: Edit[] = [{ start: line.sign, end: line.sign + 1, text: closing }];
  // Its stroke down to the next line has nothing to lead to.
  const region = facts.regions[line.region]!;
  for (let at = lineEnd(text, line.sign); at < region.end; at = lineEnd(text, at)) {
    const stroke = at + line.column;
    if (/[│|]/.test(text[stroke] ?? "")) edits.push({ start: stroke, end: stroke + 1, text: " " });
  }
  return edits;
}
