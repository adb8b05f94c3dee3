import type { Region } from "../../src/engine/region.js";
import type { View } from "./view.js";

/** Comments on lines of their own with no blank line between, and what they stand above. */
interface Heading {
  comments: Region[];
  /** What follows, up to the next heading. */
  section: Region[];
}

/**
 * Comments of a block that go with what they speak of: the own comment of a rule with it, a heading over several
 * with the last of them.
 */
export function commentsGoing(view: View, block: Region): Region[] {
  return headings(view, view.children(block))
    .filter((heading) => goes(view, heading))
    .flatMap((heading) => heading.comments);
}

function headings(view: View, children: readonly Region[]): Heading[] {
  const found: Heading[] = [];
  let last: Region | undefined;
  for (const child of children) {
    const heading = found.at(-1);
    if (child.kind !== "comment") heading?.section.push(child);
    else if (view.standsAlone(child)) {
      const joins = heading && last?.kind === "comment" && heading.section.length === 0;
      if (joins && view.lineBreaks(last!.end, child.start) < 2) heading.comments.push(child);
      else found.push({ comments: [child], section: [] });
    }
    last = child;
  }
  return found;
}

function goes(view: View, { comments, section }: Heading): boolean {
  const [first] = section;
  if (!first || !view.isGone(first) || comments.some((one) => view.verdict(one)?.action === "replace")) return false;
  const staying = section.filter((one) => !view.isGone(one));
  if (staying.length === 0 || comments.some((one) => view.namesTarget(one))) return true;
  const end = comments.at(-1)!.end;
  const [, second] = section;
  // A banner, a comment with a blank line below, or one over lines without blank lines between heads all of them.
  if (view.lineBreaks(end, first.start) > 1 || comments.some((one) => /[-=*_~#]{3}/.test(inner(view, one))))
    return false;
  if (second && view.lineBreaks(first.end, second.start) < 2) return false;
  return !sharesWord(view, comments, staying);
}

const inner = (view: View, comment: Region) => view.slice(comment).replace(/^\/\*|\*\/$|^\/\//g, "");

/** True if a comment speaks of something that stays: `Pull dialog` above `.pull-footer`. */
function sharesWord(view: View, comments: readonly Region[], staying: readonly Region[]): boolean {
  const said = new Set(comments.flatMap((one) => wordsOf(inner(view, one))));
  return staying.some((one) => wordsOf(view.slice(one).split("{")[0]!).some((word) => said.has(word)));
}

const wordsOf = (text: string) =>
  (
    text
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? []
  ).map((word) => word.replace(/s$/, ""));
