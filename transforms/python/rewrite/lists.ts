import type { Edit } from "../../../src/engine/model.js";
import type { Region } from "../../../src/engine/region.js";
import { applyEdits, removeMembers } from "../../../src/syntax/edits.js";
import { removeComment } from "./blocks.js";
import { commentsOf } from "./comments.js";
import type { Rendering } from "./rendering.js";

/** Where a list stands: just inside its brackets, or around its members. */
export interface Bounds {
  open: number;
  close: number;
  bracketed: boolean;
}

/** Bounds of a list by its members: brackets are looked for around them, not before `from`. */
export function boundsAround(text: string, members: readonly Region[], from: number): Bounds {
  const first = members[0]!;
  const last = members.at(-1)!;
  const before = /[([{](?:\s|\\\r?\n|#[^\n]*\n)*$/.exec(text.slice(from, first.start));
  const after = /(?:\s|,|\\\r?\n|#[^\n]*\n)*[)\]}]/y;
  after.lastIndex = last.end;
  if (before && after.test(text)) return { open: from + before.index + 1, close: after.lastIndex - 1, bracketed: true };
  return { open: first.start, close: last.end, bracketed: false };
}

/**
 * Takes members out of a list with their separators and comments.
 * @param owner region whose comments stand among the members
 * @returns false if all members go: what an empty list looks like is the caller's business
 */
export function removeFromList(
  rendering: Rendering,
  owner: Region,
  members: readonly Region[],
  gone: (member: Region) => boolean,
  bounds: Bounds,
): boolean {
  if (!members.some(gone)) return true;
  if (members.every(gone)) return false;
  const { text, tree } = rendering;
  const flags = members.map(gone);
  const edits = removeMembers(text, [...members], flags, bounds.open, bounds.close);
  rendering.edits.push(...edits);
  const comments = tree
    .children(owner.id)
    .map((id) => tree.at(id))
    .filter((child) => child.kind === "comment");
  const items = [...members, ...comments].sort((a, b) => a.start - b.start);
  for (const comment of commentsOf(rendering, items, gone)) {
    if (!edits.some((edit) => edit.start <= comment.start && comment.end <= edit.end))
      removeComment(rendering, comment);
  }
  return true;
}

/** A list, tuple, set or dict that loses members. */
export function renderCollection(rendering: Rendering, region: Region): boolean {
  const { text, tree } = rendering;
  const slot = region.kind === "mapping" ? "entry" : "element";
  const members = tree.inSlot(region.id, slot).filter((child) => child.kind !== "comment");
  const gone = (member: Region) => rendering.removes(member);
  if (!members.some(gone)) return true;
  const bare = !/[([{]/.test(text[region.start]!);
  const bounds = bare
    ? { open: region.start, close: region.end, bracketed: false }
    : { open: region.start + 1, close: region.end - 1, bracketed: true };
  const from = rendering.edits.length;
  if (!removeFromList(rendering, region, members, gone, bounds)) {
    const empty = region.kind === "mapping" ? "{}" : { list: "[]", tuple: "()", set: "set()" }[region.form as "list"];
    rendering.edits.push({ start: region.start, end: region.end, text: empty ?? "[]" });
    return false;
  }
  const left = members.filter((member) => !gone(member));
  if (region.form === "tuple" && left.length === 1) keepComma(rendering, region, left[0]!, bounds, from);
  return true;
}

/** A tuple of one keeps or gets its comma, or it would be no tuple. */
function keepComma(rendering: Rendering, region: Region, member: Region, bounds: Bounds, from: number): void {
  const { text } = rendering;
  const shift = (edit: Edit) => ({ start: edit.start - member.end, end: edit.end - member.end, text: edit.text });
  const close = bounds.bracketed ? bounds.close : region.end;
  const tail = rendering.edits.slice(from).filter((edit) => edit.start >= member.end && edit.end <= close);
  const left = applyEdits(text.slice(member.end, close), tail.map(shift));
  if (!left.replace(/#[^\n]*/g, "").includes(",")) rendering.insert(member.end, ",");
}

/** Parameters: the markers `*` and `/` go when nothing is left for them to part. */
export function goneParameters(rendering: Rendering, parameters: readonly Region[]): Set<Region> {
  const gone = new Set(parameters.filter((parameter) => rendering.removes(parameter)));
  if (gone.size === 0) return gone;
  const left = parameters.filter((parameter) => !gone.has(parameter));
  left.forEach((parameter, index) => {
    if (parameter.operator !== "marker") return;
    const next = left[index + 1];
    if (parameter.name === "/" && index === 0) gone.add(parameter);
    if (parameter.name === "*" && (!next || next.operator === "**")) gone.add(parameter);
  });
  return gone;
}
