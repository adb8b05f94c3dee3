import type { Region } from "../../../src/engine/region.js";
import { lineEnd, lineStart } from "../../../src/syntax/edits.js";
import { removeComment } from "./blocks.js";
import { commentsOf } from "./comments.js";
import { boundsAround, goneParameters, removeFromList } from "./lists.js";
import type { Rendering } from "./rendering.js";

/** Decorators, parameters and result type of a function. */
export function renderFunction(rendering: Rendering, region: Region): void {
  const { text, tree } = rendering;
  renderDecorators(rendering, region);
  const parameters = tree.inSlot(region.id, "parameter");
  const gone = goneParameters(rendering, parameters);
  if (gone.size > 0) {
    const from = tree.inSlot(region.id, "decorator").at(-1)?.end ?? region.start;
    const bounds = boundsAround(text, parameters, from);
    if (!removeFromList(rendering, region, parameters, (one) => gone.has(one), bounds))
      rendering.delete(bounds.open, bounds.close);
  }
  for (const parameter of parameters) if (!gone.has(parameter)) renderParameter(rendering, parameter);
  const result = tree.first(region.id, "annotation");
  const arrow = result && /\s*->\s*$/.exec(text.slice(region.start, result.start));
  if (result && arrow && rendering.removes(result)) rendering.delete(region.start + arrow.index, result.end);
}

function renderParameter(rendering: Rendering, parameter: Region): void {
  const { text, tree } = rendering;
  for (const [slot, sign] of [
    ["annotation", /\s*:\s*$/],
    ["default", /\s*=\s*$/],
  ] as const) {
    const part = tree.first(parameter.id, slot);
    const before = part && sign.exec(text.slice(parameter.start, part.start));
    if (part && before && rendering.removes(part)) rendering.delete(parameter.start + before.index, part.end);
  }
}

/** Decorators and bases of a class; parentheses that hold nothing go. */
export function renderClass(rendering: Rendering, region: Region): void {
  const { text, tree } = rendering;
  renderDecorators(rendering, region);
  const bases = tree.inSlot(region.id, "base");
  if (!bases.some((base) => rendering.removes(base))) return;
  const from = tree.inSlot(region.id, "decorator").at(-1)?.end ?? region.start;
  const bounds = boundsAround(text, bases, from);
  if (!removeFromList(rendering, region, bases, (base) => rendering.removes(base), bounds))
    rendering.delete(bounds.open - 1, bounds.close + 1);
}

/** Parameters of a lambda: without any, `lambda:`. */
export function renderLambda(rendering: Rendering, region: Region): void {
  const { text, tree } = rendering;
  const parameters = tree.inSlot(region.id, "parameter");
  const gone = goneParameters(rendering, parameters);
  if (gone.size === 0) return;
  const first = parameters[0]!;
  const last = parameters.at(-1)!;
  const bounds = { open: first.start, close: last.end, bracketed: false };
  if (removeFromList(rendering, region, parameters, (one) => gone.has(one), bounds)) return;
  const space = /\s*$/.exec(text.slice(region.start, first.start))![0].length;
  rendering.delete(first.start - space, last.end);
}

/** Names of an import, in parentheses or not. */
export function renderImport(rendering: Rendering, region: Region): void {
  const { text, tree } = rendering;
  const items = tree.inSlot(region.id, "item");
  if (items.length < 2) return;
  removeFromList(rendering, region, items, (item) => rendering.removes(item), boundsAround(text, items, region.start));
}

/** Decorators go with their lines and the comments on them. */
function renderDecorators(rendering: Rendering, region: Region): void {
  const { text, tree } = rendering;
  const decorators = tree.inSlot(region.id, "decorator");
  const gone = (item: Region) => rendering.removes(item);
  if (!decorators.some(gone)) return;
  for (const decorator of decorators)
    if (gone(decorator)) rendering.delete(lineStart(text, decorator.start), lineEnd(text, decorator.end));
  const comments = tree
    .children(region.id)
    .map((id) => tree.at(id))
    .filter((child) => child.kind === "comment");
  const items = [...decorators, ...comments].sort((a, b) => a.start - b.start);
  for (const comment of commentsOf(rendering, items, gone)) removeComment(rendering, comment);
}
