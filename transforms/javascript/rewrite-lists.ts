import type { Region } from "../../src/engine/region.js";
import { lineEnd, removeMembers, removeStatement } from "../../src/syntax/edits.js";
import { attachedComments, removeComments } from "./comments.js";
import type { RegionView } from "./region-view.js";
import { dropStatement } from "./rewrite-statements.js";

/** Takes members out of brackets, with their commas and comments. */
function fromBrackets(view: RegionView, owner: Region, members: readonly Region[], open: number, close: number): void {
  const gone = members.map((member) => view.isGone(member));
  const attached = attachedComments(view, owner, members, (member) => view.isGone(member));
  for (const comments of attached.above.values()) removeComments(view, comments);
  view.edits.push(...removeMembers(view.text, [...members], gone, open, close));
}

/** Entries of an object or of a pattern. */
export function rewriteMapping(view: RegionView, region: Region): void {
  const entries = view.slot(region, "entry");
  // Members of a type end with semicolons or lines.
  const isType = entries.some((one, at) => view.text[one.end - 1] === ";" || isUnseparated(view, one, entries[at + 1]));
  const isEmptied = entries.length > 0 && view.children(region).every((one) => view.isGone(one));
  if (isType) removeMembersOfType(view, region, entries);
  else if (isEmptied && !view.source(region).includes("\n")) view.delete(region.start + 1, region.end - 1);
  else fromBrackets(view, region, entries, region.start + 1, region.end - 1);
}

const isUnseparated = (view: RegionView, one: Region, next: Region | undefined): boolean =>
  next !== undefined && view.find(",", one.end, next.start) < 0;

function removeMembersOfType(view: RegionView, region: Region, entries: readonly Region[]): void {
  const attached = attachedComments(view, region, entries, (entry) => view.isGone(entry));
  for (const entry of entries) {
    if (!view.isGone(entry)) continue;
    removeComments(view, attached.above.get(entry.id) ?? []);
    dropStatement(view, { start: entry.start, end: attached.behind.get(entry.id)?.end ?? entry.end });
  }
}

/** Elements of an array. In a pattern the others keep their places; holes of an array stay. */
export function rewriteSequence(view: RegionView, region: Region): void {
  const members = view.slot(region, "element");
  if (isPattern(view, region)) {
    members.forEach((member, index) => {
      if (!view.isGone(member)) return;
      const isTail = members.slice(index).every((other) => view.isGone(other));
      const before = members[index - 1];
      view.delete(isTail && before ? before.end : member.start, member.end);
    });
    return;
  }
  if (hasHoles(view, region, members)) {
    for (const member of members) {
      if (!view.isGone(member)) continue;
      const comma = view.find(",", member.end, region.end - 1);
      view.delete(member.start, comma < 0 ? member.end : comma + 1);
    }
    return;
  }
  fromBrackets(view, region, members, region.start + 1, region.end - 1);
}

function isPattern(view: RegionView, region: Region): boolean {
  for (let at: Region | undefined = region; at; at = view.parent(at)) {
    if (at.slot === "target") return true;
    if (at.slot !== "element" && at.slot !== "entry") return at.kind === "parameter";
  }
  return false;
}

function hasHoles(view: RegionView, region: Region, members: readonly Region[]): boolean {
  let at = region.start + 1;
  for (const member of members) {
    const first = view.find(",", at, member.start);
    if (at === region.start + 1 ? first >= 0 : first >= 0 && view.find(",", first + 1, member.start) >= 0) return true;
    at = member.end;
  }
  const comma = view.find(",", at, region.end - 1);
  return comma >= 0 && view.find(",", comma + 1, region.end - 1) >= 0;
}

/** Arguments of a call. */
export function rewriteArguments(view: RegionView, region: Region): void {
  const members = view.slot(region, "argument");
  const callee = view.one(region, "callee");
  const open = view.find("(", callee?.end ?? region.start, members[0]?.start);
  if (open >= 0) fromBrackets(view, region, members, open + 1, region.end - 1);
}

/** Parameters of a function; the only parameter of an arrow function may stand without parentheses. */
export function rewriteParameters(view: RegionView, region: Region): void {
  const members = view.slot(region, "parameter");
  const [first] = members;
  const last = members.at(-1);
  if (!first || !last) return;
  const open = view.text.lastIndexOf("(", first.start);
  if (open < region.start) {
    if (view.isGone(first)) view.replace(first, "()");
    return;
  }
  const close = view.find(")", last.end, region.end);
  if (close >= 0) fromBrackets(view, region, members, open + 1, close);
}

/** Declarators of `let a = 1, b = 2`. */
export function rewriteDeclaration(view: RegionView, region: Region, gone: (item: Region) => boolean): void {
  const items = view.slot(region, "item");
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last || items.every(gone)) return;
  view.edits.push(...removeMembers(view.text, items, items.map(gone), first.start, last.end));
}

/** Specifiers of an import or export. */
export function rewriteImport(view: RegionView, region: Region): void {
  const items = view.slot(region, "item");
  if (items.every((item) => view.isGone(item))) {
    dropStatement(view, region);
    return;
  }
  const open = view.find("{", region.start, region.end);
  const close = open < 0 ? -1 : view.find("}", open, region.end);
  const inside = items.filter((item) => open >= 0 && item.start > open && item.end <= close);
  const outside = items.filter((item) => !inside.includes(item));
  const bracesGo = inside.length > 0 && inside.every((item) => view.isGone(item));
  if (inside.length > 0 && !bracesGo && inside.some((item) => view.isGone(item))) {
    fromBrackets(view, region, inside, open + 1, close);
  }
  // The default import, the namespace and the braces are members of one list.
  const braces = inside.length > 0 ? [{ start: open, end: close + 1 }] : [];
  const parts = [...outside.map((item) => ({ start: item.start, end: item.end })), ...braces];
  const gone = [...outside.map((item) => view.isGone(item)), ...braces.map(() => bracesGo)];
  const first = parts[0];
  const last = parts.at(-1);
  if (first && last && gone.includes(true))
    view.edits.push(...removeMembers(view.text, parts, gone, first.start, last.end));
}

/** `{/* words *\/}` on the line above. */
function headingAbove(view: RegionView, region: Region, child: Region): Region | undefined {
  return view
    .children(region)
    .find(
      (one) =>
        one.kind === "output" &&
        /^\{\s*\/\*[\s\S]*\*\/\s*\}$/.test(view.source(one)) &&
        one.end < child.start &&
        view.isAlone(one) &&
        /^[ \t]*\r?\n[ \t]*$/.test(view.text.slice(one.end, child.start)),
    );
}

/** Attributes and content of a JSX element. */
export function rewriteElement(view: RegionView, region: Region): void {
  for (const child of view.children(region)) {
    if (!view.isGone(child) || child.kind === "comment") continue;
    if (child.slot === "attribute") {
      let start = child.start;
      while (/\s/.test(view.text[start - 1] ?? "")) start--;
      view.delete(start, child.end);
    } else if (view.isAlone(child)) {
      const heading = headingAbove(view, region, child);
      if (heading) {
        const above = removeStatement(view.text, heading);
        view.delete(above.start, Math.min(above.end, lineEnd(view.text, heading.end)));
      }
      const line = removeStatement(view.text, child);
      view.delete(line.start, Math.min(line.end, lineEnd(view.text, child.end)));
    } else view.delete(child.start, child.end);
  }
}
