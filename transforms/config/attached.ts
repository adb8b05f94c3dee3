import type { Region } from "../../src/engine/model.js";
import { lineStart, startsLine } from "../../src/syntax/edits.js";
import type { Rendering } from "./rendering.js";

/**
 * Comments that go along with members of a list or statements of a block: behind a member on its line, or above it
 * without a blank line. A comment above several members in a row heads them all: it goes with the last of them,
 * or with the first if it names the target.
 * @param items members and comments in text order
 */
export function attachedComments(
  rendering: Rendering,
  items: readonly Region[],
  gone: (item: Region) => boolean,
): Region[] {
  const { text } = rendering;
  const found: Region[] = [];
  for (let index = 0; index < items.length; index++) {
    const comment = items[index]!;
    if (comment.kind !== "comment") continue;
    if (rendering.removes(comment)) {
      found.push(comment);
      continue;
    }
    if (!startsLine(text, comment.start)) {
      if (goesWithLine(text, items, index, gone)) found.push(comment);
      continue;
    }
    let last = index;
    while (isDirectlyAbove(rendering, items[last], items[last + 1]) && items[last + 1]!.kind === "comment") last++;
    const block = items.slice(index, last + 1);
    const head = items[last + 1];
    if (head && head.kind !== "comment" && isDirectlyAbove(rendering, items[last], head) && gone(head)) {
      const named = block.some((one) => rendering.extra.namedComments.includes(one.id));
      if (named || group(rendering, items, last + 1).every(gone)) found.push(...block);
    }
    index = last;
  }
  return found;
}

/** A comment behind code goes if everything on its line goes. */
function goesWithLine(text: string, items: readonly Region[], index: number, gone: (item: Region) => boolean): boolean {
  const comment = items[index]!;
  const line = lineStart(text, comment.start);
  let any = false;
  for (let at = index - 1; at >= 0; at--) {
    const item = items[at]!;
    if (item.end < line) break;
    if (item.kind === "comment") continue;
    if (!gone(item)) return false;
    any = true;
  }
  return any;
}

/** The member and those right below it, as far as no blank line, comment or compound statement parts them. */
function group(rendering: Rendering, items: readonly Region[], from: number): Region[] {
  const { text } = rendering;
  const members = [items[from]!];
  if (spansLines(text, members[0]!)) return members;
  for (let at = from + 1; at < items.length; at++) {
    const item = items[at]!;
    if (item.kind === "comment" && !startsLine(text, item.start)) continue;
    const before = items[at - 1]!;
    if (item.kind === "comment" || !isNextLine(text, before.end, rendering.head(item))) break;
    members.push(item);
  }
  return members;
}

function isDirectlyAbove(rendering: Rendering, upper: Region | undefined, lower: Region | undefined): boolean {
  if (upper === undefined || lower === undefined) return false;
  const head = rendering.head(lower);
  return startsLine(rendering.text, head) && isNextLine(rendering.text, upper.end, head);
}

/** True if no blank line stands between two places. */
function isNextLine(text: string, from: number, to: number): boolean {
  return (text.slice(from, to).match(/\n/g)?.length ?? 0) <= 1;
}

/** A member over several lines (a service, a table, a block of a script) has its comment for itself. */
function spansLines(text: string, item: Region): boolean {
  return text.slice(item.start, item.end).includes("\n");
}
