import { has } from "../graph.js";
import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { hasEffect } from "./calls.js";
import { selectorOf } from "./conditions.js";
import { isPure, type Judging, live, type Outcome } from "./context.js";
import { isFalse, type Judge } from "./outcomes.js";
import { content, losesBinding, remove } from "./remove.js";

export const branch: Judge = (judging, region) => {
  const { view } = judging;
  const arms = view.slot(region, "arm");
  const states = arms.map((arm) => judging.outcome(arm));
  let open: Region[] = [];
  let cause: Cause | undefined;
  let changed = false;
  let always: Region | undefined;
  for (const [at, arm] of arms.entries()) {
    const state = states[at]!;
    if (state.is === "removed") {
      cause ??= state.cause;
      changed = true;
    } else {
      open.push(arm);
      if (state.is === "true" && view.one(arm, "test")) {
        always = arm;
        cause ??= state.cause;
        break;
      }
    }
  }
  if (!changed && !always) return live;
  const tested = open.filter((arm) => view.one(arm, "test"));
  const otherwise = open.find((arm) => !view.one(arm, "test"));
  const fall = arms.find((arm) => !view.one(arm, "test"));
  if (open.length === 0)
    return remove(
      judging,
      region,
      cause!,
      states.some((state) => state.exits),
    );
  const removedArms = arms.filter((arm) => judging.outcome(arm).is === "removed");
  for (const arm of removedArms) judging.decide(arm, "remove", judging.outcome(arm).cause!);
  if (always) {
    if (always === open[0]) return promote(judging, region, always, cause!);
    judging.decide(always, "true", cause!);
    return live;
  }
  // The fall-through went: what it bound or answered must come from another arm.
  if (fall && removedArms.includes(fall) && !otherwise && !isContent(judging, fall)) {
    const state = judging.outcome(fall);
    if (state.exits || losesBinding(judging, fall, tested))
      return lastAlternative(judging, region, tested, state.cause!);
  }
  if (tested.length === 0 && otherwise && otherwise === open[0]) return promote(judging, region, otherwise, cause!);
  open = tested;
  return live;
};

/** Arms of a page hold content, not statements: an arm that is not drawn needs no replacement. */
const isContent = (judging: Judging, arm: Region) => {
  const body = judging.view.one(arm, "body");
  return (
    arm.slot === "attribute" ||
    (body !== undefined && judging.view.children[body.id]!.some((child) => contentKinds.has(child.kind)))
  );
};

const contentKinds: ReadonlySet<Region["kind"]> = new Set(["text", "element", "output", "include", "attribute"]);

/** The arm that always runs takes the place of its branch. */
function promote(judging: Judging, region: Region, arm: Region, cause: Cause): Outcome {
  judging.decide(arm, "true", cause);
  const body = judging.view.one(arm, "body");
  return body && judging.outcome(body).is === "removed" ? remove(judging, region, cause) : live;
}

/**
 * One arm is left after the fall-through went: if the chain only chose by one selector, it is promoted. Several: the
 * successor's arm becomes the else if it is the last one. Otherwise a person chooses.
 */
function lastAlternative(judging: Judging, region: Region, tested: Region[], cause: Cause): Outcome {
  const { view } = judging;
  const selectors = new Set(
    view
      .slot(region, "arm")
      .map((arm) => view.one(arm, "test"))
      .filter((test) => test !== undefined)
      .map((test) => selectorOf(judging, test)),
  );
  const chosen = selectors.size === 1 && !selectors.has(undefined);
  const last = tested.at(-1);
  const reason = { ...cause, by: "need" as const, reason: "the last alternative" };
  if (chosen && last && tested.length === 1) return promote(judging, region, last, reason);
  const successor = judging.world.target.successor?.toLowerCase();
  const test = last && view.one(last, "test");
  if (
    chosen &&
    last &&
    test &&
    successor &&
    judging.text.slice(test.start, test.end).toLowerCase().includes(successor)
  ) {
    judging.decide(last, "true", reason);
    return live;
  }
  const fall = view.slot(region, "arm").at(-1)!;
  judging.verdicts.delete(fall.id);
  judging.outcomes[fall.id] = live;
  return judging.block(
    view.one(fall, "body") ?? fall,
    `fall-through was the target; ${tested.length} arm${tested.length === 1 ? "" : "s"} remain${tested.length === 1 ? "s" : ""}`,
    cause,
  );
}

export const arm: Judge = (judging, region) => {
  const { view } = judging;
  const test = view.one(region, "test");
  const body = view.one(region, "body");
  const branchOf = view.parent(region)!;
  const arms = view.slot(branchOf, "arm");
  const outcome = judging.outcome(test);
  if (test && isFalse(outcome)) {
    if (judging.keepers.has(region.id)) return live;
    return { is: "removed", cause: outcome.cause, exits: false };
  }
  if (test && outcome.is === "true") {
    if (
      body &&
      isRefusal(judging, body) &&
      !(outcome.cause?.by === "name" && judging.hasMention(test) && comparesTarget(judging, test))
    ) {
      if (arms.length > 1 || view.parent(branchOf)?.kind !== "suite")
        return judging.block(test, "still needed", outcome.cause);
      judging.refusals.set(branchOf.id, { test, cause: outcome.cause });
      return live;
    }
    return { is: "true", cause: outcome.cause };
  }
  if (!body || judging.outcome(body).is !== "removed" || judging.keepers.has(region.id)) return live;
  const emptied = judging.outcome(body);
  if (!test) return { is: "removed", cause: emptied.cause, exits: emptied.exits };
  if (!isPure(judging, test) && !asksAboutTarget(judging, test)) {
    judging.decide(body, "remove", emptied.cause!);
    return live;
  }
  const others = arms.filter((other) => other !== region);
  if (others.length === 0 || emptied.exits || losesBinding(judging, region, others))
    return { is: "removed", cause: emptied.cause, exits: emptied.exits };
  if (arms.at(-1) === region) return { is: "removed", cause: emptied.cause };
  if (isContent(judging, region)) {
    judging.decide(body, "remove", emptied.cause!);
    return live;
  }
  // Later arms must not run where this one did: the empty arm stays in form.
  judging.decide(body, "remove", emptied.cause!);
  return live;
};

/** True if all that a test calls is a question about the target: `has_consent("acme")`. */
function asksAboutTarget(judging: Judging, test: Region): boolean {
  const calls = [...judging.view.subtree(test)].filter((part) => part.kind === "call" && !isPure(judging, part));
  return calls.every(
    (call) =>
      !hasEffect(judging, call) && judging.view.slot(call, "argument").some((one) => judging.outcome(one).literal),
  );
}

/** True if a body refuses: it only leaves, so it must not become unconditional. */
function isRefusal(judging: Judging, body: Region): boolean {
  const statements = content(judging, body);
  const last = statements.at(-1);
  if (!last) return false;
  if (last.kind === "exit") return true;
  const call = last.kind === "expressionStatement" ? judging.view.children[last.id]![0] : undefined;
  return call !== undefined && has(call, "terminates");
}

/**
 * `p != "acme"` compares with the target's value: with it gone the test is simply true. `"acme" not in registry` asks
 * whether the target is there, as `not has_acme` does.
 */
function comparesTarget(judging: Judging, test: Region): boolean {
  for (const part of judging.view.subtree(test)) {
    if (part.kind !== "literal" || typeof part.value !== "string" || !judging.hasMention(part)) continue;
    const around = judging.view.parent(part);
    if (!(part.slot === "left" && /^(?:not )?in$/.test(around?.operator ?? ""))) return true;
  }
  return false;
}
