import type { Edit, Range, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { endsLine, keepOnly, removeMembers, startsLine, wholeLines } from "../../src/syntax/edits.js";
import { commentsGoing } from "./comments.js";
import { View } from "./view.js";

/**
 * Renders the verdicts on regions of style sheets.
 * @param text of the host file
 * @param regions of the host file, each at the index of its id
 * @param verdicts on regions that `analyzeStyles` made; others are the host's
 * @param named ids of the comments that name the target
 */
export function rewriteStyles(
  text: string,
  regions: readonly Region[],
  verdicts: readonly Verdict[],
  named: readonly number[],
): Edit[] {
  const view = new View(text, regions, verdicts, named);
  const edits: Edit[] = [];
  const parents = new Set<Region>();
  for (const verdict of verdicts) {
    const region = regions[verdict.region];
    const parent = region && regions[region.parent];
    if (!region || !parent) continue;
    if (verdict.action === "replace") edits.push({ start: region.start, end: region.end, text: verdict.text ?? "" });
    else if (verdict.action === "true" || verdict.action === "false") {
      const kept = view.children(region).find((one) => one.slot === (verdict.action === "true" ? "then" : "else"));
      if (kept) edits.push(...keepOnly(region, kept));
    } else if (verdict.action === "remove" && region.kind === "suite")
      edits.push({ start: region.start, end: region.end, text: "" });
    else if (verdict.action === "remove" && region.kind === "sequence" && parent.kind === "import")
      edits.push(withoutClause(text, region));
    else if (verdict.action === "remove") parents.add(parent);
  }
  for (const parent of parents) edits.push(...withoutMembers(view, parent));
  return edits;
}

/** `with (…)` of a rule that stays. */
function withoutClause(text: string, { start, end }: Range): Edit {
  const word = /\s*\bwith\s*\($/.exec(text.slice(0, start));
  return { start: word?.index ?? start, end: end + 1, text: "" };
}

function withoutMembers(view: View, parent: Region): Edit[] {
  const children = view.children(parent);
  if (parent.kind === "suite") return withoutStatements(view, parent);
  if (parent.kind === "statement") return withoutWords(view, parent);
  const members = children.filter((one) => ["element", "item", "entry"].includes(one.slot));
  const gone = members.map((one) => view.isGone(one));
  const [first] = members;
  if (!first || gone.every((one) => !one)) return [];
  const inList = parent.kind === "sequence" || parent.kind === "mapping";
  const inside = parent.kind === "mapping" ? 1 : 0;
  const open = parent.start + inside;
  const close = parent.end - inside;
  return removeMembers(view.text, members, gone, inList ? open : first.start, inList ? close : members.at(-1)!.end);
}

/** Rules, declarations and comments of a block that go. */
function withoutStatements(view: View, block: Region): Edit[] {
  const children = view.children(block);
  const going = new Set(children.filter((child) => view.isGone(child)));
  const edits: Edit[] = [];
  for (const comment of commentsGoing(view, block)) going.add(comment);
  let below = false;
  children.forEach((child, index) => {
    const before = children[index - 1];
    if (!going.has(child)) {
      below = false;
      return;
    }
    // What a comment that stays stood right above leaves it no blank line.
    if (before && !going.has(before))
      below = before.kind === "comment" && view.standsAlone(before) && view.lineBreaks(before.end, child.start) === 1;
    const behind = children[index + 1];
    let { end } = child;
    if (child.kind !== "comment" && behind && isBehind(view, child, behind)) {
      end = behind.end;
      going.add(behind);
    }
    const edit = withoutStatement(view, block, { start: child.start, end });
    if (below) edit.end += /^(?:[ \t]*\r?\n)*/.exec(view.text.slice(edit.end, block.end))![0].length;
    edits.push(edit);
  });
  return edits;
}

/** True if a comment stands behind a region, at the end of its line. */
function isBehind(view: View, region: Region, comment: Region): boolean {
  return (
    comment.kind === "comment" &&
    /^[ \t]*$/.test(view.text.slice(region.end, comment.start)) &&
    !view.slice(comment).includes("\n") &&
    endsLine(view.text, comment.end) &&
    startsLine(view.text, region.start)
  );
}

/** Takes out whole lines; of a line with others, what goes with the space on one side. */
function withoutStatement(view: View, block: Region, range: Range): Edit {
  const { text } = view;
  if (view.standsAlone(range)) return { ...wholeLines(text, range), text: "" };
  let { start, end } = range;
  while (end < block.end && /[ \t]/.test(text[end]!)) end++;
  const isLast = end >= block.end || /[\r\n]/.test(text[end]!);
  if (!isLast) return { start, end, text: "" };
  // The last one of its line: what stands before it ends the line, or meets the brace, as this one did.
  end = range.end;
  while (start > block.start && /[ \t]/.test(text[start - 1]!)) start--;
  if (text[start - 1] === ";" && !/[;}]$/.test(text.slice(range.start, range.end))) start--;
  return { start, end, text: "" };
}

/** Words of a rule such as `@apply a b` that go, each with the space before it. */
function withoutWords(view: View, statement: Region): Edit[] {
  const words = view.children(statement);
  return words
    .filter((one) => view.isGone(one))
    .map((one) => {
      const at = words.indexOf(one);
      const next = words[at + 1];
      if (at === 0 && next) return { start: one.start, end: next.start, text: "" };
      let { start } = one;
      while (/[\s,]/.test(view.text[start - 1] ?? "")) start--;
      return { start, end: one.end, text: "" };
    });
}
