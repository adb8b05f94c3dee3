import { has } from "../graph.js";
import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { isConstant, isPure, type Judging, live, type Outcome } from "./context.js";

/** Records that a statement leaves. */
export function remove(judging: Judging, region: Region, cause: Cause, exits = false): Outcome {
  if (judging.keepers.has(region.id)) return shrink(judging, region, cause);
  judging.decide(region, "remove", cause);
  return { is: "removed", cause, exits };
}

/** A container that would go but holds something that must stay: what surrounds that goes, the container stays. */
function shrink(judging: Judging, region: Region, cause: Cause): Outcome {
  judging.shrunk.add(region.id);
  const contained: Cause = { ...cause, by: "containment" };
  for (const child of judging.view.children[region.id]!) {
    if (judging.world.held(judging.path, region.id) !== undefined) break;
    if (judging.keepers.has(child.id)) shrink(judging, child, cause);
    else if (region.kind === "suite" && child.kind !== "docstring") judging.decide(child, "remove", contained);
  }
  return live;
}

/** Names that a region binds, with the symbols. */
function bindings(judging: Judging, region: Region): string[] {
  const found: string[] = [];
  for (const part of judging.view.subtree(region))
    for (const occurrence of judging.view.occurrences(part)) if (occurrence.defines) found.push(occurrence.symbol);
  return found;
}

/** What a suite does: words and directives do nothing by themselves. */
export const content = (judging: Judging, suite: Region) =>
  judging.view.children[suite.id]!.filter(
    (child) => child.kind !== "comment" && child.kind !== "docstring" && !has(child, "directive"),
  );

/** What is left of a suite. */
interface Remains {
  lost: Region[];
  left: Region[];
  cause?: Cause;
  exits: boolean;
}

export function remains(judging: Judging, suite: Region): Remains {
  const lost: Region[] = [];
  const left: Region[] = [];
  for (const child of content(judging, suite)) (judging.outcome(child).is === "removed" ? lost : left).push(child);
  return {
    lost,
    left,
    cause: lost.map((one) => judging.outcome(one).cause).find((cause) => cause !== undefined),
    exits: lost.some((one) => judging.outcome(one).exits),
  };
}

/** True if a statement does nothing of its own: words, constants, pass. */
export function isInert(judging: Judging, region: Region): boolean {
  const { view } = judging;
  if (region.kind === "comment" || region.kind === "docstring") return true;
  if (region.kind === "statement")
    return region.name === "pass" || region.name === "global" || view.children[region.id]!.length === 0;
  if (region.kind === "expressionStatement") {
    const call = view.children[region.id]![0];
    return call?.kind === "literal" || (call?.kind === "call" && has(call, "log") && !givesOut(judging, call));
  }
  if (region.kind === "assignment") {
    const value = view.one(region, "value");
    return (
      value !== undefined &&
      isConstant(view, value) &&
      view.slot(region, "target").every((target) => target.kind === "name")
    );
  }
  if (region.kind === "declaration") return view.slot(region, "item").every((one) => isInert(judging, one));
  if (region.kind === "exit") {
    const value = view.one(region, "value");
    return value === undefined || isConstant(view, value);
  }
  if (region.kind === "import") return false;
  return false;
}

/** A statement that only lets time pass: it waited for, or between, what is gone. */
export function isWaiting({ view }: Judging, region: Region): boolean {
  const value = region.kind === "expressionStatement" ? view.children[region.id]![0] : undefined;
  const call = value?.kind === "group" ? view.children[value.id]![0] : value;
  return call?.kind === "call" && has(call, "waits");
}

/** A call that prints values without a word about them: they are the result, not a message. */
function givesOut({ view }: Judging, call: Region): boolean {
  const values = view.slot(call, "argument").flatMap((one) => view.slot(one, "value"));
  return values.length > 0 && values.every((one) => one.kind !== "template" && !isConstant(view, one));
}

/** A local assignment without effects: it only prepared what is gone now. */
export function isPreparation(judging: Judging, region: Region): boolean {
  const value = judging.view.one(region, "value");
  return region.kind === "assignment" && value !== undefined && isPure(judging, value);
}

/** True if names bound in a region are bound in none of the others, or only there. */
export function losesBinding(judging: Judging, arm: Region, others: Region[]): boolean {
  const elsewhere = new Set(others.flatMap((other) => bindings(judging, other)));
  return bindings(judging, arm).some((symbol) => elsewhere.has(symbol) && !judging.world.gone(symbol));
}
