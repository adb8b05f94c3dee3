import { has } from "../graph.js";
import type { Region } from "../region.js";
import { live } from "./context.js";
import { goneAs, isFalse, type Judge } from "./outcomes.js";

/**
 * Commands that follow from each other. A stage of a pipe takes the whole pipe along. With `&&`, a command goes alone,
 * a question that is answered with no takes what hangs on it; with `||`, the rest is only there for the first.
 */
const chain: Judge = (judging, region) => {
  const parts = judging.view.slot(region, "part");
  const lost = parts.filter((part) => isFalse(judging.outcome(part)));
  if (lost.length === 0) return live;
  const cause = judging.outcome(lost[0]).cause!;
  const whole = goneAs(judging.byNeed(region, "what it begins with is gone", cause));
  if (lost.length === parts.length || region.operator === "|") return whole;
  if (region.operator === "||") return lost[0] === parts[0] ? whole : judging.block(region, "still needed", cause);
  if (lost.some((part) => has(part, "pure"))) return whole;
  for (const part of lost) judging.decide(part, "remove", judging.outcome(part).cause!);
  return live;
};

/** How joined commands are judged. */
export const chainJudges: Partial<Record<Region["kind"], Judge>> = { chain };
