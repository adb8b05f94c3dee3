import type { Region } from "../region.js";
import { argument, call } from "./calls.js";
import { comprehension, entry, inPattern, mapping, sequence, spread, union } from "./collections.js";
import { and, compare, conditional, not, or } from "./conditions.js";
import { isPure, type Judging, live, type Outcome } from "./context.js";
import { literal, template } from "./literals.js";
import { dies, goneAs, type Judge } from "./outcomes.js";
import { goneReference, index, member, name } from "./references.js";

const group: Judge = (judging, region) => {
  const inner = view1(judging, region);
  const type = judging.outcome(judging.view.one(region, "annotation"));
  // What has a type that is gone could only hold what is gone.
  if (dies(type) && !type.literal) return goneAs(judging.byNeed(region, "its type is gone", type.cause));
  return inner ? judging.outcome(inner) : live;
};

const view1 = (judging: Judging, region: Region) =>
  judging.view.children[region.id]!.find((child) => child.kind !== "comment");

/** Anything without rules of its own: a gone part that is not just a word makes the whole gone if nothing else is in it. */
export const other: Judge = (judging, region) => {
  const own = goneReference(judging, region);
  if (own) return goneAs(own);
  const sum = joined(judging, region);
  if (sum) return sum;
  const parts = judging.view.children[region.id]!.filter((child) => child.kind !== "comment");
  const page = parts.length === 1 && parts[0]!.kind === "suite" ? judging.outcome(parts[0]) : undefined;
  if (page?.is === "removed" && isPlace(judging, region)) return keepPage(judging, region);
  if (page?.is === "removed") return goneAs(judging.byNeed(region, "nothing is left of the page", page.cause));
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

/** A value under a key that others ask for, whatever it says: an entry, a named argument, a default. */
function isPlace(judging: Judging, region: Region): boolean {
  const parent = judging.view.parent(region);
  return (
    region.slot === "default" || parent?.kind === "entry" || (parent?.kind === "argument" && parent.name !== undefined)
  );
}

/** A page of which nothing would be left stays whole, for a person to reword. */
function keepPage(judging: Judging, region: Region): Outcome {
  for (const part of judging.view.subtree(region)) {
    judging.verdicts.delete(part.id);
    judging.outcomes[part.id] = live;
  }
  judging.pending.set(region.id, "prose");
  return live;
}

/**
 * `BASE + [gone]`, `BASE | {"gone": 1}`: a collection of which nothing is left adds nothing to the others. `Order | Gone`:
 * a choice of types loses one, and one of conditions.
 * @returns undefined if the expression joins nothing of that kind
 */
function joined(judging: Judging, region: Region): Outcome | undefined {
  if (region.name !== "+" && region.name !== "|") return undefined;
  const operands = judging.view.slot(region, "value");
  const choice = region.name === "|" && (operands.every(isType) || operands.every(isCondition));
  const lost = operands.filter((operand) => {
    const outcome = judging.outcome(operand);
    return outcome.is === "empty" || (dies(outcome) && (choice || isCollection(judging, operand)));
  });
  if (lost.length === 0) return undefined;
  if (operands.some((operand) => !lost.includes(operand) && dies(judging.outcome(operand)))) return undefined;
  if (lost.length === operands.length) return judging.outcome(lost[0]);
  for (const operand of lost)
    judging.decide(
      operand,
      "remove",
      judging.byNeed(operand, "it adds nothing any more", judging.outcome(operand).cause),
    );
  return live;
}

const builtInTypes = /^(str|int|float|bool|bytes|list|dict|set|tuple|frozenset|object|type|complex)$/;

/** What is written like a type: other things are joined by `|` too, and not all can spare one. */
function isType(region: Region): boolean {
  if (region.kind === "literal") return region.value === null;
  if (region.kind === "index") return true;
  const name = region.name?.split(".").at(-1) ?? "";
  return (
    (region.kind === "name" || region.kind === "member") &&
    (builtInTypes.test(name) || /^_?[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/.test(name))
  );
}

/** `Q(…)` of Django: alternatives that a database looks for. */
const isCondition = (region: Region) => region.kind === "call" && /^(models\.)?Q$/.test(region.name ?? "");

function isCollection(judging: Judging, region: Region): boolean {
  const inner = region.kind === "group" ? view1(judging, region) : region;
  return inner?.kind === "sequence" || inner?.kind === "mapping" || inner?.kind === "comprehension";
}

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
