import type { Range } from "../../src/engine/model.js";

/** A line of a block of code, marks of a quotation and white space at both ends left out. */
export interface Line extends Range {
  words: string;
  /** Column of its first character. */
  column: number;
  /** True if it has no words. */
  blank: boolean;
}

/**
 * Cuts code into lines; a line that ends in a backslash goes on in the next.
 * @param joined false if backslashes say nothing
 */
export function linesOf(text: string, content: Range, joined = true): Line[] {
  const lines: Line[] = [];
  let at = content.start;
  while (at < content.end) {
    let end = lineEndIn(text, at, content.end);
    while (joined && /\\[ \t]*$/.test(text.slice(at, end)) && end < content.end)
      end = lineEndIn(text, nextLine(text, end), content.end);
    const lead = /^[ \t>\ufeff]*/.exec(text.slice(at, end))![0].length;
    const words = text.slice(at + lead, end).trimEnd();
    lines.push({
      start: at + lead,
      end: at + lead + words.length,
      words,
      column: lead,
      blank: words === "",
    });
    at = nextLine(text, end);
  }
  return lines;
}

function lineEndIn(text: string, at: number, limit: number): number {
  const feed = text.indexOf("\n", at);
  const end = feed < 0 || feed > limit ? limit : feed;
  return text[end - 1] === "\r" && end > at ? end - 1 : end;
}

function nextLine(text: string, end: number): number {
  const feed = text.indexOf("\n", end);
  return feed < 0 ? text.length : feed + 1;
}
