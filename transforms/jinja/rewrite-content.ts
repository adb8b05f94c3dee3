import type { Edit, Range } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { dedent, endsLine, lineEnd, lineStart, startsLine, wholeLines } from "../../src/syntax/edits.js";
import { passageOf } from "./pairs.js";
import { cut, type View } from "./view.js";

const isSpace = (character: string | undefined) => character === " " || character === "\t";
const BLANK_LINE = /\n[ \t\r]*\n/;
/** Files whose white space a browser folds. */
const PAGE = /\.(?:html?|xml|vue)$/;

/**
 * Takes a piece of content out: its whole lines with the comments that announce it, or its range with one space.
 * Neighbours on the same line that go as well are taken along.
 */
export function removeContent(view: View, region: Region): Edit[] {
  const siblings = view.children(view.parent(region)!).filter((one) => one.slot !== "attribute");
  const range = runOf(view, region, siblings);
  const edits = [cutContent(view, range)];
  if (!startsLine(view.text, range.start)) return edits;
  const above = commentsAbove(view, range, siblings);
  for (const comment of above) edits.push(cut(wholeLines(view.text, comment).start, lineEnd(view.text, comment.end)));
  const closing = closingComment(view, range, siblings, above);
  if (closing) edits.push({ ...wholeLines(view.text, closing), text: "" });
  return edits;
}

/** The region with whatever goes beside it on its lines, and a comment behind it. */
function runOf(view: View, region: Region, siblings: readonly Region[]): Range {
  let first = siblings.indexOf(region);
  let last = first;
  const onOneLine = (one: Region, other: Region) => /^[ \t]*$/.test(view.text.slice(one.end, other.start));
  while (first > 0 && view.isRemoved(siblings[first - 1]!) && onOneLine(siblings[first - 1]!, siblings[first]!))
    first--;
  while (siblings[last + 1] && onOneLine(siblings[last]!, siblings[last + 1]!)) {
    const next = siblings[last + 1]!;
    if (!view.isRemoved(next) && !(next.kind === "comment" && endsLine(view.text, next.end))) break;
    last++;
  }
  return { start: siblings[first]!.start, end: siblings[last]!.end };
}

function cutContent(view: View, range: Range): Edit {
  const { text } = view;
  const stripsBefore = text.startsWith("{%-", range.start) || text.startsWith("{{-", range.start);
  const stripsAfter = /-[%}]\}$/.test(text.slice(Math.max(range.start, range.end - 3), range.end));
  const alone = view.standsAlone(range);
  if (alone && (PAGE.test(view.path) || (!stripsBefore && !stripsAfter)))
    return { ...wholeLines(text, range), text: "" };
  let { start, end } = range;
  if (stripsBefore || stripsAfter) {
    // What the tags stripped when the page was drawn goes with them, so that the rest is drawn as before.
    while (stripsBefore && start > 0 && /\s/.test(text[start - 1]!)) start--;
    while (stripsAfter && end < text.length && /\s/.test(text[end]!)) end++;
    return cut(start, end);
  }
  const spaceAfter =
    end === text.length || /\s/.test(text[end]!) || (PAGE.test(view.path) && text.startsWith("</", end));
  if (isSpace(text[start - 1]) && spaceAfter && !startsLine(text, start)) {
    start--;
    while (endsLine(text, range.end) && isSpace(text[start - 1])) start--;
  } else if (startsLine(text, start) && isSpace(text[end])) end++;
  return cut(start, end);
}

/** Comments on lines of their own right above a range that announce what goes. */
function commentsAbove(view: View, range: Range, siblings: readonly Region[]): Region[] {
  if (!endsLine(view.text, range.end)) return [];
  const found: Region[] = [];
  let below: Range = range;
  for (const comment of siblings.filter((one) => one.end <= range.start).reverse()) {
    const between = view.text.slice(comment.end, below.start);
    if (comment.kind !== "comment" || !view.standsAlone(comment) || between.trim() !== "" || BLANK_LINE.test(between))
      break;
    if (!between.includes("\n")) break;
    found.push(comment);
    below = comment;
  }
  if (found.length === 0) return found;
  const stays = groupStays(view, range, siblings);
  return found.filter((comment) => !stays || view.namesTarget(comment));
}

/** True if the lines right below go on with what stays: a comment above is the heading of all of them. */
function groupStays(view: View, range: Range, siblings: readonly Region[]): boolean {
  let end = range.end;
  for (const next of siblings) {
    if (next.start < range.end) continue;
    if (next.kind === "comment" || BLANK_LINE.test(view.text.slice(end, next.start))) return false;
    if (!view.isRemoved(next)) return true;
    end = next.end;
  }
  return false;
}

/** `<!-- end Acme -->` on the line below, the other half of a comment that goes. */
function closingComment(
  view: View,
  range: Range,
  siblings: readonly Region[],
  above: readonly Region[],
): Region | undefined {
  const next = siblings.find((one) => one.start >= range.end);
  if (next?.kind !== "comment" || !view.standsAlone(next)) return undefined;
  const passage = passageOf(view.slice(next));
  if (!passage || passage.opens) return undefined;
  if (view.namesTarget(next)) return next;
  const same = above.some((one) => passageOf(view.slice(one))?.subject === passage.subject);
  return same ? next : undefined;
}

/** Takes an attribute out, or a template tag among the attributes, with the white space before it. */
export function removeAttribute(view: View, range: Range): Edit {
  const { text } = view;
  let start = range.start;
  while (start > 0 && /\s/.test(text[start - 1]!)) start--;
  const joins = !/[\s>/]/.test(text[range.end] ?? ">") && !text.startsWith("{%", range.end);
  return cut(joins && start < range.start ? start + 1 : start, range.end);
}

/** Takes a part of a value out, with one space if there is one on both sides or it stands at an edge. */
export function removePart(view: View, region: Region): Edit {
  const { text } = view;
  const value = view.parent(region)!;
  const before = isSpace(text[region.start - 1]) && region.start - 1 >= value.start;
  const after = isSpace(text[region.end]) && region.end < value.end;
  if (before && (after || region.end === value.end)) return cut(region.start - 1, region.end);
  if (after && region.start === value.start) return cut(region.start, region.end + 1);
  return cut(region.start, region.end);
}

/**
 * Leaves of a range only its inner part: on lines of their own the surroundings go whole and the rest moves left.
 * @param head everything before the part that stays, from the start of the first tag to the end of its last
 * @param tail everything after it
 * @param literal ranges whose lines keep their white space
 */
export function keepInner(view: View, head: Range, tail: Range, literal: readonly Region[] = []): Edit[] {
  const { text } = view;
  if (view.standsAlone(head) && view.standsAlone(tail) && lineEnd(text, head.end) <= lineStart(text, tail.start)) {
    const body = { start: lineEnd(text, head.end), end: lineStart(text, tail.start) };
    const first = body.start + (/^(?:[ \t\r]*\n)*/.exec(view.slice(body))?.[0].length ?? 0);
    const width = first < body.end ? view.indent(first) - view.indent(head.start) : 0;
    const skip = literal.filter((one) => one.start >= body.start && one.end <= body.end);
    const moved = dedent(text, { start: body.start, end: body.end }, width, skip.slice());
    return [{ ...wholeLines(text, head), text: "" }, ...moved, { ...wholeLines(text, tail), text: "" }];
  }
  const strip = (range: Range): Edit => {
    let { start, end } = range;
    if (/^\{[%{]-/.test(view.slice(range))) while (start > 0 && /\s/.test(text[start - 1]!)) start--;
    if (/-[%}]\}$/.test(view.slice(range))) while (end < text.length && /\s/.test(text[end]!)) end++;
    return cut(start, end);
  };
  return [strip(head), strip(tail)];
}
