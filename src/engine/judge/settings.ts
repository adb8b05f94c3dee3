import { has } from "../graph.js";
import type { Cause } from "../model.js";
import { isOnlyAbout } from "../phrase.js";
import type { Region } from "../region.js";
import { type Judging, live, type Outcome } from "./context.js";
import { isPlainName, judgeDefault } from "./literals.js";
import { dies, goneAs, type Judge } from "./outcomes.js";
import { goneReference } from "./references.js";
import { remove } from "./remove.js";

/** Keys that say which record of a list this is. */
const recordKeys = /^(id|name|key|slug|code|flag|label|title|value|kind|type)$/i;
/** Keys that say it only where no other does: beside a name, they are one of the record's own settings. */
const choiceKeys = /^(provider|vendor|backend|engine|service|driver)$/i;
/** Keys whose values belong together: an address means nothing to another vendor, nor does a model. */
const coupledKeys = /(model|ur[li]|host|endpoint|base|addr(ess)?|server|port|key|token|image)s?$/i;

/** One key with its value: it goes by its own name, with what it stands for, or with its value. */
const setting: Judge = (judging, region) => {
  const { view } = judging;
  const swept = judging.world.swept(judging.path, region.id);
  if (judging.keepers.has(region.id)) return live;
  const own = swept ?? goneReference(judging, region);
  if (own || (isName(region.name) && judging.isTarget(region.name)))
    return removed(judging, region, own ?? judging.byName(region));
  const value = view.one(region, "value");
  const outcome = judging.outcome(value);
  if (!value || outcome.is === "live") return live;
  if (outcome.literal) return outcome;
  if (has(region, "identity")) return goneAs(outcome.cause!);
  if (has(region, "abstract")) return judging.block(region, "still needed", outcome.cause);
  if (outcome.is === "empty")
    return has(region, "optional")
      ? removed(judging, region, judging.byNeed(region, "nothing is left in it", outcome.cause))
      : judging.block(region, "would become empty", outcome.cause);
  if (value.kind !== "literal")
    return removed(judging, region, judging.byNeed(region, "its value is gone", outcome.cause));
  // A variable of a general name that code reads: what it leads to is gone, but not what the code wants it for.
  const isRead = view
    .occurrences(region)
    .some((one) => one.defines && judging.world.references(one.symbol).some((place) => !place.weak));
  if (isRead) return judging.block(region, "coupled keys", outcome.cause);
  return removed(judging, region, judging.byNeed(region, "its value is gone", outcome.cause));
};

const isName = (name: string | undefined) => name !== undefined && !/\s/.test(name.trim());

function removed(judging: Judging, region: Region, cause: Cause): Outcome {
  judging.decide(region, "remove", cause);
  return { is: "removed", cause };
}

/** A group of keys: those that go, those whose value becomes the successor's, those that a person decides together. */
const settings: Judge = (judging, region) => {
  const { view } = judging;
  const members = view.slot(region, "entry");
  const isGroupGone = members.map((member) => endsGroup(judging, region, members, member)).find(Boolean);
  if (isGroupGone && !judging.keepers.has(region.id)) {
    const isDocument = view.parent(region)?.kind === "suite";
    return isDocument ? remove(judging, region, isGroupGone.cause!) : isGroupGone;
  }
  const step = endsStep(judging, region, members);
  if (step && !judging.keepers.has(region.id)) return step;
  judgeValues(judging, members);
  const lost = members.filter((member) => judging.outcome(member).is === "removed");
  if (lost.length === 0 || lost.length < members.length) return live;
  return emptied(judging, region, judging.outcome(lost[0]).cause!);
};

/**
 * The outcome of a step of a workflow that is called by what it does with the target (`Start Ollama`) and whose one
 * command or action names the target too. A script of several lines may do more than its name says.
 */
function endsStep(judging: Judging, region: Region, members: Region[]): Outcome | undefined {
  if (region.slot !== "element") return undefined;
  const settingOf = (key: RegExp) => {
    const member = members.find((one) => key.test(one.name ?? ""));
    return member && judging.view.one(member, "value");
  };
  const name = settingOf(/^name$/);
  const work = settingOf(/^(run|uses)$/);
  if (!name || !work || typeof work.value !== "string" || /\n.|&&|;|\|/s.test(work.value.trim())) return undefined;
  if (!judging.hasMention(work) || !isOnlyAbout(judging.text, name, judging.mentionsIn(name))) return undefined;
  return goneAs(judging.byName(region, "what the step does"));
}

/** The outcome of the whole group if a member says that it stands for the target. */
function endsGroup(judging: Judging, region: Region, members: Region[], member: Region): Outcome | undefined {
  const outcome = judging.outcome(member);
  if (member.name === "value" && members.some((other) => isVariable(judging, other))) return undefined;
  const titled = titleCause(judging, region, member);
  if (titled) return goneAs(titled);
  if (!dies(outcome)) return undefined;
  if (has(member, "identity"))
    return goneAs(judging.byNeed(region, `its ${member.name} is the target's`, outcome.cause));
  const value = judging.view.one(member, "value");
  const name = member.name ?? "";
  if ((region.slot !== "element" && region.form !== "array") || !value || !isPlainName(judging, value))
    return undefined;
  const choice = choiceKeys.test(name) && !members.some((other) => recordKeys.test(other.name ?? ""));
  return recordKeys.test(name) || choice ? goneAs(outcome.cause!) : undefined;
}

/** `name: PROVIDER` beside a `value`: the record is a variable, and the value what it is set to. */
function isVariable(judging: Judging, member: Region): boolean {
  const value = judging.view.one(member, "value")?.value;
  return member.name === "name" && typeof value === "string" && /^[A-Z][A-Z0-9_]*$/.test(value);
}

/** Why a record of a list is the target's by what it is called: words about nothing else, or a label such as `area: acme`. */
function titleCause(judging: Judging, region: Region, member: Region): Cause | undefined {
  if (region.slot !== "element" || !recordKeys.test(member.name ?? "")) return undefined;
  const value = judging.view.one(member, "value");
  if (value?.kind !== "literal" || typeof value.value !== "string") return undefined;
  if (!isOwnTitle(judging, value) && !isOwnLabel(judging, value.value)) return undefined;
  return judging.byName(value, value.value);
}

/** Words that name the target and nothing else. */
function isOwnTitle(judging: Judging, value: Region): boolean {
  const { text, range, mentions } = judging.words(value);
  return !judging.namesSibling(String(value.value)) && isOnlyAbout(text, range, mentions);
}

/** `area: acme`, `acme/bug`, `provider:acme`: a label in parts, of which one is the target's name alone. */
function isOwnLabel(judging: Judging, value: string): boolean {
  const parts = value.split(/\s*[:/]\s*/);
  if (parts.length < 2 || /^\w+:\/\//.test(value) || !parts.every((part) => /^[\w.@-]+$/.test(part))) return false;
  const { name, names } = judging.world.target;
  return parts.some((part) => [name, ...names].includes(part.toLowerCase()));
}

/** Values of general keys that name the target: the successor's name, or a person's decision over all of them. */
function judgeValues(judging: Judging, members: Region[]): void {
  const named = members.flatMap((member) => {
    const value = judging.view.one(member, "value");
    return value && judging.outcome(member).literal ? [{ member, value }] : [];
  });
  const isCoupled =
    named.some(({ member, value }) => !isPlainName(judging, value) && coupledKeys.test(member.name ?? "")) ||
    members.some((member) => judging.outcome(member).is === "live" && hasWeakValue(judging, member));
  for (const { member, value } of named) {
    judging.outcomes[member.id] = live;
    if (/embed/i.test(member.name ?? "")) judging.pending.set(value.id, "stored data was made by the target; re-index");
    else if (!isPlainName(judging, value))
      judging.pending.set(value.id, coupledKeys.test(member.name ?? "") ? "coupled keys" : "name only");
    else if (isCoupled) judging.pending.set(value.id, "coupled keys");
    // What something is called is no choice among alternatives.
    else if (/^(name|title|label)$/i.test(member.name ?? "")) judging.pending.set(value.id, "name only");
    else judgeDefault(judging, value);
  }
}

/** True if a value is one of the target's ports, hosts or models. */
function hasWeakValue(judging: Judging, member: Region): boolean {
  const value = judging.view.one(member, "value")?.value;
  if (typeof value !== "string" && typeof value !== "number") return false;
  const text = String(value).toLowerCase();
  return judging.world.target.weak.some((weak) => {
    const at = text.indexOf(weak.toLowerCase());
    return at >= 0 && !/\w/.test(text[at - 1] ?? "") && !/\w/.test(text[at + weak.length] ?? "");
  });
}

/** One of several choices, written out for people: `Acme (hosted)`. */
function judgeTitle(judging: Judging, member: Region): void {
  if (member.kind !== "literal" || typeof member.value !== "string" || judging.outcome(member).is !== "live") return;
  const [first] = judging.mentionsIn(member);
  const isFirst = first !== undefined && /^["'\s]*$/.test(judging.text.slice(member.start, first.start));
  if (!isFirst || !isOwnTitle(judging, member)) return;
  judging.pending.delete(member.id);
  judging.verdicts.delete(member.id);
  judging.outcomes[member.id] = { is: "gone", literal: true, cause: judging.byName(member, member.value) };
}

/** Members of a list; where places count, none goes alone. */
const list: Judge = (judging, region) => {
  const members = judging.view.slot(region, "element");
  for (const member of members) judgeTitle(judging, member);
  const lost = members.filter((member) => judging.outcome(member).is !== "live");
  if (lost.length === 0) return live;
  const cause = judging.outcome(lost[0]).cause!;
  if (region.form === "tuple") {
    if (lost.length === members.length && !judging.keepers.has(region.id)) return goneAs(cause);
    for (const member of lost) judging.pending.set(member.id, "positional");
    const needed = lost.find((member) => !judging.outcome(member).literal);
    return needed ? judging.block(region, "positional", judging.outcome(needed).cause) : live;
  }
  const parent = judging.view.parent(region);
  if (lost.length === members.length && parent?.kind === "argument") return goneAs(cause);
  // Beside the value (what a rule depends on) a list may be empty.
  if (lost.length === members.length && region.slot !== "content") return emptied(judging, region, cause);
  for (const member of lost)
    if (!judging.keepers.has(member.id))
      judging.decide(member, "remove", judging.byNeed(member, "a member that is gone", judging.outcome(member).cause));
  return live;
};

/** What a container without members is: gone, but a file without content goes only if it is the target's itself. */
function emptied(judging: Judging, region: Region, cause: Cause): Outcome {
  if (judging.keepers.has(region.id)) return live;
  const isDocument = judging.view.parent(region)?.kind === "suite";
  if (!isDocument) return { is: "empty", cause: judging.byNeed(region, "nothing is left in it", cause) };
  if (judging.world.target.matches(judging.path)) return remove(judging, region, cause);
  return judging.block(region, "would become empty", cause);
}

/** How settings of configuration files are judged. */
export const settingJudges: Partial<Record<Region["kind"], Judge>> = { setting, settings, list };
