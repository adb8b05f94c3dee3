import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { type Judging, live } from "./context.js";
import { dies, goneAs, type Judge } from "./outcomes.js";

/** The first gone symbol that a region refers to. */
export function goneReference(judging: Judging, region: Region): Cause | undefined {
  let found: Cause | undefined;
  for (const occurrence of judging.view.occurrences(region)) {
    if (occurrence.defines) continue;
    // A weak reference (a class that a script toggles) is no use of what defines it; only its own name counts. An
    // argument is one of the parameter that it meets, and goes with it; so does `let x;` with all that gave `x` a value.
    const isParts = occurrence.symbol.startsWith("parts:");
    const isDeclared = region.kind === "name" && region.slot === "target";
    if (
      occurrence.weak &&
      !isParts &&
      !isDeclared &&
      region.kind !== "argument" &&
      !judging.isTarget(occurrence.symbol.slice(occurrence.symbol.indexOf(":") + 1))
    )
      continue;
    const cause = judging.world.gone(occurrence.symbol);
    // A reference that some file of the repository still answers is alive, whatever else it could mean.
    if (!cause) {
      if (isAnswer(judging, occurrence.symbol) && !isVague(judging, region, occurrence.symbol)) return undefined;
      continue;
    }
    if (!occurrence.symbol.endsWith("#*"))
      found ??= { ...cause, by: cause.by === "name" ? "name" : "need", symbol: occurrence.symbol };
  }
  return found;
}

/** True if the repository defines a symbol. A requirement line only says where a package comes from. */
export function isAnswer(judging: Judging, symbol: string): boolean {
  return !symbol.startsWith("package:") && judging.world.definitions(symbol).length > 0;
}

/** True if a reference has a definition in the repository that stays. */
export function isAnswered(judging: Judging, region: Region): boolean {
  return judging.view
    .occurrences(region)
    .some(
      (occurrence) =>
        !occurrence.defines &&
        isAnswer(judging, occurrence.symbol) &&
        !isVague(judging, region, occurrence.symbol) &&
        !judging.world.gone(occurrence.symbol),
    );
}

/** A page that may get anything (`ctx:NAME#*`) does not get what has the target's own name. */
function isVague(judging: Judging, region: Region, symbol: string): boolean {
  return symbol.endsWith("#*") && judging.isTarget(region.name);
}

export const name: Judge = (judging, region) => {
  const cause = goneReference(judging, region);
  if (cause) return goneAs(cause);
  if (isAnswered(judging, region) || region.slot === "target") return live;
  return judging.isTarget(region.name) ? goneAs(judging.byName(region)) : live;
};

export const member: Judge = (judging, region) => {
  const object = judging.view.one(region, "object");
  const cause = goneReference(judging, region);
  if (cause) return goneAs(cause);
  // Whoever else has such a member: there is nothing left to ask for it.
  const outcome = judging.outcome(object);
  if (dies(outcome) && !outcome.literal) return goneAs(judging.byNeed(region, "its object is gone", outcome.cause));
  if (isAnswered(judging, region)) return live;
  if (judging.isTarget(region.name)) return goneAs(judging.byName(region));
  return live;
};

export const index: Judge = (judging, region) => {
  const object = judging.outcome(judging.view.one(region, "object"));
  const key = judging.outcome(judging.view.one(region, "key"));
  if (dies(object) && !object.literal) return goneAs(judging.byNeed(region, "its object is gone", object.cause));
  if (region.slot !== "target") {
    const cause = goneReference(judging, region);
    if (cause) return goneAs(cause);
    if (isAnswered(judging, region)) return live;
  }
  return dies(key) ? goneAs(key.cause!) : live;
};
