import { has } from "../graph.js";
import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { isPure, type Judging, live, type Outcome } from "./context.js";
import { judgeDefault } from "./literals.js";
import { dies, type Judge } from "./outcomes.js";
import { goneReference } from "./references.js";
import { remove } from "./remove.js";
import { isQuiet, withoutUnused } from "./unused.js";

export const assignment: Judge = (judging, region) => {
  const outcome = assignmentOutcome(judging, region);
  if (outcome.is === "removed" && outcome.cause) loseMembers(judging, region, outcome.cause);
  return outcome;
};

/** What a pattern took out of a value that is gone is gone as well. */
function loseMembers(judging: Judging, region: Region, cause: Cause): void {
  const { view } = judging;
  for (const target of view.slot(region, "target")) {
    if (target.kind !== "sequence" && target.kind !== "mapping") continue;
    for (const part of view.subtree(target))
      if (part !== target && view.occurrences(part).some((one) => one.defines)) judging.decide(part, "remove", cause);
  }
}

const assignmentOutcome: Judge = (judging, region) => {
  const { view } = judging;
  const swept = judging.world.swept(judging.path, region.id);
  const left = swept && withoutUnused(judging, region, swept);
  if (left) return left;
  const targets = view.slot(region, "target");
  const value = view.one(region, "value");
  const outcome = judging.outcome(value);
  const doomed = targets.map((target) => targetCause(judging, target));
  const named = doomed.find((cause) => cause !== undefined);
  if (named && isStoredMember(judging, region)) return judging.block(region, "stored data may hold this value", named);
  if (has(region, "column") && (doomed.some(Boolean) || dies(judging.outcome(value))))
    return judging.block(region, "database column; needs a migration");
  if (targets.length > 0 && doomed.every((cause) => cause !== undefined)) {
    if (value && named!.by === "sweep" && outcome.is === "live" && !isQuiet(judging, value)) {
      judging.decide(region, "unwrap", named!);
      return live;
    }
    if (value && !isPure(judging, value) && outcome.is === "live" && !ownsValue(judging, value))
      return judging.block(region, "result no longer used", named);
    return remove(judging, region, named!);
  }
  if (dies(outcome) && value) {
    if (outcome.literal && judgeDefault(judging, value)) return live;
    if (isPart(judging, targets, value)) return judging.block(region, "still needed", outcome.cause);
    return remove(judging, region, judging.byNeed(region, "its value is gone", outcome.cause));
  }
  const annotation = judging.outcome(view.one(region, "annotation"));
  if (dies(annotation) && !annotation.literal)
    return remove(judging, region, judging.byNeed(region, "its type is gone", annotation.cause));
  // `names += []` adds nothing.
  if (outcome.is === "empty" && region.operator === "+=")
    return remove(judging, region, judging.byNeed(region, "all that it adds is gone", outcome.cause));
  if (named !== undefined && targets.length > 1) return judging.block(region, "positional", named);
  if ((outcome.is === "false" || outcome.is === "true") && value) return constantValue(judging, region, outcome);
  return live;
};

/** A value that our removal decided: the names it binds are gone, as a condition they are what it became. */
function constantValue(judging: Judging, region: Region, outcome: Outcome): Outcome {
  if (outcome.is === "true") return judging.block(region, "still needed", outcome.cause);
  return remove(judging, region, judging.byNeed(region, "it can only be false", outcome.cause));
}

/**
 * True for `totals["all"] = totals["north"] + gone`: whoever reads that key still wants the rest of the sum. Only the
 * name of a variable says that all its uses are in sight.
 */
function isPart(judging: Judging, targets: Region[], value: Region): boolean {
  if (value.kind !== "expression" || !targets.some((target) => target.kind === "index")) return false;
  return judging.view
    .slot(value, "value")
    .some((one) => one.kind !== "literal" && one.kind !== "template" && judging.outcome(one).is === "live");
}

/** True if the target names what the call itself is about, so its effect is the target's as well. */
function ownsValue(judging: Judging, value: Region): boolean {
  return judging.hasMention(value) || value.kind === "call" || value.kind === "group" || value.kind === "lambda";
}

/** Why a target of an assignment is the target's or gone, if it is. */
function targetCause(judging: Judging, target: Region): Cause | undefined {
  const inner = target.kind === "group" ? judging.view.children[target.id]![0]! : target;
  if (inner.kind === "name") {
    return judging.isTarget(inner.name) ? judging.byName(inner) : goneReference(judging, inner);
  }
  if (inner.kind === "member" || inner.kind === "index" || inner.kind === "spread") {
    const outcome = judging.outcome(inner);
    return dies(outcome) ? outcome.cause : undefined;
  }
  if (inner.kind === "sequence" && inner.slot === "target") {
    const causes = judging.view.slot(inner, "element").map((one) => targetCause(judging, one));
    return causes.every((cause) => cause !== undefined) ? causes[0] : undefined;
  }
  if (inner.kind === "call" || inner.kind === "expression" || (inner.kind === "mapping" && inner.slot === "target")) {
    const outcome = judging.outcome(inner);
    return dies(outcome) && !outcome.literal ? outcome.cause : undefined;
  }
  return undefined;
}

/** A member of a class that a stored column takes its values from: rows may hold it. */
function isStoredMember(judging: Judging, region: Region): boolean {
  const suite = judging.view.parent(region);
  const owner = suite && judging.view.parent(suite);
  if (owner?.kind !== "class") return false;
  const symbols = judging.view
    .occurrences(owner)
    .filter((one) => one.defines)
    .map((one) => one.symbol);
  return symbols.some((symbol) =>
    judging.world.references(symbol).some((place) => judging.world.inColumn(place.path, place.region)),
  );
}
