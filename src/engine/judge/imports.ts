import { has } from "../graph.js";
import type { Region } from "../region.js";
import { type Judging, live, type Outcome } from "./context.js";
import type { Judge } from "./outcomes.js";
import { goneReference, isAnswer } from "./references.js";
import { remove } from "./remove.js";

export const importStatement: Judge = (judging, region) => {
  const items = judging.view.slot(region, "item");
  const own = goneReference(judging, region);
  if (items.length === 0) {
    if (own) return remove(judging, region, own);
    return judging.hasMention(region) && judging.view.occurrences(region).every((one) => !isAnswer(judging, one.symbol))
      ? remove(judging, region, judging.byName(region, judging.text.slice(region.start, region.end)))
      : withoutClauses(judging, region);
  }
  const gone = items.filter((one) => judging.outcome(one).is === "removed");
  if (gone.length === 0) return live;
  if (gone.length === items.length) return remove(judging, region, judging.outcome(gone[0]).cause!);
  for (const one of gone) judging.decide(one, "remove", judging.outcome(one).cause!);
  return live;
};

/** Lists of an import that stays: what it is all there for takes it along, what it merely sets goes alone. */
function withoutClauses(judging: Judging, region: Region): Outcome {
  for (const list of judging.view.slot(region, "value")) {
    const { is, cause } = judging.outcome(list);
    if (is !== "gone") continue;
    if (has(list, "vital")) return remove(judging, region, judging.byNeed(region, "nothing is left of it", cause));
    judging.decide(list, "remove", cause!);
  }
  return live;
}

/** An imported name goes with what it names; a module of ours is judged by the name that is taken from it. */
export const importName: Judge = (judging, region) => {
  const swept = judging.world.swept(judging.path, region.id);
  if (swept) return { is: "removed", cause: swept };
  if (judging.keepers.has(region.id)) return live;
  const references = judging.view.occurrences(region).filter((occurrence) => !occurrence.defines);
  const ours = references.filter((occurrence) => isAnswer(judging, occurrence.symbol));
  const exact = ours.filter((occurrence) => !occurrence.symbol.startsWith("module:"));
  const decisive = exact.length > 0 ? exact : ours;
  if (decisive.length > 0) {
    const cause = judging.world.gone(decisive[0]!.symbol);
    return cause ? { is: "removed", cause: { ...cause, by: "need", symbol: decisive[0]!.symbol } } : live;
  }
  const cause = goneReference(judging, region);
  if (cause) return { is: "removed", cause };
  if (judging.isTarget(region.name)) return { is: "removed", cause: judging.byName(region) };
  const parent = judging.view.parent(region)!;
  const from = judging.text.slice(parent.start, parent.end);
  if (
    references.length === 0 &&
    judging.hasMention(parent) &&
    !judging.namesSibling(from) &&
    judging.view.slot(parent, "item").length === 1
  )
    return { is: "removed", cause: judging.byName(parent, from) };
  return live;
};
