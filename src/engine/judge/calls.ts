import { has } from "../graph.js";
import type { Region } from "../region.js";
import { isConstant, type Judging, live } from "./context.js";
import { isPlainName, judgeDefault } from "./literals.js";
import { dies, goneAs, type Judge } from "./outcomes.js";
import { goneReference, isAnswered } from "./references.js";
import { isQuiet } from "./unused.js";

export const call: Judge = (judging, region) => {
  const { view } = judging;
  const callee = judging.outcome(view.one(region, "callee"));
  if (dies(callee))
    return loses(judging, region) ? judging.block(region, "still needed", callee.cause) : goneAs(callee.cause!);
  const own = goneReference(judging, region);
  if (own) return goneAs(own);
  const type = view
    .slot(region, "annotation")
    .find((one) => dies(judging.outcome(one)) && !judging.outcome(one).literal);
  if (type) return goneAs(judging.byNeed(region, "its type is gone", judging.outcome(type).cause));
  const list = view.slot(region, "argument");
  const first = list[0];
  const refusing = has(region, "guard") ? list.find((one) => dies(judging.outcome(one))) : undefined;
  if (refusing) return judging.block(region, "guards access", judging.outcome(refusing).cause);
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
  // `names.extend([])` adds nothing, `skipif(False)` skips nothing.
  for (const argument of list) {
    const given = has(argument, "vital") ? judging.outcome(contentOf(judging, argument)) : live;
    if (["empty", "true", "false"].includes(given.is))
      return goneAs(judging.byNeed(region, "all it was called with is gone", given.cause));
  }
  if (lost.length === 0) return live;
  const rest = list.filter((argument) => !lost.includes(argument) && judging.outcome(argument).is !== "removed");
  const cause = judging.outcome(lost[0]).cause!;
  if (lost.some((argument) => has(argument, "vital") && !judging.outcome(argument).literal))
    return rest.every((argument) => isQuiet(judging, argument))
      ? goneAs(judging.byNeed(region, "what it is called for is gone", cause))
      : judging.block(region, "still needed", cause);
  // What it stored cannot be read by what another maker would put there.
  if (lost.some((argument) => isEmbedding(judging, argument)))
    return judging.block(region, "stored data was made by the target; re-index", cause);
  const addresses = list.filter((argument) => has(argument, "address"));
  const ended = addresses.filter((argument) => lost.includes(argument));
  if (ended.length > 0 && ended.length === addresses.length)
    return goneAs(judging.byNeed(region, "the address that it serves is gone", cause));
  if (ended.length > 0 && ended.length === lost.length) {
    for (const argument of ended) judging.decide(argument, "remove", judging.outcome(argument).cause!);
    return live;
  }
  const keywords = lost.filter((argument) => argument.name !== undefined);
  if (has(region, "gathers") && keywords.length === 0) {
    if (!rest.some((argument) => argument.name === undefined))
      return goneAs(judging.byNeed(region, "all it was called with is gone", cause));
    for (const argument of lost) judging.decide(argument, "remove", judging.outcome(argument).cause!);
    return live;
  }
  if (has(region, "renders") && keywords.length === lost.length) {
    for (const argument of lost)
      judging.decide(argument, "remove", judging.byNeed(argument, "its value is gone", cause));
    return live;
  }
  // An option of the target's name says nothing of what else the call does.
  if (rest.length > 0 && keywords.length === lost.length && keywords.every((one) => judging.isTarget(one.name))) {
    for (const argument of lost) judging.decide(argument, "remove", judging.byName(argument));
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

/** `embedding=AcmeEmbeddings()`: what turns texts into the numbers that a store keeps. */
function isEmbedding(judging: Judging, argument: Region): boolean {
  const value = contentOf(judging, argument);
  if (judging.outcome(argument).literal) return false;
  return (
    /embedd|embed_(model|fn)/i.test(argument.name ?? "") || /Embed(ding|der)?s?(Function)?$/.test(value.name ?? "")
  );
}

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
export function hasEffect(judging: Judging, call: Region): boolean {
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

export const argument: Judge = (judging, region) => {
  const value = judging.view.one(region, "value");
  const own = judging.world.swept(judging.path, region.id) ?? goneReference(judging, region);
  if (own || (region.name !== undefined && judging.isTarget(region.name) && !isAnswered(judging, region))) {
    const cause = own ?? judging.byName(region);
    // `filter(acme_id="", owner=owner).delete()` without its first condition deletes everything of the owner.
    if (has(judging.view.parent(region) ?? region, "selects"))
      return judging.block(region, "database column; needs a migration", cause);
    if (value && !isQuiet(judging, value) && !dies(judging.outcome(value)))
      return judging.block(region, "result no longer used", cause);
    judging.decide(region, "remove", cause);
    return { is: "removed", cause };
  }
  const outcome = judging.outcome(value);
  const isOption = region.name !== undefined && judging.view.parent(region)?.kind !== "include";
  if (dies(outcome) && outcome.literal && isOption && value && isPlainName(judging, value)) {
    // A keyword says what the value is for: an option whose value was the target.
    judgeDefault(judging, value);
    return live;
  }
  return dies(outcome) ? outcome : live;
};
