import { has } from "../graph.js";
import { trimList } from "../prose.js";
import type { Region } from "../region.js";
import { type Judging, live } from "./context.js";
import { judgeProse } from "./literals.js";
import type { Judge } from "./outcomes.js";
import { remove } from "./remove.js";

/** An expression that stands alone: it goes with its value, and a message with its subject. */
export const expressionStatement: Judge = (judging, region) => {
  const value = judging.view.children[region.id]!.find((child) => child.kind !== "comment");
  if (!value) return live;
  const outcome = judging.outcome(value);
  if (outcome.is === "gone" || outcome.is === "empty" || outcome.is === "false")
    return remove(judging, region, outcome.cause!);
  const call = value.kind === "group" ? judging.view.children[value.id]![0] : value;
  if (call?.kind === "call" && has(call, "log") && judging.hasMention(call)) {
    const words = judging.text.slice(call.start, call.end);
    if (!judging.namesSibling(words) && isSubject(judging, call) && !isList(judging, call))
      return remove(judging, region, judging.byName(region, "a message"));
    for (const part of judging.view.subtree(call))
      if ((part.kind === "literal" || part.kind === "template") && judging.hasMention(part)) judgeProse(judging, part);
  }
  return live;
};

/** True for a message about several things by name: it says the rest without one of them. */
function isList(judging: Judging, call: Region): boolean {
  return [...judging.view.subtree(call)].some((part) => {
    if (part.kind !== "literal" || !judging.hasMention(part)) return false;
    const { text, range, mentions } = judging.words(part);
    return trimList(text, range, mentions) !== undefined;
  });
}

/**
 * True if a message is about the target, not merely one that comes to speak of it after its first clause, or that an
 * option of the target's goes along with.
 */
function isSubject(judging: Judging, call: Region): boolean {
  const options = [...judging.view.subtree(call)].filter(
    (one) => one.kind === "argument" && (judging.isTarget(one.name) || judging.outcome(one).is === "removed"),
  );
  const mention = judging
    .mentionsIn(call)
    .find((one) => !options.some((option) => option.start <= one.start && one.end <= option.end));
  if (!mention) return false;
  const part = [...judging.view.subtree(call)].find(
    (one) =>
      (one.kind === "literal" || one.kind === "template") && one.start <= mention.start && mention.end <= one.end,
  );
  if (!part) return true;
  const before = judging.text.slice(part.start, mention.start);
  return !/\p{L}+\s+\P{L}*\p{L}+.*[,.;]\s/u.test(before);
}
