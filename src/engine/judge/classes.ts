import { has } from "../graph.js";
import { live } from "./context.js";
import { dies, type Judge } from "./outcomes.js";
import { remains, remove } from "./remove.js";

export const classDefinition: Judge = (judging, region) => {
  const { view } = judging;
  const swept = judging.world.swept(judging.path, region.id);
  if (swept) return remove(judging, region, swept);
  if (!judging.keepers.has(region.id) && judging.isTarget(region.name)) {
    const statements = view.children[view.one(region, "body")?.id ?? -1] ?? [];
    return statements.some((one) => has(one, "column"))
      ? judging.block(region, "database column; needs a migration", judging.byName(region))
      : remove(judging, region, judging.byName(region));
  }
  for (const one of view.slot(region, "decorator")) {
    const outcome = judging.outcome(one);
    if (outcome.is !== "removed") continue;
    if (has(one, "framework") && !judging.keepers.has(region.id))
      return remove(judging, region, judging.byNeed(region, "what registers it is gone", outcome.cause));
    judging.decide(one, "remove", outcome.cause!);
  }
  const bases = view.slot(region, "base");
  const gone = bases.filter((base) => dies(judging.outcome(base)) && !judging.outcome(base).literal);
  if (gone.length > 0 && gone.length === bases.length && !judging.keepers.has(region.id))
    return remove(
      judging,
      region,
      judging.byNeed(region, "what it is made from is gone", judging.outcome(gone[0]).cause),
    );
  for (const base of gone) judging.decide(base, "remove", judging.outcome(base).cause!);
  const body = view.one(region, "body");
  if (!body) return live;
  const { lost, left, cause } = remains(judging, body);
  if (lost.length > 0 && left.length === 0) {
    if (
      !judging.keepers.has(region.id) &&
      ((bases.length > 0 && gone.length === bases.length) ||
        region.name?.startsWith("_") ||
        lost.some((one) => has(one, "route")))
    )
      return remove(judging, region, judging.byNeed(region, "nothing is left in it", cause));
    judging.decide(body, "remove", cause!);
  }
  if (
    has(region, "test") &&
    lost.length > 0 &&
    !left.some((one) => one.kind === "function" && has(one, "test")) &&
    lost.some((one) => has(one, "test")) &&
    !judging.keepers.has(region.id)
  )
    return remove(judging, region, judging.byNeed(region, "nothing is left to test", cause));
  return live;
};
