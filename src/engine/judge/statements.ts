import { has } from "../graph.js";
import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { handler, loop, switchCase, switchStatement, tryStatement, withItem, withStatement } from "./blocks.js";
import { arm, branch } from "./branches.js";
import { classDefinition } from "./classes.js";
import { isPure, type Judging, live, type Outcome } from "./context.js";
import { decorator, functionDefinition, parameter } from "./definitions.js";
import { importName, importStatement } from "./imports.js";
import { judgeDefault, judgeProse } from "./literals.js";
import { dies, type Judge } from "./outcomes.js";
import { goneReference } from "./references.js";
import { isInert, isPreparation, isWaiting, remains, remove } from "./remove.js";
import { withoutUnused } from "./unused.js";

const expressionStatement: Judge = (judging, region) => {
  const value = judging.view.children[region.id]!.find((child) => child.kind !== "comment");
  if (!value) return live;
  const outcome = judging.outcome(value);
  if (outcome.is === "gone" || outcome.is === "empty" || outcome.is === "false")
    return remove(judging, region, outcome.cause!);
  const call = value.kind === "group" ? judging.view.children[value.id]![0] : value;
  if (call?.kind === "call" && has(call, "log") && judging.hasMention(call)) {
    const words = judging.text.slice(call.start, call.end);
    if (!judging.namesSibling(words) && isSubject(judging, call))
      return remove(judging, region, judging.byName(region, "a message"));
    for (const part of judging.view.subtree(call))
      if ((part.kind === "literal" || part.kind === "template") && judging.hasMention(part)) judgeProse(judging, part);
  }
  return live;
};

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

const assignment: Judge = (judging, region) => {
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
    if (value && !isPure(judging, value) && outcome.is === "live" && !ownsValue(judging, value))
      return judging.block(region, "result no longer used", named);
    return remove(judging, region, named!);
  }
  if (dies(outcome) && value) {
    if (outcome.literal && judgeDefault(judging, value)) return live;
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
  if (inner.kind === "call" || inner.kind === "expression") {
    const outcome = judging.outcome(inner);
    return dies(outcome) && !outcome.literal ? outcome.cause : undefined;
  }
  return undefined;
}

const declaration: Judge = (judging, region) => {
  const items = judging.view.slot(region, "item");
  if (items.length > 0 && items.every((one) => judging.outcome(one).is === "removed"))
    return remove(judging, region, judging.outcome(items[0]).cause!);
  return live;
};

const exit: Judge = (judging, region) => {
  const value = judging.view.one(region, "value");
  const outcome = judging.outcome(value);
  if (!value || outcome.is === "live") return live;
  if (outcome.is === "gone" && outcome.literal) {
    if (judgeDefault(judging, value)) return live;
    return remove(judging, region, outcome.cause!, true);
  }
  if (outcome.is === "gone")
    return remove(judging, region, judging.byNeed(region, "what it gives back is gone", outcome.cause), true);
  if (outcome.is === "false" || outcome.is === "true") {
    // A function that can only say no: its callers are told through its name.
    return outcome.is === "false"
      ? remove(judging, region, judging.byNeed(region, "it can only be false", outcome.cause), true)
      : judging.block(region, "still needed", outcome.cause);
  }
  return live;
};

/** A suite is emptied when it lost something and what is left does nothing of its own. */
export const suite: Judge = (judging, region) => {
  const { lost, left, cause, exits } = remains(judging, region);
  if (lost.length > 0 && left.every((one) => isWaiting(judging, one))) return { is: "removed", cause, exits };
  // A value that only the lost return gave back, in an arm of its own.
  if (exits && left.every((one) => isInert(judging, one) || isPreparation(judging, one)))
    return { is: "removed", cause, exits };
  return live;
};

/** Any other statement: it goes with what it uses; an assert is not a condition. */
const statement: Judge = (judging, region) => {
  const parts = judging.view.children[region.id]!.filter((child) => child.kind !== "comment");
  if (region.name === "assert") {
    const test = parts[0];
    const outcome = judging.outcome(test);
    if (!test || outcome.is === "live") return live;
    const literal = [...judging.view.subtree(test)].find(
      (part) => part.kind === "literal" && judging.outcome(part).literal,
    );
    if (outcome.is === "gone" && !outcome.literal) return remove(judging, region, outcome.cause!);
    if (literal) {
      const left = judging.view.one(test, "left");
      if (left && dies(judging.outcome(left)) && !judging.outcome(left).literal)
        return remove(judging, region, judging.outcome(left).cause!);
      for (const part of judging.view.subtree(test)) judging.verdicts.delete(part.id);
      // The checked default became the successor's: so does what the test expects of it.
      judging.outcomes[literal.id] = { is: "gone", literal: true, cause: judging.byName(literal) };
      if (judging.world.target.successor && test.operator === "==" && judgeDefault(judging, literal)) {
        if (judging.verdicts.has(literal.id)) return live;
      }
      judging.pending.set(literal.id, "test expects the target");
      return live;
    }
    return remove(judging, region, outcome.cause!);
  }
  const lost = parts.filter((part) => dies(judging.outcome(part)) && !judging.outcome(part).literal);
  if (lost.length === 0) return live;
  if (lost.length === parts.length) return remove(judging, region, judging.outcome(lost[0]).cause!);
  for (const part of lost) judging.decide(part, "remove", judging.outcome(part).cause!);
  return live;
};

const file: Judge = (judging, region) => {
  if (judging.world.listed(judging.path) && judging.world.seed(judging.path))
    return remove(judging, region, { by: "name", reason: `listed as ${judging.world.target.name}'s` });
  if (judging.world.seed(judging.path)) return remove(judging, region, judging.byName(region, judging.path));
  const swept = judging.world.swept(judging.path, region.id);
  if (swept) return remove(judging, region, swept);
  const body = judging.view.children[region.id]![0];
  const emptied = judging.outcome(body);
  const keepsEmpty = /(^|\/)(__init__\.py|conftest\.py|py\.typed|\.gitkeep)$/.test(judging.path);
  if (body && emptied.is === "removed" && !keepsEmpty && !judging.keepers.has(region.id))
    return remove(judging, region, judging.byNeed(region, "nothing is left in it", emptied.cause));
  return live;
};

/** How each kind of statement is judged. */
export const statementJudges: Partial<Record<Region["kind"], Judge>> = {
  expressionStatement,
  assignment,
  declaration,
  exit,
  suite,
  branch,
  arm,
  loop,
  withItem,
  with: withStatement,
  try: tryStatement,
  handler,
  switch: switchStatement,
  case: switchCase,
  import: importStatement,
  importName,
  decorator,
  parameter,
  function: functionDefinition,
  class: classDefinition,
  statement,
  file,
};
