import { has } from "../graph.js";
import type { Cause, Region } from "../model.js";
import { trimList } from "../prose.js";
import { isConstant, isPure, type Judging, live, type Outcome } from "./context.js";

type Judge = (judging: Judging, region: Region) => Outcome;

const goneAs = (cause: Cause): Outcome => ({ is: "gone", cause });
const dies = (outcome: Outcome) => outcome.is === "gone";
/** A condition that can no longer hold: nothing is there to be true. */
const isFalse = (outcome: Outcome) => outcome.is === "gone" || outcome.is === "false" || outcome.is === "empty";

/** The first gone symbol that a region refers to. */
export function goneReference(judging: Judging, region: Region): Cause | undefined {
  let found: Cause | undefined;
  for (const occurrence of judging.view.occurrences(region)) {
    if (occurrence.defines) continue;
    // A weak reference (a class that a script toggles) is no use of what defines it; only its own name counts.
    if (occurrence.weak && !judging.isTarget(occurrence.symbol.slice(occurrence.symbol.indexOf(":") + 1))) continue;
    const cause = judging.world.gone(occurrence.symbol);
    // A reference that some file of the repository still answers is alive, whatever else it could mean.
    if (!cause) {
      if (isAnswer(judging, occurrence.symbol)) return undefined;
      continue;
    }
    found ??= { ...cause, by: cause.by === "name" ? "name" : "need", symbol: occurrence.symbol };
  }
  return found;
}

/** True if the repository defines a symbol. A requirement line only says where a package comes from. */
export function isAnswer(judging: Judging, symbol: string): boolean {
  return !symbol.startsWith("package:") && judging.world.definitions(symbol).length > 0;
}

/** True if a reference has a definition in the repository that stays. */
function isAnswered(judging: Judging, region: Region): boolean {
  return judging.view
    .occurrences(region)
    .some(
      (occurrence) =>
        !occurrence.defines && isAnswer(judging, occurrence.symbol) && !judging.world.gone(occurrence.symbol),
    );
}

const name: Judge = (judging, region) => {
  const cause = goneReference(judging, region);
  if (cause) return goneAs(cause);
  if (isAnswered(judging, region) || region.slot === "target") return live;
  return judging.isTarget(region.name) ? goneAs(judging.byName(region)) : live;
};

const member: Judge = (judging, region) => {
  const object = judging.view.one(region, "object");
  const cause = goneReference(judging, region);
  if (cause) return goneAs(cause);
  if (isAnswered(judging, region)) return live;
  const outcome = judging.outcome(object);
  if (dies(outcome) && !outcome.literal) return goneAs(judging.byNeed(region, "its object is gone", outcome.cause));
  if (judging.isTarget(region.name)) return goneAs(judging.byName(region));
  return live;
};

const index: Judge = (judging, region) => {
  const object = judging.outcome(judging.view.one(region, "object"));
  const key = judging.outcome(judging.view.one(region, "key"));
  if (dies(object) && !object.literal) return goneAs(judging.byNeed(region, "its object is gone", object.cause));
  if (dies(key)) return goneAs(key.cause!);
  return live;
};

/** A literal is a key if it stands for a symbol, a value if it is one word of the target, else words. */
const literal: Judge = (judging, region) => {
  const cause = goneReference(judging, region);
  if (cause) return { is: "gone", cause };
  if (typeof region.value !== "string" || !judging.hasMention(region)) return live;
  const own = judging.view.occurrences(region).filter((occurrence) => !occurrence.defines);
  if (own.length > 0 && isAnswered(judging, region)) return live;
  const value = region.value.trim();
  if (value === "" || /\s/.test(value) || value.length > 200 || region.value.includes("\n")) {
    judgeProse(judging, region);
    return live;
  }
  if (judging.namesSibling(value) && !/[/.:]/.test(value)) {
    judgeProse(judging, region);
    return live;
  }
  return { is: "gone", literal: true, cause: judging.byName(region, value) };
};

/** Words that name the target among others lose it; other words stay and wait for a person. */
export function judgeProse(judging: Judging, region: Region): void {
  const edit = trimList(judging.text, region, judging.mentionsIn(region));
  if (edit === undefined) judging.pending.set(region.id, "prose");
  else judging.decide(region, "replace", judging.byName(region, "a list of names"), edit);
}

const template: Judge = (judging, region) => {
  const cause = goneReference(judging, region);
  if (cause) return goneAs(cause);
  for (const part of judging.view.slot(region, "part")) {
    const outcome = judging.outcome(part);
    if (dies(outcome) && !outcome.literal)
      return goneAs(judging.byNeed(region, "a part of the text is gone", outcome.cause));
  }
  if (judging.hasMention(region)) {
    const source = judging.text.slice(region.start, region.end);
    if (!/\s/.test(source.trim())) return { is: "gone", literal: true, cause: judging.byName(region, source) };
    judging.pending.set(region.id, "prose");
  }
  return live;
};

/** True if a literal is the target's name and nothing more, so that a successor's name can take its place. */
function isPlainName(judging: Judging, region: Region): boolean {
  const inner = region.kind === "group" ? judging.view.children[region.id]![0] : region;
  if (inner?.kind !== "literal" || typeof inner.value !== "string") return false;
  const mentions = judging.mentionsIn(inner);
  return mentions.length === 1 && mentions[0]!.text.length === inner.value.trim().length;
}

/** A default that names the target becomes the successor, or waits for one. Gives true if it took the literal. */
export function judgeDefault(judging: Judging, region: Region): boolean {
  const outcome = judging.outcome(region);
  if (!dies(outcome) || !outcome.literal) return false;
  const inner = region.kind === "group" ? judging.view.children[region.id]![0]! : region;
  if (!isPlainName(judging, region)) {
    judging.pending.set(inner.id, "coupled keys");
    return true;
  }
  const successor = judging.world.target.successor;
  if (!successor) judging.pending.set(inner.id, "default names the target; name a successor");
  else {
    const mention = judging.mentionsIn(inner)[0]!;
    const text =
      judging.text.slice(inner.start, mention.start) +
      respell(mention.text, successor) +
      judging.text.slice(mention.end, inner.end);
    judging.decide(inner, "replace", { ...outcome.cause!, reason: `default becomes ${successor}` }, text);
  }
  judging.outcomes[region.id] = live;
  return true;
}

/** The successor's name in the letter case of the text that it replaces. */
function respell(text: string, successor: string): string {
  if (text === text.toLowerCase()) return successor;
  if (text === text.toUpperCase()) return successor.toUpperCase();
  return successor.charAt(0).toUpperCase() + successor.slice(1);
}

const call: Judge = (judging, region) => {
  const { view } = judging;
  const callee = judging.outcome(view.one(region, "callee"));
  if (dies(callee))
    return loses(judging, region) ? judging.block(region, "still needed", callee.cause) : goneAs(callee.cause!);
  const own = goneReference(judging, region);
  if (own) return goneAs(own);
  const list = view.slot(region, "argument");
  const first = list[0];
  if (has(region, "lookup") && first && dies(judging.outcome(first)))
    return goneAs(judging.byNeed(region, "what it looks up is gone", judging.outcome(first).cause));
  const lost: Region[] = [];
  for (const argument of list) {
    const outcome = judging.outcome(argument);
    if (dies(outcome)) {
      if (has(argument, "fallback") && judgeDefault(judging, contentOf(judging, argument))) continue;
      lost.push(argument);
    }
  }
  if (lost.length === 0) return live;
  const rest = list.filter((argument) => !lost.includes(argument) && judging.outcome(argument).is !== "removed");
  const cause = judging.outcome(lost[0]).cause!;
  const keywords = lost.filter((argument) => argument.name !== undefined);
  if (has(region, "renders") && keywords.length === lost.length) {
    for (const argument of lost)
      judging.decide(argument, "remove", judging.byNeed(argument, "its value is gone", cause));
    return live;
  }
  if (rest.every((argument) => isConstantArgument(judging, argument)))
    return { is: "gone", cause: judging.byNeed(region, "all it was called with is gone", cause) };
  const words = lost.filter((argument) => judging.outcome(argument).literal);
  if (words.length === lost.length) {
    for (const argument of words) {
      if (argument.name !== undefined && judgeDefault(judging, contentOf(judging, argument))) continue;
      judging.pending.set(contentOf(judging, argument).id, "default names the target; name a successor");
    }
    return live;
  }
  if (keywords.length === lost.length) {
    for (const argument of lost)
      judging.decide(argument, "remove", judging.byNeed(argument, "its value is gone", cause));
    return live;
  }
  return judging.block(region, "still needed", cause);
};

/** True if a statement's call would take the effect of an argument along: `track(save(order))`. */
function loses(judging: Judging, region: Region): boolean {
  if (judging.view.parent(region)?.kind !== "expressionStatement") return false;
  return judging.view.slot(region, "argument").some((argument) => {
    if (dies(judging.outcome(argument))) return false;
    for (const part of judging.view.subtree(argument)) {
      if (part.kind === "lambda") return false;
      if (part.kind === "call" && hasEffect(judging, part)) return true;
    }
    return false;
  });
}

/** A call that neither reads nor builds a value, as far as tables and its name tell. */
function hasEffect(judging: Judging, call: Region): boolean {
  if (has(call, "pure") || has(call, "lookup") || has(call, "log") || has(call, "input") || has(call, "renders"))
    return false;
  const name = (call.name ?? "").split(".").at(-1)!;
  if (
    /^(get|load|read|is|has|can|build|make|format|parse|to|as|from|render|find|fetch|list|count|current)(_|[A-Z]|$)/.test(
      name,
    ) ||
    /^[A-Z]/.test(name)
  )
    return false;
  return !dies(judging.outcome(judging.view.one(call, "callee")));
}

const contentOf = (judging: Judging, region: Region): Region => judging.view.one(region, "value") ?? region;

function isConstantArgument(judging: Judging, argument: Region): boolean {
  return isConstant(judging.view, contentOf(judging, argument));
}

const argument: Judge = (judging, region) => {
  const value = judging.view.one(region, "value");
  const own = judging.world.swept(judging.path, region.id) ?? goneReference(judging, region);
  if (own || (region.name !== undefined && judging.isTarget(region.name) && !isAnswered(judging, region))) {
    const cause = own ?? judging.byName(region);
    judging.decide(region, "remove", cause);
    return { is: "removed", cause };
  }
  const outcome = judging.outcome(value);
  if (dies(outcome) && outcome.literal && region.name !== undefined && value && isPlainName(judging, value)) {
    // A keyword says what the value is for: an option whose value was the target.
    judgeDefault(judging, value);
    return live;
  }
  return dies(outcome) ? outcome : live;
};

const compare: Judge = (judging, region) => {
  const { view } = judging;
  const left = judging.outcome(view.one(region, "left"));
  const right = judging.outcome(view.one(region, "right"));
  const cause = left.cause ?? right.cause;
  switch (region.operator) {
    case "==":
    case "is":
      if (dies(left) || dies(right)) return { is: "false", cause };
      break;
    case "!=":
    case "is not": {
      // `x is not None` with x gone is false, `x != "acme"` is true: the other side decides.
      const [gone, other] = dies(left) ? [left, view.one(region, "right")] : [right, view.one(region, "left")];
      if (dies(gone)) return { is: gone.literal ? "true" : other && isConstant(view, other) ? "false" : "true", cause };
      break;
    }
    case "in":
      if (dies(left)) return { is: "false", cause };
      if (right.is === "gone" || right.is === "empty") return { is: "false", cause };
      break;
    case "not in":
      if (dies(left) || right.is === "gone" || right.is === "empty") return { is: "true", cause };
      break;
    default:
      if ((dies(left) && !left.literal) || (dies(right) && !right.literal)) return { is: "false", cause };
  }
  return live;
};

/** True if a region stands where only its truth counts. */
function inCondition(judging: Judging, region: Region): boolean {
  const parent = judging.view.parent(region);
  if (!parent) return false;
  if (region.slot === "test") return true;
  if (parent.kind === "not") return true;
  if (parent.kind === "and" || parent.kind === "or" || parent.kind === "group") return inCondition(judging, parent);
  return false;
}

const and: Judge = (judging, region) => {
  const operands = judging.view.slot(region, "operand");
  const outcomes = operands.map((operand) => judging.outcome(operand));
  const at = outcomes.findIndex(isFalse);
  if (at >= 0) {
    const before = operands
      .slice(0, at)
      .find((operand, index) => outcomes[index]!.is === "live" && !isPure(judging, operand));
    if (before) return judging.block(region, "still needed", outcomes[at]!.cause);
    return {
      is: inCondition(judging, region) ? "false" : outcomes[at]!.is === "gone" ? "gone" : "false",
      cause: outcomes[at]!.cause,
    };
  }
  return dropOperands(judging, operands, outcomes, "true");
};

const or: Judge = (judging, region) => {
  const operands = judging.view.slot(region, "operand");
  for (const operand of operands.slice(1)) {
    if (!inCondition(judging, region)) judgeDefault(judging, operand);
  }
  const outcomes = operands.map((operand) => judging.outcome(operand));
  const at = outcomes.findIndex((outcome) => outcome.is === "true");
  if (at >= 0) {
    const before = operands.slice(0, at).find((operand) => !isPure(judging, operand));
    if (before) return judging.block(region, "still needed", outcomes[at]!.cause);
    return { is: "true", cause: outcomes[at]!.cause };
  }
  if (outcomes.every(isFalse)) return { is: outcomes.every(dies) ? "gone" : "false", cause: outcomes[0]!.cause };
  return dropOperands(judging, operands, outcomes, "false");
};

/** Takes out the operands that no longer count; the chain itself is decided if none is left. */
function dropOperands(judging: Judging, operands: Region[], outcomes: Outcome[], neutral: "true" | "false"): Outcome {
  const drop = outcomes.map((outcome) => (neutral === "true" ? outcome.is === "true" : isFalse(outcome)));
  if (!drop.includes(true)) return live;
  if (!drop.includes(false)) return { is: neutral, cause: outcomes[0]!.cause };
  if (neutral === "false") {
    // A value `gone or rest`: a default that computed only constants after a gone value is a value of its own.
    const rest = operands.filter((_, index) => !drop[index]);
    const first = operands[0]!;
    const parent = judging.view.parent(judging.view.parent(first)!);
    if (
      drop[0] &&
      !inCondition(judging, judging.view.parent(first)!) &&
      rest.every((operand) => isConstant(judging.view, operand)) &&
      parent
    )
      return { is: "gone", cause: outcomes[0]!.cause };
  }
  operands.forEach((operand, index) => {
    if (drop[index]) judging.decide(operand, "true", outcomes[index]!.cause!);
  });
  return live;
}

const not: Judge = (judging, region) => {
  const value = judging.outcome(judging.view.one(region, "value"));
  if (value.is === "true") return { is: "false", cause: value.cause };
  if (isFalse(value)) return { is: "true", cause: value.cause };
  return live;
};

const conditional: Judge = (judging, region) => {
  const { view } = judging;
  const test = judging.outcome(view.one(region, "test"));
  const then = view.one(region, "then");
  const otherwise = view.one(region, "else");
  const keep = (side: "true" | "false", kept: Region | undefined, cause: Cause): Outcome => {
    const outcome = judging.outcome(kept);
    if (outcome.is !== "live" && outcome.is !== "empty") return outcome;
    judging.decide(region, side, cause);
    if (kept && kept.kind === "literal" && (kept.value === null || kept.value === false)) return { is: "gone", cause };
    return live;
  };
  if (isFalse(test)) return keep("false", otherwise, test.cause!);
  if (test.is === "true") return keep("true", then, test.cause!);
  const first = judging.outcome(then);
  const second = judging.outcome(otherwise);
  if (dies(first) && dies(second)) return first;
  const lost = dies(first) ? first : dies(second) ? second : undefined;
  if (!lost) return live;
  const condition = view.one(region, "test");
  const kept = lost === first ? otherwise : then;
  if (
    condition &&
    isPure(judging, condition) &&
    (comparesSelector(judging, condition) || lost.literal || (kept && isConstant(view, kept)))
  )
    return keep(lost === first ? "false" : "true", kept, lost.cause!);
  return judging.block(region, "still needed", lost.cause);
};

/** True if a test compares one name with a literal: a choice among alternatives. */
export function comparesSelector(judging: Judging, test: Region): boolean {
  return selectorOf(judging, test) !== undefined;
}

/** The text of the selector that a test compares with literals, if that is all it does. */
export function selectorOf(judging: Judging, test: Region): string | undefined {
  const { view } = judging;
  if (test.kind === "group") {
    const inner = view.children[test.id]!.find((child) => child.kind !== "comment");
    return inner && selectorOf(judging, inner);
  }
  if (test.kind === "or") {
    const found = new Set(view.slot(test, "operand").map((operand) => selectorOf(judging, operand)));
    return found.size === 1 ? [...found][0] : undefined;
  }
  if (test.kind !== "compare" || (test.operator !== "==" && test.operator !== "in")) return undefined;
  const left = view.one(test, "left");
  const right = view.one(test, "right");
  if (!left || !right) return undefined;
  const [selector, value] = left.kind === "literal" ? [right, left] : [left, right];
  if (!isConstant(view, value)) return undefined;
  if (selector.kind === "literal") return undefined;
  return judging.text.slice(selector.start, selector.end);
}

const sequence: Judge = (judging, region) => {
  const members = judging.view.slot(region, "element");
  if (members.length === 0) return live;
  const states = members.map((element) => judging.outcome(element));
  const lost = members.filter((_, at) => states[at]!.is === "gone" || states[at]!.is === "removed");
  if (lost.length === 0) return live;
  const cause = judging.outcome(lost[0]).cause!;
  if (lost.length === members.length) {
    const parent = judging.view.parent(region);
    if (parent && (parent.kind === "sequence" || parent.slot === "element")) return goneAs(cause);
    const values = lost.every((element) => judging.outcome(element).literal);
    if (!values) return goneAs(judging.byNeed(region, "all its members are gone", cause));
    for (const element of lost) judging.decide(element, "remove", cause);
    return { is: "empty", cause };
  }
  const parent = judging.view.parent(region);
  if (region.form === "tuple" && parent) {
    // A record in a list of records: it goes as one. A tuple that is handed on keeps its length.
    if (parent.kind === "sequence" || (region.slot === "element" && parent.kind !== "comprehension"))
      return goneAs(cause);
    const plain = lost.every(
      (element) => judging.outcome(element).literal || element.kind === "sequence" || element.kind === "mapping",
    );
    if (!plain && parent.kind !== "compare") return judging.block(region, "positional", cause);
  }
  for (const element of lost) {
    if (judging.outcome(element).is !== "removed")
      judging.decide(
        element,
        "remove",
        judging.byNeed(element, "a member that is gone", judging.outcome(element).cause),
      );
  }
  return live;
};

/** Keys that say which alternative a record stands for. */
const identityKeys = new Set([
  "id",
  "name",
  "key",
  "value",
  "provider",
  "type",
  "slug",
  "kind",
  "backend",
  "engine",
  "vendor",
  "code",
]);

/** A pattern that asks for the target's value matches nothing any more. */
function inPattern(judging: Judging, region: Region): boolean {
  for (let at: Region | undefined = region; at && at.kind !== "case"; at = judging.view.parent(at))
    if (at.slot === "pattern") return true;
  return false;
}

const mapping: Judge = (judging, region) => {
  const { view } = judging;
  const entries = view.slot(region, "entry");
  const parent = view.parent(region);
  const inList = parent?.kind === "sequence";
  const lost: Region[] = [];
  for (const one of entries) {
    const outcome = judging.outcome(one);
    if (outcome.is === "removed") lost.push(one);
    else if (outcome.is === "gone") {
      const value = view.one(one, "value");
      if (outcome.literal && value) {
        if (inPattern(judging, region)) return goneAs(outcome.cause!);
        if (inList && one.name !== undefined && identityKeys.has(one.name.toLowerCase()) && isPlainName(judging, value))
          return goneAs(outcome.cause!);
        judgeDefault(judging, value);
        continue;
      }
      judging.decide(one, "remove", judging.byNeed(one, "its value is gone", outcome.cause));
      judging.outcomes[one.id] = { is: "removed", cause: outcome.cause };
      lost.push(one);
    }
  }
  if (lost.length === 0) return live;
  const cause = judging.outcome(lost[0]).cause!;
  const rest = entries.filter((one) => !lost.includes(one) && one.kind !== "comment");
  if (rest.length === 0) {
    const named = lost.every((one) => judging.outcome(one).cause?.by === "name");
    return named && region.slot === "value" && parent?.kind !== "entry" && parent?.kind !== "argument"
      ? { is: "empty", cause }
      : goneAs(judging.byNeed(region, "all its entries are gone", cause));
  }
  return live;
};

const entry: Judge = (judging, region) => {
  const { view } = judging;
  const key = view.one(region, "key");
  const keyed = judging.outcome(key);
  const own = goneReference(judging, region);
  if (own || dies(keyed) || (region.name !== undefined && judging.isTarget(region.name))) {
    const cause = own ?? keyed.cause ?? judging.byName(region);
    judging.decide(region, "remove", cause);
    return { is: "removed", cause };
  }
  const value = judging.outcome(view.one(region, "value"));
  return dies(value) ? value : live;
};

const spread: Judge = (judging, region) => {
  const value = judging.outcome(judging.view.children[region.id]![0]);
  return dies(value) && !value.literal ? goneAs(value.cause!) : live;
};

const comprehension: Judge = (judging, region) => {
  const { view } = judging;
  for (const part of view.children[region.id]!) {
    const outcome = judging.outcome(part);
    if (part.slot === "test" && isFalse(outcome)) return { is: "gone", cause: outcome.cause };
    if (part.slot === "test" && outcome.is === "true") return judging.block(region, "still needed", outcome.cause);
    if (
      (part.slot === "iterable" || part.slot === "element") &&
      (outcome.is === "gone" || outcome.is === "empty") &&
      !outcome.literal
    )
      return { is: "gone", cause: outcome.cause };
  }
  return live;
};

const group: Judge = (judging, region) => {
  const inner = view1(judging, region);
  return inner ? judging.outcome(inner) : live;
};

const view1 = (judging: Judging, region: Region) =>
  judging.view.children[region.id]!.find((child) => child.kind !== "comment");

/** Members of a type; the last one makes the annotated thing itself gone. */
const union: Judge = (judging, region) => {
  const members = judging.view.slot(region, "element");
  const lost = members.filter((element) => dies(judging.outcome(element)));
  if (lost.length === 0) return live;
  if (lost.length === members.length) return judging.outcome(lost[0]);
  for (const element of lost) judging.decide(element, "remove", judging.outcome(element).cause!);
  return live;
};

/** Anything without rules of its own: a gone part that is not just a word makes the whole gone if nothing else is in it. */
const other: Judge = (judging, region) => {
  const own = goneReference(judging, region);
  if (own) return goneAs(own);
  const parts = judging.view.children[region.id]!.filter((child) => child.kind !== "comment");
  const lost = parts.filter((part) => dies(judging.outcome(part)) && !judging.outcome(part).literal);
  if (lost.length === 0) {
    const word = parts.find((part) => dies(judging.outcome(part)));
    if (word && inPattern(judging, region)) return goneAs(judging.outcome(word).cause!);
    for (const part of parts) if (dies(judging.outcome(part))) judging.pending.set(part.id, "name only");
    return live;
  }
  const cause = judging.outcome(lost[0]).cause!;
  const rest = parts.filter((part) => !lost.includes(part) && !isPure(judging, part));
  return rest.length === 0
    ? goneAs(judging.byNeed(region, "all it is made of is gone", cause))
    : judging.block(region, "still needed", cause);
};

/** A function written in place: it is what its body leaves of it. */
const lambda: Judge = (judging, region) => {
  const body = judging.view.one(region, "body");
  const outcome = judging.outcome(body);
  if (body && body.kind !== "suite" && dies(outcome) && !outcome.literal) return goneAs(outcome.cause!);
  if (body?.kind === "suite" && outcome.is === "removed") return goneAs(outcome.cause!);
  return live;
};

/** How each kind of expression is judged. */
export const expressionJudges: Partial<Record<Region["kind"], Judge>> = {
  name,
  member,
  index,
  literal,
  template,
  call,
  argument,
  compare,
  and,
  or,
  not,
  conditional,
  sequence,
  mapping,
  entry,
  spread,
  comprehension,
  group,
  union,
  lambda,
  expression: other,
};
