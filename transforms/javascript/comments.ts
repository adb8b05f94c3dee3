import type { Region } from "../../src/engine/region.js";
import { endsLine, lineEnd, lineStart, startsLine } from "../../src/syntax/edits.js";
import type { RegionView } from "./region-view.js";

/** Comments that leave with members of a container. */
export interface Attached {
  /** Comments on lines of their own above a member, by the member's id. */
  above: Map<number, Region[]>;
  /** The comment behind a member on its line. */
  behind: Map<number, Region>;
}

/**
 * Finds the comments that go with members of a container that go. A comment above a member heads all members that
 * follow without a blank line or another comment; it goes when all of these go. A comment above a function or
 * class is that one's only.
 */
export function attachedComments(
  view: RegionView,
  container: Region,
  members: readonly Region[],
  gone: (member: Region) => boolean,
): Attached {
  const attached: Attached = { above: new Map(), behind: new Map() };
  const comments = view.children(container).filter((child) => child.kind === "comment");
  if (comments.length === 0) return attached;
  members.forEach((member, index) => {
    if (!gone(member)) return;
    const next = members[index + 1];
    const behind = comments.find(
      (comment) =>
        comment.start >= member.end &&
        (next === undefined || comment.start < next.start) &&
        /^[ \t]*[,;]?[ \t]*$/.test(view.text.slice(member.end, comment.start)) &&
        endsLine(view.text, comment.end),
    );
    if (behind) attached.behind.set(member.id, behind);
    const above = commentsAbove(view, comments, member);
    if (above.length > 0 && groupBelow(view, comments, members, index).every(gone))
      attached.above.set(member.id, above);
  });
  return attached;
}

/** Comments on the lines right above a member, first one first. */
function commentsAbove(view: RegionView, comments: Region[], member: Region): Region[] {
  const found: Region[] = [];
  let line = lineStart(view.text, member.start);
  if (!startsLine(view.text, member.start)) return found;
  for (;;) {
    const comment = comments.find(
      (one) => one.end <= line && lineEnd(view.text, one.end) === line && view.isAlone(one),
    );
    if (!comment) return found;
    found.unshift(comment);
    line = lineStart(view.text, comment.start);
  }
}

/** A doc comment speaks of the one member below it. */
function isDocumented(view: RegionView, comments: Region[], member: Region): boolean {
  const line = lineStart(view.text, member.start);
  const comment = comments.find((one) => one.end <= line && lineEnd(view.text, one.end) === line);
  return comment !== undefined && view.text.startsWith("/**", comment.start);
}

/** The members that a comment above the one at `index` heads. */
function groupBelow(view: RegionView, comments: Region[], members: readonly Region[], index: number): Region[] {
  const first = members[index]!;
  const group = [first];
  if (first.kind === "function" || first.kind === "class" || isDocumented(view, comments, first)) return group;
  for (let at = index + 1; at < members.length; at++) {
    const before = members[at - 1]!;
    const member = members[at]!;
    const between = view.text.slice(before.end, member.start);
    if (/\n[ \t]*\r?\n/.test(between) || member.kind === "function" || member.kind === "class") break;
    if (comments.some((one) => one.start >= before.end && one.end <= member.start && view.isAlone(one))) break;
    group.push(member);
  }
  return group;
}

/** Takes whole lines of comments out. */
export function removeComments(view: RegionView, comments: readonly Region[]): void {
  for (const comment of comments) removeComment(view, comment);
}

/** Takes one comment out: its lines, or with the space before it. */
export function removeComment(view: RegionView, comment: Region): void {
  const { text } = view;
  if (view.isAlone(comment)) {
    const start = lineStart(text, comment.start);
    view.delete(start === 0 && text[0] === "\ufeff" ? 1 : start, lineEnd(text, comment.end));
    return;
  }
  let start = comment.start;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  // `a /* b */ c` keeps one space.
  const joins = !endsLine(text, comment.end) && start < comment.start;
  view.delete(joins && !/\s/.test(text[comment.end] ?? "") ? comment.start : start, comment.end);
}
