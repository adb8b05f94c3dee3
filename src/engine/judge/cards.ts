import { has } from "../graph.js";
import type { Region } from "../region.js";
import type { Judging } from "./context.js";

const handlers = ({ view }: Judging, region: Region) =>
  view.slot(region, "attribute").filter((one) => has(one, "handler"));

/**
 * True for a button of a card that says by itself whose card it is: the card's class names the target, or the buttons of
 * its neighbours do the same. It acts by a script, and no other one looks it up.
 */
export function isButtonOf(judging: Judging, card: Region, button: Region): boolean {
  const { view, text } = judging;
  const acts = handlers(judging, button);
  if (button.name?.toLowerCase() !== "button" || has(button, "submit") || acts.length === 0) return false;
  for (const part of view.subtree(button))
    if (view.occurrences(part).some((one) => one.defines && !judging.isTarget(one.symbol.replace(/^\w+:#?/, ""))))
      return false;
  const source = (region: Region) => text.slice(region.start, region.end);
  if (view.slot(card, "attribute").some((one) => one.name === "class" && judging.hasMention(one))) return true;
  const beside = view.children[view.parent(card)!.id]!.filter((one) => one.kind === "element" && one !== card);
  return acts.every((act) =>
    beside.some((other) => [...view.subtree(other)].some((one) => has(one, "handler") && source(one) === source(act))),
  );
}
