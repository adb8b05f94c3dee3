import type { DiffLine } from "./lines.js";

/**
 * Moves runs of only deleted or only added lines to where a person would put them. A run may slide
 * over equal lines without changing the result: `}` of the function before and `}` of the function
 * that goes are the same text. As git's indent heuristic does, the place is taken whose first line
 * is indented least and follows a blank line.
 */
export function slideRuns(diff: readonly DiffLine[]): DiffLine[] {
  const result = [...diff];
  let at = 0;
  while (at < result.length) {
    const kind = result[at]!.kind;
    if (kind === "same") {
      at++;
      continue;
    }
    let end = at;
    while (end < result.length && result[end]!.kind === kind) end++;
    const alone = result[at - 1]?.kind !== otherKind(kind) && result[end]?.kind !== otherKind(kind);
    at = alone ? slide(result, at, end) : end;
  }
  return result;
}

function otherKind(kind: DiffLine["kind"]): DiffLine["kind"] {
  return kind === "deleted" ? "added" : "deleted";
}

/** Puts the run [start, end) where it reads best; gives the index after it. */
function slide(diff: DiffLine[], start: number, end: number): number {
  const length = end - start;
  let up = 0;
  while (isSame(diff[start - up - 1]) && diff[start - up - 1]!.text === textAt(diff, start, end, length - 1 - up)) up++;
  let down = 0;
  while (isSame(diff[end + down]) && diff[end + down]!.text === textAt(diff, start, end, down)) down++;
  if (up === 0 && down === 0) return end;

  const texts = diff.slice(start - up, end + down).map((line) => line.text);
  let best = up;
  for (let offset = 0; offset <= up + down; offset++) {
    const better = cost(texts, diff, start - up, offset, length) - cost(texts, diff, start - up, best, length);
    if (better < 0 || (better === 0 && offset > best)) best = offset;
  }
  const kind = diff[start]!.kind;
  texts.forEach((text, index) => {
    diff[start - up + index] = { kind: index >= best && index < best + length ? kind : "same", text };
  });
  return start - up + best + length;
}

/** The text that the run shows at an index when it repeats itself in both directions. */
function textAt(diff: readonly DiffLine[], start: number, end: number, index: number): string {
  const length = end - start;
  return diff[start + (((index % length) + length) % length)]!.text;
}

function isSame(line: DiffLine | undefined): boolean {
  return line?.kind === "same";
}

function cost(texts: readonly string[], diff: readonly DiffLine[], first: number, offset: number, length: number) {
  const line = texts[offset]!;
  const previous = offset > 0 ? texts[offset - 1] : diff[first - 1]?.text;
  const next = texts[offset + length] ?? diff[first + texts.length]?.text;
  const startsBlock = previous === undefined || isBlank(previous) ? 0 : 1;
  const endsBlock = next === undefined || isBlank(next) ? 0 : 1;
  // A run that starts with a blank line and ends with code reads worse than one that ends with the blank line.
  return (isBlank(line) ? 400 : indentOf(line) * 4) + startsBlock * 2 + endsBlock + closingCost(line);
}

/** A run does not start with what closes something else. */
function closingCost(line: string): number {
  return /^\s*(?:[)\]}]|<\/|\{%-?\s*end|else\b|elif\b|except\b|finally\b)/.test(line) ? 200 : 0;
}

function isBlank(line: string): boolean {
  return line.trim() === "";
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)![0].replaceAll("\t", "    ").length;
}
