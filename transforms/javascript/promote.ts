import type { Range } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { dedent, endsLine, lineEnd, lineStart, startsLine } from "../../src/syntax/edits.js";
import type { RegionView } from "./region-view.js";

/**
 * Puts the content of a suite in the place of the statement around it, with the statement's indentation. Braces stay
 * where they are needed: in the body of an `if` without braces, and around names that would meet others.
 */
export function promote(view: RegionView, outer: Region, suite: Region): void {
  const content = view.children(suite);
  const [first] = content;
  const last = content.at(-1);
  const home = view.parent(outer);
  const isBody =
    home?.kind === "suite" && !view.hasBraces(home) && ["arm", "loop"].includes(view.parent(home)?.kind ?? "");
  const isLabelled = home?.kind === "statement" && home.name === "label";
  if (!first || !last) {
    if (isBody || isLabelled) view.replace(outer, "{}");
    else view.delete(outer.start, outer.end);
    return;
  }
  if (view.hasBraces(suite) && (isBody || isLabelled || clashes(view, outer, suite))) {
    view.delete(outer.start, suite.start);
    view.delete(suite.end, outer.end);
    indent(view, outer, suite, suite.start);
    return;
  }
  const wholeStart =
    startsLine(view.text, first.start) && startsLine(view.text, outer.start) && first.start > suite.start;
  const start = wholeStart ? lineStart(view.text, first.start) : first.start;
  view.delete(wholeStart ? atLineStart(view, outer.start) : outer.start, start);
  if (endsLine(view.text, last.end) && endsLine(view.text, outer.end) && last.end < suite.end) {
    const from = lineEnd(view.text, last.end);
    const atEnd = lineEnd(view.text, outer.end);
    // Without a final line feed the file ends where the last line of the body does.
    if (view.text[atEnd - 1] === "\n") view.delete(from, atEnd);
    else view.delete(last.end, outer.end);
  } else view.delete(last.end, outer.end);
  // A comment behind the brace stands further right than the lines of the body.
  const inLine = content.find((child) => startsLine(view.text, child.start)) ?? first;
  indent(view, outer, { start: first.start, end: last.end }, inLine.start);
}

function atLineStart(view: RegionView, index: number): number {
  const start = lineStart(view.text, index);
  return start === 0 && view.text[0] === "\ufeff" ? 1 : start;
}

function widthOf(view: RegionView, index: number): number {
  const start = atLineStart(view, index);
  return view.text.slice(start).match(/^[ \t]*/)![0].length;
}

/** Moves the lines of what stays to the left, except in strings over several lines. */
function indent(view: RegionView, outer: Region, range: Range, first: number): void {
  const width = widthOf(view, first) - widthOf(view, outer.start);
  const strings = view
    .subtree(outer)
    .filter((part) => (part.kind === "template" || part.kind === "literal") && view.source(part).includes("\n"));
  // The first line's own white space goes only if the line stays whole.
  const from = startsLine(view.text, range.start) ? range.start : lineEnd(view.text, range.start);
  if (from < range.end) view.edits.push(...dedent(view.text, { start: from, end: range.end }, width, strings));
}

/** True if a name declared in the suite is used around the statement, where it would be another one. */
function clashes(view: RegionView, outer: Region, suite: Region): boolean {
  const declared = new Set<string>();
  for (const child of view.children(suite)) {
    if ((child.kind === "function" || child.kind === "class") && child.name) declared.add(child.name);
    else if (
      (child.kind === "assignment" || child.kind === "declaration") &&
      /^(const|let)\b/.test(view.source(child))
    ) {
      for (const part of view.subtree(child)) if (part.slot === "target" && part.name) declared.add(part.name);
    }
  }
  if (declared.size === 0) return false;
  let around = view.parent(outer);
  while (around && !["function", "lambda", "file"].includes(around.kind) && around.parent >= 0)
    around = view.parent(around) ?? around;
  if (!around) return false;
  return view
    .subtree(around)
    .some(
      (part) =>
        (part.kind === "name" || part.kind === "parameter" || part.kind === "function" || part.kind === "class") &&
        part.name !== undefined &&
        declared.has(part.name) &&
        !(outer.start <= part.start && part.end <= outer.end) &&
        !isRemoved(view, part),
    );
}

function isRemoved(view: RegionView, region: Region): boolean {
  for (let at: Region | undefined = region; at; at = view.parent(at)) if (view.isGone(at)) return true;
  return false;
}
