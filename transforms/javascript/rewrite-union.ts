import type { Region } from "../../src/engine/region.js";
import { endsLine, lineEnd, lineStart } from "../../src/syntax/edits.js";
import type { RegionView } from "./region-view.js";

/**
 * Takes members out of a union or an intersection, each with one operator. Where each stands on a line of its own behind
 * its operator, the line goes with the comment behind it; what then fits on the line of the declaration moves there.
 */
export function rewriteUnion(view: RegionView, region: Region): void {
  const members = view.slot(region, "element");
  const gone = members.map((member) => view.isGone(member));
  const kept = members.filter((_, at) => !gone[at]);
  if (kept.length === 0) return;
  if (joins(view, region, members, kept)) return;
  const operators = members.map((member, at) =>
    operatorBefore(view, member, members[at - 1]?.end ?? lead(view, region)),
  );
  const first = gone.indexOf(false);
  members.forEach((member, at) => {
    if (!gone[at]) return;
    const operator = operators[at];
    if (operator !== undefined && view.text.slice(lineStart(view.text, operator), operator).trim() === "") {
      const end = endOf(view, member);
      if (endsLine(view.text, end)) {
        // The last line keeps what closes the declaration.
        view.delete(lineStart(view.text, operator), lineEnd(view.text, end));
        return;
      }
      const before = members[at - 1];
      view.delete(before && at > first ? lineEndBefore(view, operator) : operator, end);
      return;
    }
    if (at < first)
      view.delete(
        operator ?? member.start,
        operators[at + 1] === undefined || operator === undefined ? members[at + 1]!.start : operators[at + 1]!,
      );
    else view.delete(members[at - 1]!.end, member.end);
  });
}

/** Where a leading operator may stand: behind what the type is given to. */
const lead = (view: RegionView, region: Region): number => {
  let at = region.start;
  while (at > 0 && /[\s|&]/.test(view.text[at - 1]!)) at--;
  return at;
};

function operatorBefore(view: RegionView, member: Region, from: number): number | undefined {
  const between = view.text.slice(from, member.start);
  const at = between.search(/[|&]\s*$/);
  return at < 0 ? undefined : from + at;
}

const lineEndBefore = (view: RegionView, index: number): number => {
  const start = lineStart(view.text, index);
  return view.text[start - 2] === "\r" ? start - 2 : start - 1;
};

/** End of a member with the comment behind it. */
function endOf(view: RegionView, member: Region): number {
  const rest = view.text.slice(member.end, lineEnd(view.text, member.end));
  const comment = rest.match(/^[ \t]*\/\/[^\r\n]*/);
  return member.end + (comment?.[0].length ?? 0);
}

/** A union over several lines whose rest fits on one is written on one, as formatters do. */
function joins(view: RegionView, region: Region, members: readonly Region[], kept: readonly Region[]): boolean {
  const start = lead(view, region);
  const source = view.text.slice(start, region.end);
  if (!/^\s*\n\s*[|&]/.test(source) || /\/[/*]/.test(source) || kept.some((one) => view.source(one).includes("\n")))
    return false;
  const operator = /[|&]/.exec(source)![0];
  const before = view.text.slice(lineStart(view.text, start), start);
  const line = (list: readonly Region[]) => `${before} ${list.map((one) => view.source(one)).join(` ${operator} `)};`;
  // Written over several lines although one would do: that is how its author wants it.
  if (kept.length > 1 && line(members).length <= 80) return false;
  if (line(kept).length > 80) return false;
  view.replace({ start, end: region.end }, ` ${kept.map((one) => view.source(one)).join(` ${operator} `)}`);
  return true;
}
