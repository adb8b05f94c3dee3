import type { Region } from "../../../src/engine/region.js";
import { boundsAround, removeFromList } from "./lists.js";
import type { Rendering } from "./rendering.js";

/** Members of a statement's list: with items, types of a handler, names of del and global. */
export function renderMembers(rendering: Rendering, region: Region, slot: "item" | "type" | "value"): void {
  const members = rendering.tree.inSlot(region.id, slot);
  if (members.length < 2) return;
  const bounds = boundsAround(rendering.text, members, region.start);
  removeFromList(rendering, region, members, (member) => rendering.removes(member), bounds);
}

/** `a = b = value` without `a`, or the value alone; a name taken out of a tuple would shift the others. */
export function renderAssignment(rendering: Rendering, region: Region): void {
  const { text, tree } = rendering;
  const targets = tree.inSlot(region.id, "target");
  const value = tree.first(region.id, "value");
  const annotation = tree.first(region.id, "annotation");
  if (value && rendering.action(region) === "unwrap") {
    rendering.delete(region.start, value.start);
    return;
  }
  if (annotation && value && targets[0] && rendering.removes(annotation))
    rendering.delete(targets[0].end, annotation.end);
  if (!value) return;
  let start = region.start;
  for (const [index, target] of targets.entries()) {
    const next = targets[index + 1] ?? value;
    const sign = /^(?:[^=#]|#[^\n]*\n)*=[ \t]*/.exec(text.slice(target.end, next.start));
    // Without a sign of its own it is part of a tuple.
    if (!sign) continue;
    const end = target.end + sign[0].length;
    if (targets.length > 1 && target.form !== "tuple" && rendering.removes(target)) rendering.delete(start, end);
    start = end;
  }
}

/** `with value as name` and `except Type as name` without the name. */
export function renderAlias(rendering: Rendering, region: Region): void {
  const { text, tree } = rendering;
  const target = tree.first(region.id, "target");
  if (!target || !rendering.removes(target)) return;
  const word = /\s+as[\s(]*$/.exec(text.slice(region.start, target.start));
  if (!word) return;
  const start = region.start + word.index;
  const opened = word[0].split("(").length - 1;
  const closed = new RegExp(`^(?:\\s*\\)){${opened}}(?:[ \\t]+(?=:))?`).exec(text.slice(target.end));
  if (closed) rendering.delete(start, target.end + closed[0].length);
}

/** `return value` without its value. */
export function renderExit(rendering: Rendering, region: Region): void {
  const [value, second] = rendering.tree.inSlot(region.id, "value");
  if (!value || second || !rendering.removes(value)) return;
  rendering.delete(region.start + (region.name?.length ?? 0), value.end);
}
