import { has } from "../graph.js";
import type { Cause } from "../model.js";
import type { Region } from "../region.js";
import { type Judging, live } from "./context.js";

/** Elements that are words of the sentence around them. */
const WORDS = /^(a|strong|em|b|code|q|cite|abbr)$/i;

const isLost = (judging: Judging, region: Region | undefined) => {
  const { is } = judging.outcome(region);
  return is === "gone" || is === "removed";
};

const wordsOf = (judging: Judging, region: Region | undefined) =>
  region === undefined
    ? ""
    : judging.text
        .slice(region.start, region.end)
        .replace(/<[^>]*>/g, " ")
        .replace(/&[#\w]+;/g, " · ");

const isWord = (judging: Judging, region: Region | undefined) =>
  region?.kind === "element" && WORDS.test(region.name ?? "") && /\p{L}/u.test(wordsOf(judging, region));

/**
 * Why an item of a list goes: it begins with what is gone, and the sentence that goes on is about it, as in
 * `<li><a href="https://acme.example">Acme</a> counts visits.</li>`.
 */
export function itemWithoutSubject(judging: Judging, item: Region, words: readonly Region[]): Cause | undefined {
  if (!/^li$/i.test(item.name ?? "")) return undefined;
  const [subject, ...others] = words;
  if (others.length === 0 || !isLost(judging, subject) || !isWord(judging, subject)) return undefined;
  if (!others.every((one) => one.kind === "text")) return undefined;
  const rest = others.map((one) => wordsOf(judging, one)).join(" ");
  // A list of names goes on with the next one.
  if (/^\s*(?:,|\/|&|and\b|or\b|und\b|oder\b|et\b|ou\b)/i.test(rest) || judging.namesSibling(rest)) return undefined;
  return judging.byNeed(item, "what it is about is gone", judging.outcome(subject).cause);
}

/**
 * A word of a sentence stays with it: without it the sentence would not read, and how it reads then is for a person.
 * A link that would lead nowhere gives way to its words.
 * @param content what stands side by side in one element, blank text and all
 */
export function keepSentences(judging: Judging, content: readonly Region[]): void {
  for (const [index, word] of content.entries()) {
    if (!isLost(judging, word) || !isWord(judging, word)) continue;
    const beside = [content[index - 1], content[index + 1]];
    if (!beside.some((one) => one?.kind === "text" && /\p{L}{2,}/u.test(wordsOf(judging, one)))) continue;
    const { cause } = judging.outcome(word);
    const dangles = judging.view
      .slot(word, "attribute")
      .filter((one) => has(one, "identity") && isLost(judging, one))
      .some((one) => !judging.view.children[one.id]!.every((value) => judging.outcome(value).literal));
    for (const part of judging.view.subtree(word)) {
      judging.verdicts.delete(part.id);
      judging.pending.set(part.id, "prose");
    }
    judging.outcomes[word.id] = live;
    if (dangles) judging.decide(word, "unwrap", cause!);
  }
}

/** Words that a sentence has beside its links; fewer only introduce the link: `Manage your <a …>devices</a>`. */
const SENTENCE = 4;

/**
 * True if an output shows a sentence of its own into which what is gone is merely filled, such as the address of
 * `_('Read <a href="%(url)s">the log</a> before you send the next order.', url=url_for('gone'))`.
 */
export function fillsSentence(judging: Judging, output: Region): boolean {
  const { view } = judging;
  for (const call of view.subtree(output)) {
    if (call.kind !== "call") continue;
    const [first, ...given] = view.slot(call, "argument");
    const sentence = first && view.one(first, "value");
    if (sentence?.kind !== "literal" || typeof sentence.value !== "string" || judging.hasMention(sentence)) continue;
    if (!given.some((one) => one.name !== undefined && isLost(judging, one))) continue;
    const beside = sentence.value.replace(/<a\b.*?<\/a>|<[^>]*>|%\(\w+\)\w|\{\w*\}/gs, " ");
    if ((beside.match(/\p{L}[\p{L}'’-]+/gu) ?? []).length >= SENTENCE) return true;
  }
  return false;
}

const SEPARATOR = /^\s*(?:[|/,;·•–—-]\s*)+$/;

/** What separates an element of a row from the next goes with the element: `Home | Visits` becomes `Home`. */
export function dropSeparators(judging: Judging, content: readonly Region[]): void {
  if (!content.some((one) => isLost(judging, one))) return;
  const shown = content.filter((one) => one.kind !== "text" || wordsOf(judging, one).trim() !== "");
  const isSeparator = (one: Region | undefined) => one?.kind === "text" && SEPARATOR.test(wordsOf(judging, one));
  for (const [index, element] of shown.entries()) {
    if (element.kind !== "element" || !isLost(judging, element)) continue;
    const found = [shown[index - 1], shown[index + 1]].find((one) => isSeparator(one) && !isLost(judging, one));
    if (!found) continue;
    const cause = judging.byNeed(found, "what it separates is gone", judging.outcome(element).cause);
    judging.decide(found, "remove", cause);
    judging.outcomes[found.id] = { is: "removed", cause };
  }
}
