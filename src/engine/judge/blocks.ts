import { has } from "../graph.js";
import type { Region } from "../region.js";
import { isPure, type Judging, live } from "./context.js";
import { dies, isFalse, type Judge } from "./outcomes.js";
import { content, isInert, losesBinding, remains, remove } from "./remove.js";
import { dropUnusedName } from "./unused.js";

export const loop: Judge = (judging, region) => {
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

export const withItem: Judge = (judging, region) => {
  const value = judging.outcome(judging.view.one(region, "value"));
  if (dies(value) && !value.literal) return { is: "removed", cause: value.cause };
  dropUnusedName(judging, region);
  return live;
};

export const withStatement: Judge = (judging, region) => {
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

export const tryStatement: Judge = (judging, region) => {
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

export const handler: Judge = (judging, region) => {
  const { view } = judging;
  const types = view.slot(region, "type");
  const gone = types.filter((type) => dies(judging.outcome(type)) && !judging.outcome(type).literal);
  if (types.length > 0 && gone.length === types.length) return { is: "removed", cause: judging.outcome(gone[0]).cause };
  for (const type of gone) judging.decide(type, "remove", judging.outcome(type).cause!);
  dropUnusedName(judging, region);
  const body = view.one(region, "body");
  const emptied = judging.outcome(body);
  // A handler that has nothing left to do still catches.
  if (body && emptied.is === "removed") judging.decide(body, "remove", emptied.cause!);
  return live;
};

export const switchStatement: Judge = (judging, region) => {
  const { view } = judging;
  const subject = judging.outcome(view.one(region, "subject"));
  if (dies(subject) && !subject.literal)
    return remove(judging, region, judging.byNeed(region, "what it chose by is gone", subject.cause));
  const cases = view.slot(region, "case");
  cases.forEach((one, at) => {
    keepEntered(judging, one, cases[at - 1]);
  });
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

/**
 * A case that the one above it runs into loses its labels only: what it does is done for that one too. If that has to do
 * with the target, the case is left for its check to hold.
 */
function keepEntered(judging: Judging, region: Region, above: Region | undefined): void {
  const { view } = judging;
  if (!has(region, "entered") || !above || judging.outcome(above).is === "removed") return;
  const body = view.one(region, "body");
  if (judging.outcome(region).is !== "removed" || !body || judging.hasMention(body)) return;
  if (judging.outcome(body).is === "removed") return;
  for (const pattern of view.slot(region, "pattern"))
    judging.decide(pattern, "remove", judging.outcome(pattern).cause ?? judging.outcome(region).cause!);
  judging.outcomes[region.id] = live;
}

export const switchCase: Judge = (judging, region) => {
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
