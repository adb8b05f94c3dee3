import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { type Judging, live } from "./context.js";
import { dies, goneAs, type Judge } from "./outcomes.js";
import { remove } from "./remove.js";

/** A rule goes when none of its selectors can match, or when nothing is left in it; else the lost ones leave it. */
const rule: Judge = (judging, region) => {
  const heads = judging.view.slot(region, "element");
  const lost = heads.filter((one) => dies(judging.outcome(one)));
  if (lost.length > 0 && lost.length === heads.length) return remove(judging, region, judging.outcome(lost[0]).cause!);
  const emptied = judging.outcome(judging.view.one(region, "body"));
  if (emptied.is === "removed")
    return remove(judging, region, judging.byNeed(region, "nothing is left in it", emptied.cause));
  for (const one of lost) judging.decide(one, "remove", judging.outcome(one).cause!);
  return live;
};

/** A selector is gone when something that it must find is, by its own name or because only removed code made it. */
const selector: Judge = (judging, region) => {
  const swept = judging.world.swept(judging.path, region.id);
  if (swept) return goneAs(swept);
  for (const occurrence of judging.view.occurrences(region)) {
    const name = occurrence.symbol.slice(occurrence.symbol.indexOf(":") + 1);
    if (!judging.isTarget(name)) continue;
    if (occurrence.defines) return goneAs(judging.byName(region, name));
    const cause = judging.world.gone(occurrence.symbol);
    if (cause) return goneAs({ ...judging.byName(region, name), symbol: occurrence.symbol });
  }
  for (const part of judging.view.children[region.id]!) {
    const outcome = judging.outcome(part);
    if (dies(outcome)) return goneAs(judging.byNeed(region, "all it chooses among is gone", outcome.cause));
    if (outcome.is === "removed") return goneAs(judging.byNeed(region, "a part of it is gone", outcome.cause));
  }
  return live;
};

const property: Judge = (judging, region) => {
  const swept = judging.world.swept(judging.path, region.id);
  if (swept) return remove(judging, region, swept);
  const defines = judging.view.occurrences(region).some((occurrence) => occurrence.defines);
  if (defines && judging.isTarget(region.name)) return remove(judging, region, judging.byName(region));
  const emptied = emptiedValue(judging, region);
  if (emptied) return remove(judging, region, judging.byNeed(region, "its value is gone", emptied));
  const members = judging.view.slot(region, "element");
  const lost = members.filter((one) => dies(judging.outcome(one)));
  const map = judging.outcome(judging.view.one(region, "value"));
  if (dies(map) || map.is === "empty")
    return remove(judging, region, judging.byNeed(region, "its value is gone", map.cause));
  if (lost.length === 0) return live;
  const { cause } = judging.outcome(lost[0]);
  if (lost.length === members.length)
    return remove(judging, region, judging.byNeed(region, "its value is gone", cause));
  for (const one of lost) judging.decide(one, "remove", judging.outcome(one).cause!);
  return live;
};

/** Why a value that a template fills in has nothing left to be. */
function emptiedValue(judging: Judging, region: Region): Cause | undefined {
  let rest = judging.text.slice(region.start, region.end);
  let cause: Cause | undefined;
  for (const part of judging.view.slot(region, "content").toReversed()) {
    const outcome = judging.outcome(part);
    if (outcome.is !== "removed") continue;
    cause = outcome.cause;
    rest = rest.slice(0, part.start - region.start) + rest.slice(part.end - region.start);
  }
  return /:\s*;?$/.test(rest) ? cause : undefined;
}

/** A member of a value: it goes with what it is there for; what the rest of it needs must stay. */
const term: Judge = (judging, region) => {
  for (const one of judging.view.children[region.id]!) {
    const outcome = judging.outcome(one);
    if (!dies(outcome)) continue;
    const cause = outcome.cause!;
    if (one.slot === "value") return goneAs(cause);
    else if (outcome.literal) judging.pending.set(one.id, "name only");
    else return judging.block(one, "still needed", cause);
  }
  return live;
};

/** How each part of a style sheet is judged. */
export const styleJudges: Partial<Record<Region["kind"], Judge>> = { rule, selector, property, term };
