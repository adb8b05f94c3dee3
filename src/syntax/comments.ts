import type { Region } from "../engine/region.js";
import { lineStart, startsLine } from "./edits.js";

/** What a language says of the members of a list or the statements of a block. */
export interface Membership {
  text: string;
  /** True if the item goes. */
  gone(item: Region): boolean;
  /** True if a comment names the target. */
  names(comment: Region): boolean;
  /** True if a comment directly above the member can only be meant for it: a block, not one line of several. */
  standsAlone(member: Region): boolean;
  /** Where the first character of an item stands, for example the dash of a list. Left out: `item.start`. */
  head?(item: Region): number;
}

/**
 * Comments that go along with members of a list or statements of a block: behind a member on its line, or above it
 * without a blank line. A comment above several members in a row heads them all: it goes with the last of them,
 * or with the first if it names the target.
 * @param items members and comments in text order
 */
export function attachedComments(items: readonly Region[], membership: Membership): Region[] {
  const { text, gone, names } = membership;
  const found: Region[] = [];
  for (let index = 0; index < items.length; index++) {
    const comment = items[index]!;
    if (comment.kind !== "comment") continue;
    if (gone(comment)) {
      found.push(comment);
      continue;
    }
    if (!startsLine(text, comment.start)) {
      if (goesWithLine(items, index, membership)) found.push(comment);
      continue;
    }
    let last = index;
    while (isDirectlyAbove(membership, items[last], items[last + 1]) && items[last + 1]!.kind === "comment") last++;
    const block = items.slice(index, last + 1);
    const head = items[last + 1];
    if (head && head.kind !== "comment" && isDirectlyAbove(membership, items[last], head) && gone(head)) {
      if (block.some(names) || groupFrom(items, last + 1, membership).every(gone)) found.push(...block);
    }
    // A title with a line drawn below it stands over its group, also across a blank line.
    else if (head && block.some(names) && block.some((one) => isRule(text, one)) && isTitleOf(membership, block, head))
      if (groupFrom(items, last + 1, membership).every(gone)) found.push(...block);
    index = last;
  }
  return found;
}

/** A comment that is nothing but a line across the page. */
const isRule = (text: string, comment: Region) =>
  /^(?:#|\/\/|;)?[ \t]*[-=~*#]{4,}[ \t]*$/.test(text.slice(comment.start, comment.end));

function isTitleOf(membership: Membership, block: readonly Region[], head: Region): boolean {
  const between = membership.text.slice(block.at(-1)!.end, headOf(membership, head));
  return head.kind !== "comment" && membership.gone(head) && between.trim() === "" && between.split("\n").length <= 3;
}

/** A comment behind code goes if everything on its line goes. */
function goesWithLine(items: readonly Region[], index: number, { text, gone }: Membership): boolean {
  const line = lineStart(text, items[index]!.start);
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

/** The member and those right below it, as far as no blank line or comment parts them. */
function groupFrom(items: readonly Region[], from: number, membership: Membership): Region[] {
  const { text } = membership;
  const members = [items[from]!];
  if (membership.standsAlone(members[0]!)) return members;
  for (let at = from + 1; at < items.length; at++) {
    const item = items[at]!;
    if (item.kind === "comment" && !startsLine(text, item.start)) continue;
    if (item.kind === "comment" || !isNextLine(text, items[at - 1]!.end, headOf(membership, item))) break;
    members.push(item);
  }
  return members;
}

function isDirectlyAbove(membership: Membership, upper: Region | undefined, lower: Region | undefined): boolean {
  if (upper === undefined || lower === undefined) return false;
  const head = headOf(membership, lower);
  return startsLine(membership.text, head) && isNextLine(membership.text, upper.end, head);
}

const headOf = (membership: Membership, item: Region) => membership.head?.(item) ?? item.start;

/** True if no blank line stands between two places. */
function isNextLine(text: string, from: number, to: number): boolean {
  return (text.slice(from, to).match(/\n/g)?.length ?? 0) <= 1;
}
