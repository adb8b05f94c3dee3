import type { Edit, Range } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { endsLine, lineEnd, lineStart, startsLine } from "../../src/syntax/edits.js";
import { keepInner, removeAttribute, removeContent, removePart } from "./rewrite-content.js";
import { cut, type View } from "./view.js";

const DELIMITER = /^\{%[-+]?/;
/** Elements whose white space is content. */
const LITERAL = new Set(["pre", "textarea"]);

/** How the verdicts on the arms of an if chain look in text. */
export function rewriteBranch(view: View, branch: Region): Edit[] {
  const arms = view.children(branch).filter((one) => one.kind === "arm");
  const always = arms.findIndex((arm) => view.verdicts.get(arm.id)?.action === "true");
  const stays = arms.map((arm, at) => !view.isRemoved(arm) && (always < 0 || at <= always));
  const kept = arms.filter((_, at) => stays[at]);
  const [first] = kept;
  if (!first) return removeWhole(view, branch);
  const ending = view.shape(branch)?.close;
  if (!ending) return [];
  const isElse = !view.one(first, "test") || arms.indexOf(first) === always;
  if (isElse) return keepArm(view, branch, first);
  const edits = removedRuns(view, arms, stays, ending);
  if (first !== arms[0]) edits.push(...renamed(view, first, wordOf(view, arms[0]!)));
  const last = always >= 0 ? arms[always]! : undefined;
  if (last && view.one(last, "test")) edits.push(asElse(view, last));
  return edits;
}

function removeWhole(view: View, branch: Region): Edit[] {
  if (branch.slot === "attribute") return [removeAttribute(view, branch)];
  if (branch.slot === "part") return [removePart(view, branch)];
  return removeContent(view, branch);
}

/** The branch gives way to one arm's content. */
function keepArm(view: View, branch: Region, arm: Region): Edit[] {
  const body = view.one(arm, "body")!;
  const literal = view.regions.filter((one) => one.kind === "element" && LITERAL.has(one.name ?? ""));
  return keepInner(view, { start: branch.start, end: body.start }, { start: body.end, end: branch.end }, literal);
}

function wordOf(view: View, arm: Region): string {
  const keyword = view.shape(arm)?.keyword;
  return keyword ? view.slice(keyword) : "if";
}

function renamed(view: View, arm: Region, word: string): Edit[] {
  const keyword = view.shape(arm)?.keyword;
  return keyword ? [{ ...keyword, text: word === "ifequal" || word === "ifnotequal" ? "if" : word }] : [];
}

function asElse(view: View, arm: Region): Edit {
  const { keyword, rest } = view.shape(arm)!;
  return { start: keyword!.start, end: rest!.end, text: "else" };
}

/** Deletions of arms that go, each from its tag to the next tag that stays. */
function removedRuns(view: View, arms: readonly Region[], stays: readonly boolean[], ending: Range): Edit[] {
  const edits: Edit[] = [];
  for (let at = 0; at < arms.length; at++) {
    if (stays[at]) continue;
    let last = at;
    while (last + 1 < arms.length && !stays[last + 1]) last++;
    const next = arms[last + 1] ?? ending;
    edits.push(...removeRun(view, arms[at - 1], arms[at]!, arms[last]!, next));
    at = last;
  }
  return edits;
}

function removeRun(view: View, before: Region | undefined, first: Region, last: Region, next: Range): Edit[] {
  const { text } = view;
  const above = before && commentAtEnd(view, before);
  const start = above?.start ?? first.start;
  const introduces = commentAtEnd(view, last);
  const content = introduces && view.children(view.one(last, "body")!).length > 1;
  // A comment right above the next arm introduces that arm.
  const end = introduces && content && !view.namesTarget(introduces) ? introduces.start : next.start;
  const lines = startsLine(text, start) && startsLine(text, end);
  const edits = [lines ? cut(lineStart(text, start), lineStart(text, end)) : cut(start, end)];
  // The tag that follows now ends what the removed tag ended: it strips the same white space.
  const mark = DELIMITER.exec(view.slice(first))?.[0];
  const own = DELIMITER.exec(text.slice(next.start, next.start + 3))?.[0];
  if (mark !== undefined && own !== undefined && mark !== own)
    edits.push({ start: next.start, end: next.start + own.length, text: mark });
  return edits;
}

/** A comment on its own line at the end of an arm, right above the next tag. */
function commentAtEnd(view: View, arm: Region): Region | undefined {
  const body = view.one(arm, "body");
  if (!body) return undefined;
  const last = view.children(body).at(-1);
  if (last?.kind !== "comment" || !view.standsAlone(last)) return undefined;
  const between = view.text.slice(last.end, body.end);
  return between.trim() === "" && between.split("\n").length === 2 ? last : undefined;
}

/** An emptied body that must stay in form: the test is turned round if only an else is left, else the tags stay. */
export function rewriteEmptied(view: View, suite: Region): Edit[] {
  const { text } = view;
  const arm = view.parent(suite)!;
  const branch = view.parent(arm);
  const arms =
    branch?.kind === "branch" ? view.children(branch).filter((one) => one.kind === "arm" && !view.isRemoved(one)) : [];
  const test = view.one(arm, "test");
  const other = arms[1];
  if (arms.length === 2 && arms[0] === arm && other && test && !view.one(other, "test")) {
    const elseEnd = view.shape(other)!.open.end;
    const lines = endsLine(text, suite.start) && endsLine(text, elseEnd);
    const gap = lines ? cut(lineEnd(text, suite.start), lineEnd(text, elseEnd)) : cut(suite.start, elseEnd);
    return [{ start: test.start, end: test.end, text: negated(view, test) }, gap];
  }
  if (endsLine(text, suite.start) && startsLine(text, suite.end)) {
    return [cut(lineEnd(text, suite.start), lineStart(text, suite.end))];
  }
  return [cut(suite.start, suite.end)];
}

const OPPOSITE: Record<string, string> = { "==": "!=", "!=": "==", in: "not in", "not in": "in" };

function negated(view: View, test: Region): string {
  const source = view.slice(test);
  const [left, right] = view.children(test);
  if (test.kind === "not" && left && left.end === test.end && left.start > test.start) return view.slice(left);
  const opposite = test.kind === "compare" ? OPPOSITE[test.operator ?? ""] : undefined;
  if (opposite && left && right && !/\sis\s/.test(view.text.slice(left.end, right.start))) {
    return `${view.slice(left)} ${opposite} ${view.slice(right)}`;
  }
  return ["name", "member", "call", "group", "index"].includes(test.kind) ? `not ${source}` : `not (${source})`;
}
