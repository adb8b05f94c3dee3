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

/** `a = b = value` without `a`; a name taken out of a tuple would shift the others. */
export function renderAssignment(rendering: Rendering, region: Region): void {
  const { tree } = rendering;
  const targets = tree.inSlot(region.id, "target");
  const value = tree.first(region.id, "value");
  const annotation = tree.first(region.id, "annotation");
  if (annotation && value && targets[0] && rendering.removes(annotation))
    rendering.delete(targets[0].end, annotation.end);
  if (region.form === "tuple" || targets.length < 2 || !value) return;
  for (const [index, target] of targets.entries())
    if (rendering.removes(target)) rendering.delete(target.start, (targets[index + 1] ?? value).start);
}

/** `return value` without its value. */
export function renderExit(rendering: Rendering, region: Region): void {
  const [value, second] = rendering.tree.inSlot(region.id, "value");
  if (!value || second || !rendering.removes(value)) return;
  rendering.delete(region.start + (region.name?.length ?? 0), value.end);
}
