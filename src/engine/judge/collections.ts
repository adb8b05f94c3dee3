import { has } from "../graph.js";
import type { Region } from "../region.js";
import { type Judging, live } from "./context.js";
import { isPlainName, judgeDefault } from "./literals.js";
import { dies, goneAs, isFalse, type Judge } from "./outcomes.js";
import { goneReference } from "./references.js";

export const sequence: Judge = (judging, region) => {
  const members = judging.view.slot(region, "element");
  if (members.length === 0) return live;
  const states = members.map((element) => judging.outcome(element));
  const lost = members.filter((_, at) => states[at]!.is === "gone" || states[at]!.is === "removed");
  if (lost.length === 0) return live;
  const cause = judging.outcome(lost[0]).cause!;
  if (lost.length === members.length) {
    const parent = judging.view.parent(region);
    if (parent && (parent.kind === "sequence" || parent.slot === "element")) return goneAs(cause);
    if (parent?.kind === "assignment" && lost.every((element) => isPath(judging, element)))
      return judging.block(region, "would become empty", cause);
    if (has(region, "filled")) return judging.block(region, "would become empty", cause);
    const values = has(region, "inputs") || lost.every((element) => judging.outcome(element).literal);
    if (!values) return goneAs(judging.byNeed(region, "all its members are gone", cause));
    for (const element of lost) judging.decide(element, "remove", cause);
    return { is: "empty", cause };
  }
  const parent = judging.view.parent(region);
  if (region.form === "tuple" && parent) {
    // A record in a list of records: it goes as one. A tuple that is handed on keeps its length.
    const call = parent.kind === "argument" ? judging.view.parent(parent) : undefined;
    const isRecord = parent.kind === "sequence" || (call !== undefined && has(call, "gathers"));
    if (isRecord || (region.slot === "element" && parent.kind !== "comprehension")) return goneAs(cause);
    // Strings alone are a list that nothing can mistake, also where each leads somewhere: `INSTALLED_APPS = ("shop", …)`.
    const words = members.length > 2 && members.every((element) => typeof element.value === "string");
    // So are calls of one function, one below the other.
    const alike =
      members.length > 2 &&
      members.every((element) => element.kind === "call" && element.name && element.name === members[0]!.name);
    const plain = lost.every(
      (element) =>
        words ||
        alike ||
        has(region, "alternatives") ||
        judging.outcome(element).literal ||
        element.kind === "sequence" ||
        element.kind === "mapping",
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

/** A dotted string that leads to a module or a name in one: in a framework's setting, empty is not what the framework assumes. */
const isPath = (judging: Judging, element: Region): boolean =>
  typeof element.value === "string" &&
  element.value.includes(".") &&
  judging.view.occurrences(element).some((one) => /^(py|module):/.test(one.symbol));

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
export function inPattern(judging: Judging, region: Region): boolean {
  for (let at: Region | undefined = region; at && at.kind !== "case"; at = judging.view.parent(at))
    if (at.slot === "pattern") return true;
  return false;
}

/** `[provider({ … }), provider({ … })]`: each call makes a record of the list of what it is given alone. */
function isMadeForList({ view }: Judging, argument: Region | undefined): boolean {
  const call = argument?.kind === "argument" ? view.parent(argument) : undefined;
  return call?.slot === "element" && view.slot(call, "argument").length === 1;
}

export const mapping: Judge = (judging, region) => {
  const { view } = judging;
  const entries = view.slot(region, "entry");
  const parent = view.parent(region);
  const inList = parent?.kind === "sequence" || parent?.kind === "union" || isMadeForList(judging, parent);
  const lost: Region[] = [];
  const value = entries.find((one) => judging.outcome(one).is === "gone" && !judging.outcome(one).literal);
  if (inList && value && entries.some((one) => judging.outcome(one).is === "gone" && judging.outcome(one).literal))
    return goneAs(judging.byNeed(region, "what it is a record of is gone", judging.outcome(value).cause));
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
      if (has(one, "identity") && (inList || parent?.kind === "entry" || parent?.kind === "argument"))
        return goneAs(judging.byNeed(region, "what it is a record of is gone", outcome.cause));
      judging.decide(one, "remove", judging.byNeed(one, "its value is gone", outcome.cause));
      judging.outcomes[one.id] = { is: "removed", cause: outcome.cause };
      lost.push(one);
    }
  }
  if (lost.length === 0) return live;
  const cause = judging.outcome(lost[0]).cause!;
  const rest = entries.filter((one) => !lost.includes(one) && one.kind !== "comment");
  if (rest.length === 0) {
    const swept = lost.every((one) => judging.outcome(one).cause?.by === "sweep");
    if (swept && region.slot === "target") return goneAs(cause);
    const named = lost.every((one) => judging.outcome(one).cause?.by === "name");
    return named && region.slot === "value" && parent?.kind !== "entry" && parent?.kind !== "argument"
      ? { is: "empty", cause }
      : goneAs(judging.byNeed(region, "all its entries are gone", cause));
  }
  return live;
};

export const entry: Judge = (judging, region) => {
  const { view } = judging;
  const key = view.one(region, "key");
  const keyed = judging.outcome(key);
  const own = judging.world.swept(judging.path, region.id) ?? goneReference(judging, region);
  if (own || dies(keyed) || (region.name !== undefined && judging.isTarget(region.name))) {
    const cause = own ?? keyed.cause ?? judging.byName(region);
    judging.decide(region, "remove", cause);
    return { is: "removed", cause };
  }
  const given = view.one(region, "value");
  const value = judging.outcome(given);
  if (has(region, "optional") && given) {
    // It counts while its value is true: one that never is counts for nothing.
    if (value.is === "true") judging.decide(given, "replace", value.cause!, "true");
    if (value.is === "false") {
      judging.decide(region, "remove", value.cause!);
      return { is: "removed", cause: value.cause };
    }
  }
  return dies(value) ? value : live;
};

export const spread: Judge = (judging, region) => {
  const value = judging.outcome(judging.view.children[region.id]![0]);
  return dies(value) && !value.literal ? goneAs(value.cause!) : live;
};

export const comprehension: Judge = (judging, region) => {
  const { view } = judging;
  for (const part of view.children[region.id]!) {
    const outcome = judging.outcome(part);
    if (part.slot === "test" && isFalse(outcome)) return { is: "gone", cause: outcome.cause };
    // What lets everything pass filters nothing.
    if (part.slot === "test" && outcome.is === "true") judging.decide(part, "true", outcome.cause!);
    if (
      (part.slot === "iterable" || part.slot === "element") &&
      (outcome.is === "gone" || outcome.is === "empty") &&
      !outcome.literal
    )
      return { is: "gone", cause: outcome.cause };
  }
  return live;
};

/** Members of a type; the last one makes the annotated thing itself gone. */
export const union: Judge = (judging, region) => {
  const members = judging.view.slot(region, "element");
  const lost = members.filter((element) => dies(judging.outcome(element)));
  if (lost.length === 0) return live;
  // `Client | None` is `Optional[Client]`.
  if (members.every((one) => lost.includes(one) || one.value === null)) return judging.outcome(lost[0]);
  for (const element of lost) judging.decide(element, "remove", judging.outcome(element).cause!);
  return live;
};
