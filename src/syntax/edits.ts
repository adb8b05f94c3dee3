import MagicString from "magic-string";
import type { Edit, Range } from "../engine/model.js";

/** Index of the first character of the line that holds `index`. */
export function lineStart(text: string, index: number): number {
  // A search from before the start looks at the first character all the same.
  return index <= 0 ? 0 : text.lastIndexOf("\n", index - 1) + 1;
}

/** Index just after the line feed that ends the line of `index`, or the text's length. */
export function lineEnd(text: string, index: number): number {
  const feed = text.indexOf("\n", index);
  return feed < 0 ? text.length : feed + 1;
}

const isSpace = (character: string | undefined) => character === " " || character === "\t" || character === "\f";
const isLineBreak = (character: string | undefined) => character === "\n" || character === "\r";

/** True if only white space stands between the start of the line and `index`. */
export function startsLine(text: string, index: number): boolean {
  let at = index;
  while (at > 0 && (isSpace(text[at - 1]) || text[at - 1] === "\ufeff")) at--;
  return at === 0 || text[at - 1] === "\n";
}

/** True if only white space stands between `index` and the end of the line. */
export function endsLine(text: string, index: number): boolean {
  let at = index;
  while (isSpace(text[at])) at++;
  return at >= text.length || isLineBreak(text[at]);
}

/** The range with its whole lines if nothing else stands on them, else the range itself. A byte order mark stays. */
export function wholeLines(text: string, range: Range): Range {
  if (!startsLine(text, range.start) || !endsLine(text, range.end)) return { start: range.start, end: range.end };
  let start = lineStart(text, range.start);
  if (start === 0 && text[0] === "\ufeff") start = 1;
  return { start, end: lineEnd(text, range.end) };
}

/**
 * Takes a statement out: its whole lines, or, when it shares a line, the statement with its `;` and one side's space.
 * @param range of the statement, with comments that go along
 */
export function removeStatement(text: string, range: Range): Edit {
  const lines = wholeLines(text, range);
  if (lines.start !== range.start || lines.end !== range.end) return { ...lines, text: "" };
  let { start, end } = range;
  while (isSpace(text[end])) end++;
  if (text[end] === ";") {
    end++;
    while (isSpace(text[end])) end++;
    if (endsLine(text, end)) {
      // `a; b;` without `b`: the `;` after `a` ends the line, as it did before.
      while (start > 0 && isSpace(text[start - 1])) start--;
      while (end > range.end && isSpace(text[end - 1])) end--;
    }
  } else if (endsLine(text, range.end)) {
    while (start > 0 && isSpace(text[start - 1])) start--;
    if (text[start - 1] === ";") start--;
    end = range.end;
  } else end = range.end;
  return { start, end, text: "" };
}

/**
 * Takes members out of a list with separators, so that commas and lines stay right in every dressing: one line or
 * several, with or without a trailing comma, comments behind a member or above it.
 * @param members ranges of all members in order, spreads and such included
 * @param gone which of them go
 * @param open index just after the opening bracket, or the first member's start for a list without brackets
 * @param close index of the closing bracket, or the last member's end for a list without brackets
 */
export function removeMembers(text: string, members: Range[], gone: boolean[], open: number, close: number): Edit[] {
  const edits: Edit[] = [];
  const last = members.length - 1;
  const stays = gone.map((isGone) => !isGone);
  const lastStaying = stays.lastIndexOf(true);
  for (let index = 0; index <= last; index++) {
    if (!gone[index]) continue;
    const member = members[index]!;
    const comma = separatorAfter(text, member.end, index < last ? members[index + 1]!.start : close);
    let start = member.start;
    let end = comma ?? member.end;
    if (startsLine(text, start) && endsLine(text, skipComment(text, end)) && lineStart(text, start) >= open) {
      // Alone on its lines: they go whole, with a comment behind the member.
      const lines = wholeLines(text, { start, end: skipComment(text, end) });
      start = lines.start;
      end = Math.min(lines.end, Math.max(end, close));
      if (lines.end > close) {
        end = close;
        while (end > member.end && isSpace(text[end - 1])) end--;
      }
    } else if (index < last) {
      end = members[index + 1]!.start;
      const gap = text.slice(comma ?? member.end, end);
      const opens = start === open && !/[#/]/.test(gap) && text[open - 1] !== "\n";
      if (gap.includes("\n") && !isContinued(gap) && !opens) {
        end = comma ?? member.end;
        // The rest of the list goes on in the next line: the space before the member goes instead.
        while (start > open && isSpace(text[start - 1])) start--;
      }
    } else {
      end = comma ?? member.end;
    }
    edits.push({ start, end, text: "" });
  }
  if (lastStaying >= 0 && lastStaying < last) edits.push(...removeTail(text, members, lastStaying, close));
  return unite(edits);
}

/**
 * What goes along when the last members do: the comma before them, unless the list ended with one. A bracket that
 * closes behind the last member closes behind the one that is last now.
 */
function removeTail(text: string, members: Range[], lastStaying: number, close: number): Edit[] {
  const staying = members[lastStaying]!;
  const last = members.at(-1)!;
  const before = separatorAfter(text, staying.end, members[lastStaying + 1]!.start);
  const trailing = separatorAfter(text, last.end, close);
  if (before === undefined) return [];
  const gap = text.slice(before, members[lastStaying + 1]!.start);
  const closes = !text.slice(last.end, close).includes("\n") && !/[#/]/.test(gap);
  if (closes && trailing === undefined) return [{ start: staying.end, end: last.end, text: "" }];
  if (closes && trailing !== undefined) return [{ start: before, end: trailing, text: "" }];
  return trailing === undefined ? [{ start: before - 1, end: before, text: "" }] : [];
}

/** True if a line ends in a backslash: it must not be left without the line that it goes on in. */
function isContinued(gap: string): boolean {
  return /\\\r?\n/.test(gap);
}

/** Index just after the comma between `from` and `to`, comments skipped; undefined if there is none. */
function separatorAfter(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) {
    if (text[at] === "#" || text.startsWith("//", at)) at = lineEnd(text, at) - 1;
    else if (text.startsWith("/*", at)) at = Math.max(at, text.indexOf("*/", at) + 1);
    else if (text[at] === ",") return at + 1;
  }
  return undefined;
}

/** Index after a comment that follows on the same line, else `index`. */
function skipComment(text: string, index: number): number {
  let at = index;
  while (isSpace(text[at])) at++;
  if (text[at] === "#" || text.startsWith("//", at)) {
    let end = text.indexOf("\n", at);
    if (end < 0) end = text.length;
    return text[end - 1] === "\r" ? end - 1 : end;
  }
  if (text.startsWith("/*", at)) {
    const end = text.indexOf("*/", at);
    if (end >= 0 && !text.slice(at, end).includes("\n") && endsLine(text, end + 2)) return end + 2;
  }
  return index;
}

/**
 * Takes operands out of a chain such as `a or b or c`, each with one operator. At least one must stay.
 * @param operands ranges of all operands in order
 */
export function removeOperand(text: string, operands: Range[], gone: boolean[]): Edit[] {
  const first = gone.indexOf(false);
  if (first < 0) return [];
  const edits: Edit[] = [];
  if (first > 0) edits.push({ start: operands[0]!.start, end: operands[first]!.start, text: "" });
  for (let index = first + 1; index < operands.length; index++) {
    if (gone[index]) edits.push(operatorLines(text, operands[index - 1]!.end, operands[index]!));
  }
  return unite(edits);
}

/** An operand with the operator before it: its whole lines if it has them for itself, a comment behind it included. */
function operatorLines(text: string, before: number, operand: Range): Edit {
  const operator = text.slice(before, operand.start).search(/(?<![^\n]*#[^\n]*)[^\s#]/) + before;
  const end = skipComment(text, operand.end);
  if (operator > before && operator < operand.start && startsLine(text, operator) && endsLine(text, end))
    return { ...wholeLines(text, { start: operator, end }), text: "" };
  return { start: before, end: operand.end, text: "" };
}

/** Takes away what surrounds `inner` within `outer`. */
export function keepOnly(outer: Range, inner: Range): Edit[] {
  return [
    { start: outer.start, end: inner.start, text: "" },
    { start: inner.end, end: outer.end, text: "" },
  ].filter((edit) => edit.end > edit.start);
}

/**
 * Moves whole lines left by taking `width` leading characters of white space from each line that starts in `range`.
 * Lines that start inside one of `skip` (multi-line strings) keep every character.
 */
export function dedent(text: string, range: Range, width: number, skip: Range[] = []): Edit[] {
  const edits: Edit[] = [];
  if (width <= 0) return edits;
  for (let start = lineStart(text, range.start); start < range.end; start = lineEnd(text, start)) {
    if (!skip.some((inside) => inside.start < start && start < inside.end)) {
      let end = start;
      while (end < start + width && isSpace(text[end])) end++;
      if (end > start) edits.push({ start, end, text: "" });
    }
    if (lineEnd(text, start) === text.length) break;
  }
  return edits;
}

/**
 * One sorted list without overlaps: deletions that touch or overlap become one, an edit inside a wider one is
 * dropped. @throws Error if two edits overlap in part and one of them inserts text
 */
export function unite(edits: Edit[]): Edit[] {
  const sorted = edits
    .filter((edit) => edit.end > edit.start || edit.text !== "")
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const united: Edit[] = [];
  for (const edit of sorted) {
    const last = united.at(-1);
    if (!last || edit.start > last.end || (edit.start === last.end && (last.text !== "" || edit.text !== ""))) {
      united.push({ ...edit });
    } else if (edit.end <= last.end) {
      // Inside the wider edit. A pure insertion at the seam of a deletion survives it.
      if (edit.start === edit.end && edit.text !== "" && edit.start === last.start) {
        united.splice(-1, 0, { ...edit });
      }
    } else if (edit.text === "" && last.text === "") last.end = edit.end;
    else if (edit.text === "") united.push({ start: last.end, end: edit.end, text: "" });
    else throw new Error(`edits overlap at ${edit.start}-${edit.end} and ${last.start}-${last.end}`);
  }
  return united;
}

/** The text with its edits applied; edits are united first. */
export function applyEdits(text: string, edits: Edit[]): string {
  const result = new MagicString(text);
  for (const edit of unite(edits)) {
    if (edit.start === edit.end) result.appendLeft(edit.start, edit.text);
    else if (edit.text === "") result.remove(edit.start, edit.end);
    else result.overwrite(edit.start, edit.end, edit.text);
  }
  return result.toString();
}

/**
 * Settles the blank lines around whole lines that go: what stays is the larger number of those before and after
 * them, and none at the edge of a file or block. A block's edge shows as a shallower next line (Python), or as a
 * bracket or tag on the line before or after.
 */
export function settleBlankLines(text: string, edits: Edit[]): Edit[] {
  const united = unite(edits);
  const extra: Edit[] = [];
  for (let index = 0; index < united.length; index++) {
    const edit = united[index]!;
    if (edit.text !== "" || !isWholeLines(text, edit)) continue;
    // Blank lines between two removed runs belong to one gap.
    let end = edit.end;
    const inner: Range[] = [];
    let next = index + 1;
    for (; next < united.length; next++) {
      const other = united[next]!;
      if (other.text !== "" || !isWholeLines(text, other) || text.slice(end, other.start).trim() !== "") break;
      inner.push({ start: end, end: other.start });
      end = other.end;
    }
    index = next - 1;
    const gap = { start: edit.start, end };
    let before = gap.start;
    while (before > 0 && text.slice(lineStart(text, before - 1), before).trim() === "" && text[before - 1] === "\n") {
      before = lineStart(text, before - 1);
    }
    let after = gap.end;
    while (after < text.length && text.slice(after, lineEnd(text, after)).trim() === "") after = lineEnd(text, after);
    const mark = text[0] === "\ufeff" ? 1 : 0;
    const keep = linesToKeep(text, before, gap, after, mark);
    const inside = keep === "none" || after > gap.end ? undefined : separation(text, inner, gap, after);
    if (inside && (keep === "after" || before === gap.start)) {
      // What went was the end of one group and the start of the next: they stay two.
      extra.push({ start: Math.max(before, mark), end: inside.start, text: "" });
      extra.push({ start: inside.end, end: gap.end, text: "" });
      continue;
    }
    extra.push({
      start: keep === "before" ? gap.start : Math.max(before, mark),
      end: keep === "after" ? gap.end : after,
      text: "",
    });
    if (keep === "after" && gap.start > before) extra.push({ start: Math.max(before, mark), end: gap.start, text: "" });
    extra.push({ ...gap, text: "" });
    if (keep === "none" && after >= text.length && before > mark) {
      // The file ended without a final line feed: it still does.
      const ended = text.endsWith("\n");
      if (!ended) extra.push({ start: text[before - 2] === "\r" ? before - 2 : before - 1, end: before, text: "" });
    }
  }
  return unite([...united, ...extra]);
}

/**
 * The largest gap between removed lines after which a group begins that the line at `below` belongs to. Inside one
 * block there is none: lines there only had an empty line between them because they were several.
 */
function separation(text: string, inner: Range[], gap: Range, below: number): Range | undefined {
  const indent = (start: number) => text.slice(start, lineEnd(text, start)).search(/\S/);
  if (indent(below) > 0 && indent(below) >= indent(gap.start)) return undefined;
  let largest: Range | undefined;
  for (const one of inner) {
    if (one.end === one.start || indent(one.end) !== indent(below)) continue;
    if (!largest || one.end - one.start > largest.end - largest.start) largest = one;
  }
  return largest;
}

/** Which side's blank lines stay around a gap of removed lines. */
function linesToKeep(
  text: string,
  before: number,
  gap: Range,
  after: number,
  mark: number,
): "before" | "after" | "none" {
  if (before <= mark || after >= text.length) return "none";
  const above = text.slice(lineStart(text, before - 1), before).trimEnd();
  const below = text.slice(after, lineEnd(text, after)).trimEnd();
  const first = text.slice(gap.start, lineEnd(text, gap.start)).trimEnd();
  const indent = (line: string) => line.length - line.trimStart().length;
  const opens = /[{([:]$/.test(above.replace(/\s*(#|\/\/).*$/, "")) && indent(above) < indent(first);
  const opensTag = indent(above) < indent(first) && /^\s*(<[a-zA-Z]|\{%)/.test(above);
  const closes = indent(below) < indent(first) && /^\s*([})\]]|<\/|\{%-?\s*(end|else|elif))/.test(below);
  const leaves = indent(below) < indent(first);
  const linesBefore = text.slice(before, gap.start).split("\n").length;
  const linesAfter = text.slice(gap.end, after).split("\n").length;
  if (closes) return "none";
  if (opens || opensTag) return leaves ? "after" : "none";
  if (leaves) return "after";
  return linesAfter >= linesBefore ? "after" : "before";
}

/** True if an edit takes whole lines. */
function isWholeLines(text: string, edit: Edit): boolean {
  const starts = edit.start === 0 || text[edit.start - 1] === "\n" || (edit.start === 1 && text[0] === "\ufeff");
  return starts && (edit.end === text.length || text[edit.end - 1] === "\n");
}
