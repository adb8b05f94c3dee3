import type { Region } from "../../../src/engine/region.js";
import { keepOnly, removeOperand } from "../../../src/syntax/edits.js";
import { boundsAround, removeFromList } from "./lists.js";
import type { Rendering } from "./rendering.js";

/** Arguments of a call; with none left the parentheses stay, empty. */
export function renderArguments(rendering: Rendering, region: Region): void {
  const { text, tree } = rendering;
  const members = tree.inSlot(region.id, "argument");
  if (members.length === 0) return;
  const bounds = boundsAround(text, members, tree.first(region.id, "callee")?.end ?? region.start);
  const gone = (member: Region) => rendering.removes(member);
  if (!removeFromList(rendering, region, members, gone, bounds)) rendering.delete(bounds.open, bounds.close);
}

/** Operands of and/or, of a sum, alternatives of a case: each goes with one operator. */
export function renderOperands(
  rendering: Rendering,
  region: Region,
  slot: "operand" | "pattern" | "element" | "value",
): void {
  const operands = rendering.tree.inSlot(region.id, slot);
  if (!operands.some((operand) => rendering.drops(operand))) return;
  const gone = operands.map((operand) => rendering.drops(operand));
  rendering.edits.push(...removeOperand(rendering.text, operands, gone));
}

/** Members of a type: `A | B`, `Union[A, B]`; a union of one is that one. */
export function renderUnion(rendering: Rendering, region: Region): void {
  const { text, tree } = rendering;
  const members = tree.inSlot(region.id, "element");
  const left = members.filter((member) => !rendering.removes(member));
  const only = left[0];
  if (left.length === members.length || !only) return;
  const object = tree.first(region.id, "object");
  if (!object) {
    renderOperands(rendering, region, "element");
    return;
  }
  if (left.length === 1 && region.name === "Union") {
    rendering.edits.push(...keepOnly(region, only));
    return;
  }
  const bounds = boundsAround(text, members, object.end);
  removeFromList(rendering, region, members, (one) => rendering.removes(one), bounds);
}

/** `a if test else b` of which one side stays. */
export function renderConditional(rendering: Rendering, region: Region, visit: (region: Region) => void): boolean {
  const action = rendering.action(region);
  if (action !== "true" && action !== "false") return true;
  const kept = rendering.tree.first(region.id, action === "true" ? "then" : "else");
  if (!kept) return true;
  rendering.edits.push(...keepOnly(region, kept));
  visit(kept);
  return false;
}

/** Parentheses or await around what stays. */
export function renderGroup(rendering: Rendering, region: Region): void {
  const value = rendering.tree.first(region.id, "value");
  if (rendering.action(region) === "unwrap" && value) rendering.edits.push(...keepOnly(region, value));
}

/** Parts of an f-string, braces included. */
export function renderTemplate(rendering: Rendering, region: Region): void {
  for (const part of rendering.tree.inSlot(region.id, "part"))
    if (rendering.removes(part)) rendering.delete(part.start, part.end);
}

/** A test of a comprehension goes with its `if`. */
export function renderComprehension(rendering: Rendering, region: Region): void {
  for (const test of rendering.tree.inSlot(region.id, "test")) {
    const word = /\s*\bif\s*$/.exec(rendering.text.slice(region.start, test.start));
    if (rendering.drops(test) && word) rendering.delete(region.start + word.index, test.end);
  }
}
