import { lineOf } from "../../syntax/lines.js";
import { respell } from "../../target/respell.js";
import { trimExamples } from "../examples.js";
import { has } from "../graph.js";
import { withoutOptional } from "../pattern-words.js";
import { trimPolicy } from "../policy.js";
import { trimList } from "../prose.js";
import type { Region } from "../region.js";
import { type Judging, live, type Outcome } from "./context.js";
import { valuesWithout } from "./known-values.js";
import { dies, goneAs, type Judge } from "./outcomes.js";
import { goneReference, isAnswered } from "./references.js";

/** A literal is a key if it stands for a symbol, a value if it is one word of the target, else words. */
export const literal: Judge = (judging, region) => {
  if (has(region, "dynamic")) return atRunTime(judging, region);
  if (judging.hasMention(region) && /[(]/.test(String(region.value)) && trimPattern(judging, region)) return live;
  if (judging.hasMention(region) && isHeldPackage(judging, region)) return live;
  const cause = goneReference(judging, region);
  if (cause) return { is: "gone", cause };
  if (typeof region.value !== "string" || !judging.hasMention(region)) return live;
  const own = judging.view.occurrences(region).filter((occurrence) => !occurrence.defines);
  const value = region.value.trim();
  if (own.length > 0 && isAnswered(judging, region) && !leadsIntoTarget(judging, region, value)) return live;
  if (isLabelled(judging, region))
    return { is: "gone", cause: judging.byName(region, value.slice(0, value.indexOf(":"))) };
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

/** A pattern that matches without the target as well goes on without it. Gives true if it is one. */
function trimPattern(judging: Judging, region: Region): boolean {
  const { text, range, mentions } = judging.words(region);
  const edit = /\s/.test(text.slice(range.start, range.end)) ? undefined : withoutOptional(text, range, mentions);
  if (edit === undefined) return false;
  judging.decide(region, "replace", judging.byName(region, "a part that a pattern may do without"), edit);
  return true;
}

/** Text that code looks for in other code, or writes into it: what it means there, no one but a person knows. */
function atRunTime(judging: Judging, region: Region): Outcome {
  const place = `${judging.path}:${lineOf(judging.text, region.start)}`;
  if (judging.hasMention(region)) judging.pending.set(region.id, `built at run time at ${place}`);
  return live;
}

/**
 * True for a path through the target's own files (`"shop.acme.middleware.Tracking"`) that uses nothing of them: whoever
 * keeps a list wants it without the target, whatever the end of the path is called, and a test patches what is there.
 */
function leadsIntoTarget(judging: Judging, region: Region, value: string): boolean {
  const around = judging.view.parent(region);
  const call = around?.kind === "argument" ? judging.view.parent(around) : undefined;
  if (region.slot !== "element" && !(call && has(call, "patches"))) return false;
  if (!judging.isTarget(value)) return false;
  const places = judging.view
    .occurrences(region)
    .filter((one) => !one.defines)
    .flatMap((one) => judging.world.definitions(one.symbol));
  return places.every(
    (place) => judging.world.seed(place.path) && judging.world.held(place.path, place.region) === undefined,
  );
}

/** True for a package in a list of dotted paths (`INSTALLED_APPS`) in which something stays: without the entry it would not load. */
function isHeldPackage(judging: Judging, region: Region): boolean {
  const list = region.slot === "element" ? judging.view.parent(region) : undefined;
  const value = String(region.value);
  if (!list || !/^\w+(?:\.\w+)*$/.test(value)) return false;
  const isPath = (one: Region) => typeof one.value === "string" && /^\w+(?:\.\w+)+$/.test(one.value);
  if (!judging.view.slot(list, "element").some(isPath)) return false;
  return judging.world.holdsBelow(`${value.replaceAll(".", "/")}/`);
}

/** Words that name the target among others lose it; other words stay and wait for a person. */
export function judgeProse(judging: Judging, region: Region): void {
  const { text, range, mentions } = judging.words(region);
  const policy = trimPolicy(text, range, mentions);
  if (policy !== undefined) {
    if (policy === "empty") judging.pending.set(region.id, "would become empty");
    else judging.decide(region, "replace", judging.byName(region, "a source of a security policy"), policy);
    return;
  }
  const { successor } = judging.world.target;
  const example = trimExamples(text, range, mentions, successor);
  const edit = example ?? trimList(text, range, mentions, (word) => judging.namesSibling(word));
  if (edit === undefined) judging.pending.set(region.id, "prose");
  else
    judging.decide(
      region,
      "replace",
      judging.byName(region, example !== undefined ? "an example" : "a list of names"),
      edit,
    );
}

/** `"ollama: runs on this machine"` among its like: the name a list knows a thing by, and what it is. */
function isLabelled(judging: Judging, region: Region): boolean {
  if (region.slot !== "element" || typeof region.value !== "string") return false;
  const label = /^\s*([\w.-]+)(?:\([^)]*\))?: /.exec(region.value)?.[1];
  const [first] = judging.mentionsIn(region);
  return label !== undefined && first?.text === label && judging.text.slice(region.start, first.start).length <= 2;
}

export const template: Judge = (judging, region) => {
  // What it leads to is known (an address with its origin put in front), though the text is not.
  const cause = goneReference(judging, region);
  if (cause) return goneAs(cause);
  for (const part of judging.view.slot(region, "part")) {
    const outcome = judging.outcome(part);
    if (dies(outcome) && !outcome.literal)
      return goneAs(judging.byNeed(region, "a part of the text is gone", outcome.cause));
  }
  if (has(region, "dynamic")) return atRunTime(judging, region);
  if (judging.hasMention(region)) {
    const source = judging.text.slice(region.start, region.end);
    if (!/\s/.test(source.trim())) return { is: "gone", literal: true, cause: judging.byName(region, source) };
    judgeProse(judging, region);
  }
  return live;
};

/** True if a literal is the target's name and nothing more, so that a successor's name can take its place. */
export function isPlainName(judging: Judging, region: Region): boolean {
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
  const others = successor === undefined ? undefined : valuesWithout(judging, inner, successor);
  if (!successor) judging.pending.set(inner.id, "default names the target; name a successor");
  else if (others) judging.pending.set(inner.id, `successor unknown here; siblings are ${others.join(", ")}`);
  else {
    const words = judging.words(inner);
    const mention = words.mentions[0]!;
    const text =
      words.text.slice(words.range.start, mention.start) +
      respell(mention.text, successor, judging.world.target.successorDisplay) +
      words.text.slice(mention.end, words.range.end);
    judging.decide(inner, "replace", { ...outcome.cause!, reason: `default becomes ${successor}` }, text);
  }
  judging.outcomes[region.id] = live;
  return true;
}
