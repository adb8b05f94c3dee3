import { has } from "../graph.js";
import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { selectorOf } from "./conditions.js";
import { type Judging, live, type Outcome } from "./context.js";
import { judgeDefault } from "./literals.js";
import { dies, type Judge } from "./outcomes.js";
import { goneReference } from "./references.js";
import { content, isInert, isPreparation, remains, remove } from "./remove.js";

export const decorator: Judge = (judging, region) => {
  const value = judging.outcome(judging.view.children[region.id]!.find((child) => child.kind !== "comment"));
  if (!dies(value) || value.literal) return live;
  return { is: "removed", cause: value.cause };
};

export const parameter: Judge = (judging, region) => {
  const swept = judging.world.swept(judging.path, region.id);
  const own = goneReference(judging, region);
  if (swept || own || judging.isTarget(region.name))
    return { is: "removed", cause: swept ?? own ?? judging.byName(region) };
  for (const part of judging.view.subtree(region)) {
    const outcome = has(part, "injects") ? judging.outcome(part) : live;
    if (dies(outcome))
      return { is: "removed", cause: judging.byNeed(region, "what it is filled with is gone", outcome.cause) };
  }
  const fallback = judging.view.one(region, "default");
  if (fallback) {
    const outcome = judging.outcome(fallback);
    if (dies(outcome) && outcome.literal) judgeDefault(judging, fallback);
    else if (dies(outcome)) judging.block(fallback, "still needed", outcome.cause);
  }
  const annotation = judging.outcome(judging.view.one(region, "annotation"));
  if (dies(annotation) && !annotation.literal) return { is: "removed", cause: annotation.cause };
  return live;
};

/** True if a definition's own name, or every route it answers, is the target's. */
function definitionCause(judging: Judging, region: Region): Cause | undefined {
  const defined = judging.view.occurrences(region).filter((occurrence) => occurrence.defines);
  const routes = defined.filter((occurrence) => occurrence.symbol.startsWith("route:"));
  if (routes.length > 0 && routes.every((route) => judging.isTarget(route.symbol.replace(/^route:\S+ /, ""))))
    return judging.byName(region, routes[0]!.symbol.replace(/^route:/, ""));
  if (judging.isTarget(region.name) && !isNamesake(judging, region)) return judging.byName(region);
  return undefined;
}

/**
 * True for a function that answers by an endpoint of another name, when nothing but the name in its header speaks of the
 * target: it is not the feature, and a person names it better.
 */
function isNamesake(judging: Judging, region: Region): boolean {
  const { view } = judging;
  const endpoints = view
    .occurrences(region)
    .filter(({ defines, symbol }) => defines && symbol.startsWith("endpoint:"))
    .map(({ symbol }) => symbol.slice(symbol.lastIndexOf(".") + 1));
  if (endpoints.length === 0 || endpoints.some((endpoint) => endpoint === region.name || judging.isTarget(endpoint)))
    return false;
  const header = view.slot(region, "decorator").at(-1)?.end ?? region.start;
  const name = judging.text.indexOf(region.name!, header);
  const isInName = (mention: { start: number; end: number }) =>
    mention.start >= name && mention.end <= name + region.name!.length;
  if (!judging.mentionsIn(region).every(isInName)) return false;
  return [...view.subtree(region)].every((part) => !dies(judging.outcome(part)));
}

export const functionDefinition: Judge = (judging, region) => {
  const { view } = judging;
  const swept = judging.world.swept(judging.path, region.id);
  if (swept) return remove(judging, region, swept);
  if (judging.keepers.has(region.id)) return settleFunction(judging, region);
  const named = definitionCause(judging, region);
  if (named) return remove(judging, region, named);
  const decorators = view.slot(region, "decorator");
  for (const one of decorators) {
    const outcome = judging.outcome(one);
    if (outcome.is !== "removed") continue;
    if (has(one, "guard")) {
      judging.block(one, "guards access", outcome.cause);
      continue;
    }
    // Another decorator of a route only surrounds it.
    if (has(one, "framework"))
      return remove(judging, region, judging.byNeed(region, "what registers it is gone", outcome.cause));
    judging.decide(one, "remove", outcome.cause!);
  }
  return settleFunction(judging, region);
};

/** What becomes of a function whose body changed. */
function settleFunction(judging: Judging, region: Region): Outcome {
  const { view } = judging;
  for (const one of view.slot(region, "parameter")) {
    const outcome = judging.outcome(one);
    if (outcome.is === "removed") judging.decide(one, "remove", outcome.cause!);
  }
  const body = view.one(region, "body");
  if (!body) return live;
  const emptied = judging.outcome(body);
  const { lost, left, cause } = remains(judging, body);
  if (lost.length === 0) return live;
  const held = judging.keepers.has(region.id);
  if (
    has(region, "test") &&
    (left.every((one) => isInert(judging, one) || isPreparation(judging, one)) || lostAsserts(judging, lost, left)) &&
    !held
  )
    return remove(judging, region, judging.byNeed(region, "nothing is left to test", cause));
  if (emptied.is === "removed" || left.every((one) => isInert(judging, one) && one.kind !== "exit")) {
    if (emptied.exits && (judging.isRoute(region) || has(region, "answers")) && !held)
      return answerLost(judging, region, body, emptied.cause ?? cause!);
    if (!held && canGo(judging, region))
      return remove(judging, region, judging.byNeed(region, "nothing is left in it", emptied.cause ?? cause));
    if (left.length === 0) judging.decide(body, "remove", emptied.cause ?? cause!);
    if (emptied.exits && judging.isRoute(region)) return answerLost(judging, region, body, emptied.cause ?? cause!);
    return live;
  }
  if (isHollow(judging, region, lost, left) && !held)
    return remove(judging, region, judging.byNeed(region, "it only did what is gone", cause));
  if (lost.some((one) => judging.outcome(one).exits)) return settleTail(judging, region, body, lost, left);
  return live;
}

/** A route or handler that can no longer answer carries the feature: it goes only when that is asked for. */
function answerLost(judging: Judging, region: Region, body: Region, cause: Cause): Outcome {
  if (judging.world.force) return remove(judging, region, judging.byNeed(region, "all it could answer is gone", cause));
  return judging.block(body, judging.isRoute(region) ? "result of a route" : "still needed", cause);
}

/** A test that lost every assertion tests nothing, however deep they stood. */
function lostAsserts(judging: Judging, lost: Region[], left: Region[]): boolean {
  const asserts = (list: Region[]) =>
    list.flatMap((one) => [...judging.view.subtree(one)]).filter((part) => isAssertion(judging, part));
  const gone = (part: Region) => judging.outcome(part).is === "removed";
  const remaining = asserts(left);
  return asserts(lost).length + remaining.filter(gone).length > 0 && remaining.every(gone);
}

/** `assert`, a call that is named so (`self.assertEqual`, `mock.assert_called_once`), and pytest's own. */
function isAssertion({ view, text }: Judging, part: Region): boolean {
  if (part.kind === "statement") return part.name === "assert";
  const callee = part.kind === "call" ? view.one(part, "callee") : undefined;
  return callee !== undefined && /\b(?:assert\w*|pytest\.(?:raises|warns))$/.test(text.slice(callee.start, callee.end));
}

/** True if nothing outside unpick's sight calls a function by contract, or its own decorator is all that says so. */
function canGo({ view }: Judging, region: Region): boolean {
  if (has(region, "abstract")) return false;
  if (!has(region, "framework") || has(region, "route")) return true;
  return view.slot(region, "decorator").some((one) => has(one, "framework"));
}

/** A route or hook that lost its effect and gives back only constants or its own input. */
function isHollow(judging: Judging, region: Region, lost: Region[], left: Region[]): boolean {
  if (!has(region, "hook") && (!has(region, "route") || has(region, "get"))) return false;
  if (!lost.some((one) => one.kind === "expressionStatement" || one.kind === "assignment")) return false;
  const view = judging.view;
  for (const one of left) {
    if (one.kind === "expressionStatement" && !isInert(judging, one)) return false;
    for (const part of view.subtree(one)) {
      // What it writes into something else is an effect too.
      if (part.kind === "assignment" && view.slot(part, "target").some((target) => target.kind !== "name"))
        return false;
      if (part.kind !== "call") continue;
      if (has(part, "renders")) return false;
      if (
        !has(part, "pure") &&
        !has(part, "lookup") &&
        !has(part, "log") &&
        !has(part, "input") &&
        !has(part, "terminates")
      )
        return false;
    }
  }
  return true;
}

/** The function lost a return: at its end that is a last alternative. */
function settleTail(judging: Judging, region: Region, body: Region, lost: Region[], left: Region[]): Outcome {
  const { view } = judging;
  const statements = content(judging, body);
  const cause = lost.map((one) => judging.outcome(one)).find((outcome) => outcome.exits)?.cause;
  const tail = statements.at(-1)!;
  if (!lost.includes(tail)) return live;
  const before = statements
    .slice(0, -1)
    .filter((one) => left.includes(one) && one.kind === "branch")
    .at(-1);
  const answers = left.filter((one) => holdsAnswer(judging, one));
  if (answers.length === 0) {
    if (canGo(judging, region) && !judging.isRoute(region) && !judging.keepers.has(region.id))
      return remove(judging, region, judging.byNeed(region, "all it could give back is gone", cause));
    return judging.isRoute(region)
      ? answerLost(judging, region, body, cause!)
      : judging.block(tail, "still needed", cause);
  }
  if (before && answers.length === 1 && answers[0] === before) {
    const tested = view.slot(before, "arm").filter((one) => judging.outcome(one).is !== "removed");
    const last = tested.at(-1)!;
    const test = view.one(last, "test");
    if (tested.length === 1 && test && selectorOf(judging, test) !== undefined) {
      judging.decide(last, "true", { ...cause!, by: "need", reason: "the last alternative" });
      return live;
    }
    judging.verdicts.delete(tail.id);
    return judging.block(tail, `fall-through was the target; ${tested.length} arms remain`, cause);
  }
  judging.verdicts.delete(tail.id);
  return judging.block(tail, "still needed", cause);
}

/** True if a statement gives back a value somewhere inside. */
function holdsAnswer(judging: Judging, region: Region): boolean {
  for (const part of judging.view.subtree(region)) {
    if (part !== region && (part.kind === "function" || part.kind === "lambda" || part.kind === "class")) continue;
    if (part.kind === "exit" && judging.view.one(part, "value") && judging.outcome(part).is !== "removed") return true;
  }
  return false;
}
