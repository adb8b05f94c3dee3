import { has } from "../graph.js";
import type { Cause, SymbolName } from "../model.js";
import type { Region } from "../region.js";
import { type Judging, live, type Outcome } from "./context.js";
import { remove } from "./remove.js";

/** True if dropping the evaluation of a value loses nothing. */
export function isQuiet(judging: Judging, value: Region): boolean {
  for (const part of judging.view.evaluated(value)) {
    if (part.kind === "lambda") return true;
    if (has(part, "effect")) return false;
    if (
      part.kind === "call" &&
      !part.traits?.some((trait) => trait === "pure" || trait === "lookup" || trait === "input")
    )
      return false;
  }
  return !/\b(await|yield)\b/.test(judging.text.slice(value.start, value.end));
}

/** The target of an assignment, `with` or handler that binds a symbol, if it is a name or a member of something. */
export function targetNamed(judging: Judging, region: Region, symbol: SymbolName): Region | undefined {
  const name = /[^.#]*$/.exec(symbol)![0];
  return judging.view
    .slot(region, "target")
    .find((target) => (target.kind === "name" || target.kind === "member") && target.name === name);
}

/**
 * What is left of an assignment of which only removed code used some names: without a name that is used, the value is
 * evaluated for its effect or goes; of `a = b = value` the others stay.
 * @returns undefined if the assignment stays as it is: a name taken out of a tuple would shift the others
 */
export function withoutUnused(judging: Judging, region: Region, cause: Cause): Outcome | undefined {
  const targets = judging.view.slot(region, "target");
  const value = judging.view.one(region, "value");
  const unused = unusedTargets(judging, region);
  if (unused.size === 0 || unused.size === targets.length) {
    if (!value || isQuiet(judging, value)) return remove(judging, region, cause);
    if (unused.size === 0) return undefined;
    judging.decide(region, "unwrap", cause);
    return live;
  }
  const alone = targets.filter((target) => unused.has(target) && target.form !== "tuple");
  for (const target of alone) judging.decide(target, "remove", cause);
  return alone.length > 0 ? live : undefined;
}

/** `with … as x` and `except … as x` go on without a name that only removed code used. */
export function dropUnusedName(judging: Judging, region: Region): void {
  const cause = judging.world.swept(judging.path, region.id);
  const [target, other] = judging.view.slot(region, "target");
  if (cause && target && !other && target.form !== "tuple") judging.decide(target, "remove", cause);
}

function unusedTargets(judging: Judging, region: Region): Set<Region> {
  const found = new Set<Region>();
  for (const { symbol, defines } of judging.view.occurrences(region)) {
    const target = defines && judging.world.unused(symbol) ? targetNamed(judging, region, symbol) : undefined;
    if (target) found.add(target);
  }
  return found;
}
