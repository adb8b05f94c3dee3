import type { Range } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { endsLine, removeStatement } from "../../src/syntax/edits.js";
import { attachedComments, removeComments } from "./comments.js";
import type { RegionView } from "./region-view.js";

/** Takes statements (or class members) out of their suite. */
export function removeStatements(view: RegionView, suite: Region): void {
  const members = view.children(suite).filter((child) => child.kind !== "comment");
  const gone = (member: Region) => leaves(view, member);
  if (!members.some(gone)) return;
  if (!view.hasBraces(suite) && isSingleBody(view, suite)) {
    view.replace(suite, "{}");
    return;
  }
  const attached = attachedComments(view, suite, members, gone);
  for (const member of members) {
    if (!gone(member)) continue;
    removeComments(view, attached.above.get(member.id) ?? []);
    const behind = attached.behind.get(member.id);
    dropStatement(view, { start: member.start, end: behind?.end ?? member.end });
  }
  keepApart(view, members, gone);
}

/** Takes a statement out with its lines, or, where it shares a line, with the space on one side. */
export function dropStatement(view: RegionView, range: Range): void {
  const { text } = view;
  if (view.isAlone(range)) {
    view.edits.push(removeStatement(text, range));
    return;
  }
  let { start, end } = range;
  if (/["']/.test(text[end] ?? "")) {
    // The last one of a handler, which ended without a semicolon.
    while (/\s/.test(text[start - 1] ?? "")) start--;
    if (text[start - 1] === ";" && text[end - 1] !== ";") start--;
  } else if (endsLine(text, end) || text[end] === "<") while (/[ \t]/.test(text[start - 1] ?? "")) start--;
  else if (/[ \t]/.test(text[start - 1] ?? " ")) while (/[ \t]/.test(text[end] ?? "")) end++;
  view.delete(start, end);
}

/** A label goes with its statement, and so does a destructuring that takes nothing any more. */
function leaves(view: RegionView, member: Region): boolean {
  if (view.isGone(member)) return true;
  if (member.kind === "statement" && member.name === "label")
    return view.slot(member, "body").some((inner) => leaves(view, inner));
  if (member.kind === "declaration") {
    const items = view.slot(member, "item");
    return items.length > 0 && items.every((item) => leaves(view, item));
  }
  return member.kind === "assignment" && takesNothing(view, member);
}

/** `const { a } = b` without `a`: nothing is left to do if reading `b` does nothing. */
export function takesNothing(view: RegionView, assignment: Region): boolean {
  const [target, ...more] = view.slot(assignment, "target");
  if (!target || more.length > 0 || target.kind !== "mapping") return false;
  const entries = view.slot(target, "entry");
  if (entries.length === 0 || !entries.every((entry) => view.isGone(entry))) return false;
  const value = view.one(assignment, "value");
  return (
    value !== undefined && view.subtree(value).every((part) => part.kind !== "call" || part.traits?.includes("pure"))
  );
}

/** True for the suite of a body without braces; the suite of a file or of a `case` holds any number of statements. */
function isSingleBody(view: RegionView, suite: Region): boolean {
  const owner = view.parent(suite);
  return owner !== undefined && (owner.kind === "arm" || owner.kind === "loop");
}

/**
 * Without semicolons a statement ends where the next one cannot continue it. The removed one stood between two that
 * could run together, such as `a = b` and `(c)()`.
 */
function keepApart(view: RegionView, members: readonly Region[], gone: (member: Region) => boolean): void {
  let before: Region | undefined;
  let lost = false;
  for (const member of members) {
    if (gone(member)) {
      lost = true;
      continue;
    }
    const open = before && /^(assignment|declaration|expressionStatement|exit|statement)$/.test(before.kind);
    if (
      lost &&
      before &&
      open &&
      view.text[before.end - 1] !== ";" &&
      /[([`+\-/]/.test(view.text[member.start] ?? "")
    ) {
      view.insert(before.end, ";");
    }
    before = member;
    lost = false;
  }
}

/** An emptied body that stays in form: `{}`. */
export function emptySuite(view: RegionView, suite: Region): void {
  const owner = view.parent(suite);
  if (owner?.kind === "case") emptyCase(view, suite);
  else if (owner?.kind === "file" || owner?.kind === "element" || owner?.kind === "attribute")
    view.delete(suite.start, suite.end);
  else view.replace(suite, "{}");
}

/** The body of a case keeps its `break`, or the next case would run too. */
function emptyCase(view: RegionView, suite: Region): void {
  const statements = view.children(suite).filter((child) => child.kind !== "comment");
  const last = statements.at(-1);
  if (!last) return;
  if (last.kind === "exit" && last.name === "break") {
    for (const member of statements.slice(0, -1)) dropStatement(view, member);
  } else if (last.kind === "exit") view.replace(suite, "break;");
  else for (const member of statements) dropStatement(view, member);
}
