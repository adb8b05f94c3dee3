import { has } from "../graph.js";
import type { Cause } from "../model.js";
import { isOnlyAbout } from "../phrase.js";
import type { Region } from "../region.js";
import { type Judging, live } from "./context.js";
import { judgeDefault, judgeProse } from "./literals.js";
import { dies, type Judge } from "./outcomes.js";
import { isAnswer } from "./references.js";
import { remove } from "./remove.js";

/** Symbols that the repository defines and a region refers to; a document never keeps one alive, so weak ones count. */
function answered(judging: Judging, region: Region): string[] {
  return judging.view
    .occurrences(region)
    .filter((one) => !one.defines && isAnswer(judging, one.symbol))
    .map((one) => one.symbol);
}

/** Why what a passage is about is gone, or is the target and nothing else. */
function subjectCause(judging: Judging, subject: Region): Cause | undefined {
  const symbols = answered(judging, subject);
  if (symbols.length > 0) {
    const causes = symbols.map((symbol) => judging.world.gone(symbol));
    if (causes.some((cause) => cause === undefined)) return undefined;
    return { ...causes[0]!, by: "need", reason: `what it is about is gone`, symbol: symbols[0]! };
  }
  if (subject.kind === "name") return judging.isTarget(subject.name) ? judging.byName(subject) : undefined;
  const { text, range, mentions } = judging.words(subject);
  const words = text.slice(range.start, range.end);
  if (judging.namesSibling(words) || !isOnlyAbout(text, range, mentions)) return undefined;
  return judging.byName(subject, words.length > 40 ? undefined : words);
}

/** Folders of what was once written down: it stays true when the target goes. */
const records =
  /(?:^|\/)(?:adrs?|blog|decisions?|meetings?|minutes|news|posts?|proposals?|rfcs?|releases?)(?:[/_-]|$)/i;

/** Titles that speak of more than the target, or lead away from it. */
const comparing =
  /[,&/]|\b(?:and|besides?|between|from|instead|migrat\w*|mov(?:e|ing)|or|replac\w*|switch\w*|than|upgrad\w*|versus|vs|without)\b/i;

/**
 * Why a page of documents is about the target: it is named after it, and its title, under which all of the page stands,
 * names it and no other.
 */
export function pageCause(judging: Judging): Cause | undefined {
  const { view, path } = judging;
  const name = /[^/]*$/.exec(path)![0].replace(/\.\w+$/, "");
  if (!judging.isTarget(name) || records.test(path) || comparing.test(name.replace(/[_-]/g, " "))) return undefined;
  const body = view.children[0]?.[0];
  const page = body && view.children[body.id]!.find((part) => part.kind === "passage");
  const title = page && view.one(page, "subject");
  if (title?.kind !== "text" || !view.one(page!, "body")) return undefined;
  if (judging.text.slice(page!.end).trim() !== "") return undefined;
  const words = judging.text.slice(title.start, title.end);
  if (!judging.hasMention(title) || comparing.test(words)) return undefined;
  return judging.byName(page!, path);
}

/** True if a part below a passage has a subject of its own that names an alternative to the target. */
function holdsSibling(judging: Judging, region: Region): boolean {
  const body = judging.view.one(region, "body");
  if (!body) return false;
  for (const part of judging.view.subtree(body))
    if (part.slot === "subject" && judging.namesSibling(judging.text.slice(part.start, part.end))) return true;
  return false;
}

/** A part of a document goes when what it is about goes, or all that it held. */
const passage: Judge = (judging, region) => {
  const { view, world } = judging;
  const swept = world.swept(judging.path, region.id);
  if (swept) return remove(judging, region, swept);
  if (!has(region, "abstract")) {
    for (const subject of view.slot(region, "subject")) {
      const cause = subjectCause(judging, subject);
      if (cause && (cause.by === "need" || !holdsSibling(judging, region))) return remove(judging, region, cause);
    }
    const emptied = judging.outcome(view.one(region, "body"));
    if (emptied.is === "removed")
      return remove(judging, region, judging.byNeed(region, "nothing is left in it", emptied.cause));
  }
  for (const value of view.slot(region, "default")) if (dies(judging.outcome(value))) judgeDefault(judging, value);
  for (const subject of view.slot(region, "subject")) keepHeading(judging, region, subject);
  return live;
};

/** A heading that links lead to keeps its words: with them its address would change. */
function keepHeading(judging: Judging, region: Region, subject: Region): void {
  if (!judging.verdicts.has(subject.id)) return;
  const linked = judging.view
    .occurrences(region)
    .some((one) => one.defines && judging.world.references(one.symbol).length > 0);
  if (!linked) return;
  judging.verdicts.delete(subject.id);
  judging.pending.set(subject.id, "prose");
}

/** Words that name the target wait for a person, unless a list of names reads right without it; so do those that lead to what is gone. */
const text: Judge = (judging, region) => {
  if (judging.hasMention(region)) judgeProse(judging, region);
  else {
    const cause = answered(judging, region)
      .map((symbol) => judging.world.gone(symbol))
      .find((found) => found !== undefined);
    if (cause) return judging.block(region, "prose", cause);
  }
  return live;
};

/** How parts of documents are judged. */
export const documentJudges: Partial<Record<Region["kind"], Judge>> = { passage, text };
