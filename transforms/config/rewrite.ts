import type { Edit, Facts, SourceFile, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { attachedComments } from "../../src/syntax/comments.js";
import { endsLine, lineEnd, lineStart, removeMembers, removeStatement, startsLine } from "../../src/syntax/edits.js";
import { Rendering } from "./rendering.js";
import { renderStatement } from "./rewrite-script.js";

/** How the verdicts of one file look in text: edits at base, nested but never overlapping in part. */
export function rewriteFile(file: SourceFile, facts: Facts, verdicts: Verdict[]): Edit[] {
  const rendering = new Rendering(file, facts, verdicts);
  if (facts.regions[0]) render(rendering, facts.regions[0]);
  return rendering.edits;
}

function render(rendering: Rendering, region: Region): void {
  const verdict = rendering.verdict(region);
  if (verdict?.action === "replace") {
    rendering.edits.push({ start: region.start, end: region.end, text: verdict.text ?? "" });
    return;
  }
  if (renderStatement(rendering, region, (child) => render(rendering, child))) return;
  const layout = rendering.extra.layouts[region.id] ?? (region.kind === "suite" ? "lines" : undefined);
  if (layout === "lines") renderLines(rendering, rendering.children[region.id]!);
  else if (layout === "brackets") renderBrackets(rendering, region);
  else if (layout === "commas") renderCommas(rendering, region);
  else if (layout === "words") renderWords(rendering, rendering.children[region.id]!);
  for (const child of rendering.children[region.id]!) if (!rendering.removes(child)) render(rendering, child);
}

const isStatement: ReadonlySet<Region["kind"]> = new Set([
  "expressionStatement",
  "assignment",
  "declaration",
  "branch",
  "switch",
  "loop",
  "function",
]);

/** True if nothing but a comment follows on the line. */
function endsItsLine(text: string, end: number): boolean {
  return endsLine(text, end) || /^[ \t]*#/.test(text.slice(end, lineEnd(text, end)));
}

/** Members on lines of their own: their whole lines go, with the comments that speak of them. */
function renderLines(rendering: Rendering, items: Region[]): void {
  const { text } = rendering;
  const gone = (item: Region) => rendering.removes(item);
  for (const comment of commentsOf(rendering, items)) deleteLines(rendering, comment.start, comment.end);
  for (const [index, item] of items.entries()) {
    if (item.kind === "comment" || !gone(item)) continue;
    if (deleteDocument(rendering, item)) continue;
    const start = rendering.head(item);
    if (startsLine(text, start) || isStatement.has(item.kind)) {
      if (isStatement.has(item.kind) && !(startsLine(text, start) && endsItsLine(text, item.end)))
        rendering.edits.push(removeStatement(text, item));
      else deleteLines(rendering, start, item.end);
      continue;
    }
    // The first key behind a dash: the next one takes its place there.
    const next = items.slice(index + 1).find((other) => !gone(other));
    if (next && next.kind !== "comment") rendering.delete(start, rendering.head(next));
    else rendering.delete(next ? start - /[ \t]*$/.exec(text.slice(0, start))![0].length : start, item.end);
  }
}

/** One of several documents of a file goes with what stands above it, and with one of the lines that part them. */
function deleteDocument(rendering: Rendering, item: Region): boolean {
  const { text } = rendering;
  const isDocument = rendering.facts.regions[item.parent]?.slot === "body" && /^(settings|list)$/.test(item.kind);
  if (!isDocument) return false;
  const lines = [...text.matchAll(/^---(?:[ \t].*)?\r?\n/gm)];
  const before = lines.findLast((line) => line.index < item.start);
  const after = lines.find((line) => line.index >= item.end);
  if (after)
    rendering.delete(
      before ? before.index + before[0].length : text[0] === "\ufeff" ? 1 : 0,
      after.index + after[0].length,
    );
  else if (before) rendering.delete(before.index, text.length);
  return before !== undefined || after !== undefined;
}

/** Comments that go along with members. One over several lines (a service, a table) has its comment for itself. */
function commentsOf(rendering: Rendering, items: readonly Region[]): Region[] {
  const { text } = rendering;
  return attachedComments(items, {
    text,
    gone: (item) => rendering.removes(item),
    names: (comment) => rendering.extra.namedComments.includes(comment.id),
    standsAlone: (member) => text.slice(member.start, member.end).includes("\n"),
    head: (item) => rendering.head(item),
  });
}

/** Deletes a range with its whole lines, if nothing else than a comment that goes as well is on them. */
function deleteLines(rendering: Rendering, start: number, end: number): void {
  const { text } = rendering;
  if (!startsLine(text, start)) {
    // A comment behind something that stays, or goes by itself: with the space before it.
    let from = start;
    while (/[ \t]/.test(text[from - 1] ?? "")) from--;
    rendering.delete(from, end);
    return;
  }
  const first = lineStart(text, start);
  const mark = first === 0 && text[0] === "\ufeff" ? 1 : 0;
  const comment = /^[ \t]*(#|;|\/\/)/.test(text.slice(end, lineEnd(text, end)));
  rendering.delete(first + mark, endsLine(text, end) || comment ? lineEnd(text, end) : end);
}

function renderBrackets(rendering: Rendering, region: Region): void {
  const items = rendering.children[region.id]!;
  const members = items.filter((item) => item.kind !== "comment");
  const gone = members.map((member) => rendering.removes(member));
  if (!gone.includes(true)) return;
  for (const comment of commentsOf(rendering, items)) deleteLines(rendering, comment.start, comment.end);
  rendering.edits.push(...removeMembers(rendering.text, members, gone, region.start + 1, region.end - 1));
}

/** Words of a value with commas between them, and nothing around. */
function renderCommas(rendering: Rendering, region: Region): void {
  const members = rendering.children[region.id]!;
  const gone = members.map((member) => rendering.removes(member));
  if (!gone.includes(true)) return;
  rendering.edits.push(...removeMembers(rendering.text, members, gone, region.start, region.end));
}

/** Words of a list with space between them: a word goes with the space before it, the first with that behind it. */
function renderWords(rendering: Rendering, members: Region[]): void {
  for (const [index, member] of members.entries()) {
    if (!rendering.removes(member)) continue;
    const before = members[index - 1];
    const after = members[index + 1];
    if (before) rendering.delete(before.end, member.end);
    else if (after) rendering.delete(member.start, after.start);
    else {
      // With the space in front of it, also over the ends of lines that go on.
      const lead = /(?:[ \t]|\\\r?\n)*$/.exec(rendering.text.slice(0, member.start))![0];
      rendering.delete(member.start - lead.length, member.end);
    }
  }
}
