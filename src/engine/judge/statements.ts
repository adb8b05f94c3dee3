import { has } from "../graph.js";
import type { Cause, Region } from "../model.js";
import { isConstant, isPure, type Judging, live, type Outcome, statementKinds } from "./context.js";
import { goneReference, isAnswer, judgeDefault, judgeProse, selectorOf } from "./expressions.js";

type Judge = (judging: Judging, region: Region) => Outcome;

const dies = (outcome: Outcome) => outcome.is === "gone";
const isFalse = (outcome: Outcome) => outcome.is === "gone" || outcome.is === "false" || outcome.is === "empty";

/** Records that a statement leaves. */
export function remove(judging: Judging, region: Region, cause: Cause, exits = false): Outcome {
  if (judging.keepers.has(region.id)) return shrink(judging, region, cause);
  judging.decide(region, "remove", cause);
  return { is: "removed", cause, exits };
}

/** A container that would go but holds something that must stay: what surrounds that goes, the container stays. */
function shrink(judging: Judging, region: Region, cause: Cause): Outcome {
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

/** True if a message is about the target, not merely one that comes to speak of it after its first clause. */
function isSubject(judging: Judging, call: Region): boolean {
  const mention = judging.mentionsIn(call)[0]!;
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
  if (swept) return remove(judging, region, swept);
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

/** True if a statement does nothing of its own: words, constants, pass. */
function isInert(judging: Judging, region: Region): boolean {
  const { view } = judging;
  if (region.kind === "comment" || region.kind === "docstring") return true;
  if (region.kind === "statement")
    return region.name === "pass" || region.name === "global" || view.children[region.id]!.length === 0;
  if (region.kind === "expressionStatement") {
    const call = view.children[region.id]![0];
    return call?.kind === "literal" || (call?.kind === "call" && has(call, "log"));
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

const content = (judging: Judging, suite: Region) =>
  judging.view.children[suite.id]!.filter((child) => child.kind !== "comment" && child.kind !== "docstring");

/** What is left of a suite. */
interface Remains {
  lost: Region[];
  left: Region[];
  cause?: Cause;
  exits: boolean;
}

function remains(judging: Judging, suite: Region): Remains {
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

/** A suite is emptied when it lost something and what is left does nothing of its own. */
const suite: Judge = (judging, region) => {
  const { lost, left, cause, exits } = remains(judging, region);
  if (lost.length > 0 && left.length === 0) return { is: "removed", cause, exits };
  // A value that only the lost return gave back, in an arm of its own.
  if (exits && left.every((one) => isInert(judging, one) || isPreparation(judging, one)))
    return { is: "removed", cause, exits };
  return live;
};

/** A local assignment without effects: it only prepared what is gone now. */
function isPreparation(judging: Judging, region: Region): boolean {
  const value = judging.view.one(region, "value");
  return region.kind === "assignment" && value !== undefined && isPure(judging, value);
}

/** True if names bound in a region are bound in none of the others, or only there. */
function losesBinding(judging: Judging, arm: Region, others: Region[]): boolean {
  const elsewhere = new Set(others.flatMap((other) => bindings(judging, other)));
  return bindings(judging, arm).some((symbol) => elsewhere.has(symbol) && !judging.world.gone(symbol));
}

const branch: Judge = (judging, region) => {
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

const arm: Judge = (judging, region) => {
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
    )
      return judging.block(test, "still needed", outcome.cause);
    return { is: "true", cause: outcome.cause };
  }
  if (!body || judging.outcome(body).is !== "removed" || judging.keepers.has(region.id)) return live;
  const emptied = judging.outcome(body);
  if (!test) return { is: "removed", cause: emptied.cause, exits: emptied.exits };
  if (!isPure(judging, test)) {
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

/** True if a body refuses: it only leaves, so it must not become unconditional. */
function isRefusal(judging: Judging, body: Region): boolean {
  const statements = content(judging, body);
  const last = statements.at(-1);
  if (!last) return false;
  if (last.kind === "exit") return true;
  const call = last.kind === "expressionStatement" ? judging.view.children[last.id]![0] : undefined;
  return call !== undefined && has(call, "terminates");
}

/** `p != "acme"` compares with the target's value: with it gone the test is simply true. */
function comparesTarget(judging: Judging, test: Region): boolean {
  for (const part of judging.view.subtree(test))
    if (part.kind === "literal" && typeof part.value === "string" && judging.hasMention(part)) return true;
  return false;
}

const loop: Judge = (judging, region) => {
  const { view } = judging;
  const iterable = judging.outcome(view.one(region, "iterable") ?? view.one(region, "test"));
  if (isFalse(iterable))
    return remove(judging, region, judging.byNeed(region, "nothing is left to go through", iterable.cause));
  const body = view.one(region, "body");
  const emptied = judging.outcome(body);
  if (body && emptied.is === "removed") {
    const source = view.one(region, "iterable") ?? view.one(region, "test");
    if (source && isPure(judging, source))
      return remove(judging, region, judging.byNeed(region, "nothing is left in it", emptied.cause));
    judging.decide(body, "remove", emptied.cause!);
  }
  return live;
};

const withItem: Judge = (judging, region) => {
  const value = judging.outcome(judging.view.one(region, "value"));
  return dies(value) && !value.literal ? { is: "removed", cause: value.cause } : live;
};

const withStatement: Judge = (judging, region) => {
  const { view } = judging;
  const items = view.slot(region, "item");
  const body = view.one(region, "body");
  const lost = items.filter((one) => judging.outcome(one).is === "removed");
  const emptied = judging.outcome(body);
  if (body && emptied.is === "removed")
    return remove(judging, region, judging.byNeed(region, "nothing is left in it", emptied.cause), emptied.exits);
  if (lost.length === 0) return live;
  const cause = judging.outcome(lost[0]).cause!;
  if (lost.length === items.length) {
    judging.decide(region, "unwrap", cause);
    return live;
  }
  for (const one of lost) judging.decide(one, "remove", judging.outcome(one).cause!);
  return live;
};

const tryStatement: Judge = (judging, region) => {
  const { view } = judging;
  const body = view.one(region, "body");
  if (!body) return live;
  const { lost, left, cause } = remains(judging, body);
  const done = lost.length > 0 && left.every((one) => isInert(judging, one));
  const otherwise = view.one(region, "else");
  const last = view.one(region, "finally");
  if (done) {
    const stay = [otherwise, last].filter(
      (part) => part !== undefined && judging.outcome(part).is !== "removed" && content(judging, part).length > 0,
    );
    if (stay.length === 0)
      return remove(
        judging,
        region,
        judging.byNeed(region, "all it tried is gone", cause),
        lost.some((one) => judging.outcome(one).exits),
      );
    if (stay.length === 1 && stay[0] === otherwise && !otherwise!.traits) {
      const dependent = remains(judging, otherwise!).left.every((one) => isInert(judging, one));
      if (dependent) return remove(judging, region, judging.byNeed(region, "all it tried is gone", cause));
    }
    if (left.length === 0) {
      judging.decide(body, "remove", cause!);
      judging.decide(region, "unwrap", judging.byNeed(region, "all it tried is gone", cause));
      return live;
    }
  }
  const handlers = view.slot(region, "handler");
  const gone = handlers.filter((handler) => judging.outcome(handler).is === "removed");
  if (gone.length > 0 && gone.length === handlers.length && !last) {
    judging.decide(region, "unwrap", judging.outcome(gone[0]).cause!);
    return live;
  }
  for (const handler of gone) judging.decide(handler, "remove", judging.outcome(handler).cause!);
  if (last && judging.outcome(last).is === "removed" && handlers.length > gone.length)
    judging.decide(last, "remove", judging.outcome(last).cause!);
  if (otherwise && judging.outcome(otherwise).is === "removed")
    judging.decide(otherwise, "remove", judging.outcome(otherwise).cause!);
  return live;
};

const handler: Judge = (judging, region) => {
  const { view } = judging;
  const types = view.slot(region, "type");
  const gone = types.filter((type) => dies(judging.outcome(type)) && !judging.outcome(type).literal);
  if (types.length > 0 && gone.length === types.length) return { is: "removed", cause: judging.outcome(gone[0]).cause };
  for (const type of gone) judging.decide(type, "remove", judging.outcome(type).cause!);
  const body = view.one(region, "body");
  const emptied = judging.outcome(body);
  // A handler that has nothing left to do still catches.
  if (body && emptied.is === "removed") judging.decide(body, "remove", emptied.cause!);
  return live;
};

const switchStatement: Judge = (judging, region) => {
  const { view } = judging;
  const subject = judging.outcome(view.one(region, "subject"));
  if (dies(subject) && !subject.literal)
    return remove(judging, region, judging.byNeed(region, "what it chose by is gone", subject.cause));
  const cases = view.slot(region, "case");
  const gone = cases.filter((one) => judging.outcome(one).is === "removed");
  if (gone.length === 0) return live;
  const cause = judging.outcome(gone[0]).cause!;
  if (gone.length === cases.length) {
    const source = view.one(region, "subject");
    if (source && isPure(judging, source))
      return remove(
        judging,
        region,
        cause,
        gone.some((one) => judging.outcome(one).exits),
      );
  }
  const fall = cases.find((one) => view.slot(one, "pattern").length === 0);
  if (fall && gone.includes(fall)) {
    const others = cases.filter((one) => !gone.includes(one));
    if (judging.outcome(fall).exits || losesBinding(judging, fall, others)) {
      judging.outcomes[fall.id] = live;
      return judging.block(
        view.one(fall, "body") ?? fall,
        `fall-through was the target; ${others.length} arms remain`,
        judging.outcome(fall).cause,
      );
    }
  }
  for (const one of gone) judging.decide(one, "remove", judging.outcome(one).cause!);
  return live;
};

const switchCase: Judge = (judging, region) => {
  const { view } = judging;
  const patterns = view.slot(region, "pattern");
  const gone = patterns.filter((pattern) => dies(judging.outcome(pattern)));
  if (judging.keepers.has(region.id)) return live;
  if (patterns.length > 0 && gone.length === patterns.length)
    return { is: "removed", cause: judging.outcome(gone[0]).cause };
  for (const pattern of gone) judging.decide(pattern, "remove", judging.outcome(pattern).cause!);
  const test = judging.outcome(view.one(region, "test"));
  if (isFalse(test)) return { is: "removed", cause: test.cause };
  const body = view.one(region, "body");
  const emptied = judging.outcome(body);
  if (body && emptied.is === "removed") {
    if (patterns.length === 0 || emptied.exits) return { is: "removed", cause: emptied.cause, exits: emptied.exits };
    judging.decide(body, "remove", emptied.cause!);
  }
  return live;
};

const importStatement: Judge = (judging, region) => {
  const items = judging.view.slot(region, "item");
  const own = goneReference(judging, region);
  if (items.length === 0) {
    if (own) return remove(judging, region, own);
    return judging.hasMention(region) && judging.view.occurrences(region).every((one) => !isAnswer(judging, one.symbol))
      ? remove(judging, region, judging.byName(region, judging.text.slice(region.start, region.end)))
      : live;
  }
  const gone = items.filter((one) => judging.outcome(one).is === "removed");
  if (gone.length === 0) return live;
  if (gone.length === items.length) return remove(judging, region, judging.outcome(gone[0]).cause!);
  for (const one of gone) judging.decide(one, "remove", judging.outcome(one).cause!);
  return live;
};

/** An imported name goes with what it names; a module of ours is judged by the name that is taken from it. */
const importName: Judge = (judging, region) => {
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

const decorator: Judge = (judging, region) => {
  const value = judging.outcome(judging.view.children[region.id]!.find((child) => child.kind !== "comment"));
  if (!dies(value) || value.literal) return live;
  return { is: "removed", cause: value.cause };
};

const parameter: Judge = (judging, region) => {
  const swept = judging.world.swept(judging.path, region.id);
  const own = goneReference(judging, region);
  if (swept || own || judging.isTarget(region.name))
    return { is: "removed", cause: swept ?? own ?? judging.byName(region) };
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
export function definitionCause(judging: Judging, region: Region): Cause | undefined {
  const defined = judging.view.occurrences(region).filter((occurrence) => occurrence.defines);
  const routes = defined.filter((occurrence) => occurrence.symbol.startsWith("route:"));
  if (routes.length > 0 && routes.every((route) => judging.isTarget(route.symbol.replace(/^route:\S+ /, ""))))
    return judging.byName(region, routes[0]!.symbol.replace(/^route:/, ""));
  if (judging.isTarget(region.name)) return judging.byName(region);
  return undefined;
}

const functionDefinition: Judge = (judging, region) => {
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
    if (has(region, "route") || has(one, "framework"))
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
    if (emptied.exits && has(region, "route") && !held)
      return answerLost(judging, region, body, emptied.cause ?? cause!);
    if (!held && canGo(region))
      return remove(judging, region, judging.byNeed(region, "nothing is left in it", emptied.cause ?? cause));
    if (left.length === 0) judging.decide(body, "remove", emptied.cause ?? cause!);
    if (emptied.exits && has(region, "route")) return answerLost(judging, region, body, emptied.cause ?? cause!);
    return live;
  }
  if (isHollow(judging, region, lost, left) && !held)
    return remove(judging, region, judging.byNeed(region, "it only did what is gone", cause));
  if (lost.some((one) => judging.outcome(one).exits)) return settleTail(judging, region, body, lost, left);
  return live;
}

/** A route that can no longer answer carries the feature: it goes only when that is asked for. */
function answerLost(judging: Judging, region: Region, body: Region, cause: Cause): Outcome {
  if (judging.world.force) return remove(judging, region, judging.byNeed(region, "all it could answer is gone", cause));
  return judging.block(body, "result of a route", cause);
}

/** A test that lost every assertion tests nothing. */
function lostAsserts(judging: Judging, lost: Region[], left: Region[]): boolean {
  const asserts = (list: Region[]) =>
    list.some((one) => /^\s*(self\.)?assert|\.assert_|pytest\.raises/.test(judging.text.slice(one.start, one.end)));
  return asserts(lost) && !asserts(left);
}

/** True if nothing outside unpick's sight calls a function by contract. */
function canGo(region: Region): boolean {
  if (has(region, "abstract")) return false;
  if (has(region, "framework") && !has(region, "route")) return false;
  return true;
}

/** A route that lost its effect and gives back only constants or its own input. */
function isHollow(judging: Judging, region: Region, lost: Region[], left: Region[]): boolean {
  if (!has(region, "route") || has(region, "get")) return false;
  if (!lost.some((one) => one.kind === "expressionStatement" || one.kind === "assignment")) return false;
  const view = judging.view;
  for (const one of left) {
    for (const part of view.subtree(one)) {
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
    if (canGo(region) && !has(region, "route") && !judging.keepers.has(region.id))
      return remove(judging, region, judging.byNeed(region, "all it could give back is gone", cause));
    return has(region, "route")
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

const classDefinition: Judge = (judging, region) => {
  const { view } = judging;
  const swept = judging.world.swept(judging.path, region.id);
  if (swept) return remove(judging, region, swept);
  if (!judging.keepers.has(region.id) && judging.isTarget(region.name))
    return remove(judging, region, judging.byName(region));
  for (const one of view.slot(region, "decorator")) {
    const outcome = judging.outcome(one);
    if (outcome.is === "removed") judging.decide(one, "remove", outcome.cause!);
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
      ((bases.length > 0 && gone.length === bases.length) || region.name?.startsWith("_"))
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

export { statementKinds };
