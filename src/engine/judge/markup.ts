import { has } from "../graph.js";
import type { Region } from "../region.js";
import { isButtonOf } from "./cards.js";
import { type Judging, live, type Outcome } from "./context.js";
import { groupWithoutControl, keepLabels, labelsOfLost, rowWithoutSubject } from "./groups.js";
import { judgeProse } from "./literals.js";
import { dies, type Judge } from "./outcomes.js";
import { goneReference } from "./references.js";
import { remove } from "./remove.js";
import { dropSeparators, fillsSentence, itemWithoutSubject, keepSentences } from "./sentences.js";
import { settleCells } from "./tables.js";
import { isTitle, keepTitles, keepWhole } from "./titles.js";

const isLost = (outcome: Outcome) => outcome.is === "gone" || outcome.is === "removed";

/** Elements that are one item of a row or list: they go when the target is all they are about. */
const items = new Set([
  "li",
  "tr",
  "option",
  "button",
  "a",
  "label",
  "dt",
  "dd",
  "th",
  "td",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "legend",
  "summary",
  "span",
  "strong",
  "b",
  "em",
  "badge",
  "small",
]);

/** The successor's option is chosen where the target's was. */
function moveSelection(judging: Judging, option: Region): Outcome | undefined {
  const { view, world } = judging;
  const parent = view.parent(option);
  const successor = world.target.successor?.toLowerCase();
  if (!parent) return undefined;
  if (!successor) return judging.block(option, "default names the target; name a successor");
  for (const other of view.children[parent.id]!) {
    if (other.kind !== "element" || other === option) continue;
    const value = view.slot(other, "attribute").find((one) => one.name === "value");
    const literal = value && view.children[value.id]![0];
    if (!value || typeof literal?.value !== "string" || literal.value.toLowerCase() !== successor) continue;
    judging.decide(
      value,
      "replace",
      judging.byNeed(option, "the option that was selected is gone"),
      `${judging.text.slice(value.start, value.end)} selected`,
    );
    return undefined;
  }
  return judging.block(option, "default names the target; name a successor");
}

/** Kinds whose children are content; elsewhere an element is a value. */
const holders: ReadonlySet<Region["kind"]> = new Set(["suite", "element", "file"]);

const element: Judge = (judging, region) => {
  const outcome = elementOutcome(judging, region);
  const parent = judging.view.parent(region);
  if (outcome.is !== "removed" || !parent || holders.has(parent.kind)) return outcome;
  judging.verdicts.delete(region.id);
  return { is: "gone", cause: outcome.cause };
};

const elementOutcome: Judge = (judging, region) => {
  const { view } = judging;
  const swept = judging.world.swept(judging.path, region.id);
  if (swept) return remove(judging, region, swept);
  // A component is what its tag refers to.
  const component = goneReference(judging, region);
  if (component && !judging.keepers.has(region.id)) return remove(judging, region, component);
  if (judging.keepers.has(region.id)) return shrinkElement(judging, region);
  if (isOwnElement(judging, region)) return remove(judging, region, judging.byName(region));
  if (region.name?.toLowerCase() === "table") settleCells(judging, region);
  const attributes = view.slot(region, "attribute");
  for (const attribute of attributes) {
    const outcome = judging.outcome(attribute);
    if (!isLost(outcome) || !has(attribute, "identity")) continue;
    if (has(region, "selected")) {
      const stays = moveSelection(judging, region);
      if (stays) return stays;
    }
    return remove(
      judging,
      region,
      judging.byNeed(region, `its ${attribute.name ?? "attribute"} leads to what is gone`, outcome.cause),
    );
  }
  const actsStill =
    has(region, "submit") || attributes.some((one) => has(one, "handler") && !isLost(judging.outcome(one)));
  for (const attribute of attributes) {
    const outcome = judging.outcome(attribute);
    if (!isLost(outcome)) continue;
    if (has(attribute, "handler") && !actsStill)
      return remove(judging, region, judging.byNeed(region, "all it did is gone", outcome.cause));
    judging.decide(attribute, "remove", outcome.cause!);
  }
  const inside = view.children[region.id]!.filter((child) => child.slot !== "attribute" && child.kind !== "comment");
  const content = inside.flatMap((child) =>
    child.kind === "suite" ? view.children[child.id]!.filter((one) => one.kind !== "comment") : [child],
  );
  const words = content.filter((child) => !isBlank(judging, child));
  const lost = words.filter((child) => isLost(judging.outcome(child)));
  if (words.length > 0 && lost.length === words.length && !has(region, "empty"))
    return remove(judging, region, judging.byNeed(region, "all its content is gone", judging.outcome(lost[0]).cause));
  const title = lost.find(isTitle);
  const isOfTitle = (word: Region) =>
    lost.includes(word) || isPlain(judging, word) || isButtonOf(judging, region, word);
  if (title && hasNeighbours(judging, region) && words.every(isOfTitle))
    return remove(judging, region, judging.byNeed(region, "what it is about is gone", judging.outcome(title).cause));
  const group = groupWithoutControl(judging, region, words) ?? rowWithoutSubject(judging, region, words);
  if (group) return remove(judging, region, group);
  const item = itemWithoutSubject(judging, region, words);
  if (item) return remove(judging, region, item);
  keepLabels(judging, words);
  labelsOfLost(judging, content);
  if (losesLabel(judging, region, words)) {
    // Without its first cell the others would stand under the wrong headings.
    keepWhole(judging, words[0]!);
  }
  keepTitles(judging, content);
  if (words.length > 0 && isOnlyAbout(judging, words, items.has(region.name?.toLowerCase() ?? "") ? 2 : 0))
    return remove(judging, region, judging.byName(region, region.name ?? "element"));
  keepSentences(judging, content);
  dropSeparators(judging, content);
  return live;
};

/** `<acme-badge></acme-badge>`: an element that the target brings. What it is put around may be anybody's. */
function isOwnElement(judging: Judging, region: Region): boolean {
  const isCustom = /[a-z\d]-|^[A-Z]/.test(region.name ?? "");
  if (!isCustom || !judging.isTarget(region.name)) return false;
  return judging.view.children[region.id]!.every((child) => child.kind !== "element" && child.kind !== "branch");
}

/** One card, item or section among others: what stands alone is the page. */
function hasNeighbours({ view }: Judging, region: Region): boolean {
  const parent = view.parent(region);
  return view.children[parent?.id ?? 0]!.filter((child) => child.kind === "element").length > 1;
}

/** Elements in which a short label says more below or beside its name. */
const inline = /^(br|small|span|em|i|b|strong)$/i;
const wording = /^(p|span|small|em|strong|b|i|br|hr|blockquote)$/i;

/** Words that nothing acts on or looks up: they say more of what the title named. What goes anyway does not count. */
function isPlain(judging: Judging, region: Region): boolean {
  const { view } = judging;
  if (isLost(judging.outcome(region))) return true;
  if (region.kind === "element" ? !wording.test(region.name ?? "") : !plainKinds.has(region.kind)) return false;
  if (view.occurrences(region).some((occurrence) => occurrence.defines || !occurrence.weak)) return false;
  return view.children[region.id]!.every((child) => isPlain(judging, child));
}

/** A row whose first cell named the target; a row of headings only has columns, which are about something each. */
function losesLabel(judging: Judging, region: Region, words: readonly Region[]): boolean {
  if (region.name?.toLowerCase() !== "tr" || words.length < 2) return false;
  const { is, cause } = judging.outcome(words[0]!);
  return is === "removed" && cause?.by === "name" && words.some((word) => word.name?.toLowerCase() === "td");
}

const plainKinds: ReadonlySet<Region["kind"]> = new Set(["text", "suite", "attribute", "literal", "comment"]);

/** An element that must stay for something inside loses the rest of its content only where that is judged so itself. */
const shrinkElement: Judge = (judging, region) => {
  for (const attribute of judging.view.slot(region, "attribute")) {
    const outcome = judging.outcome(attribute);
    if (isLost(outcome) && !has(attribute, "identity")) judging.decide(attribute, "remove", outcome.cause!);
  }
  return live;
};

const isBlank = (judging: Judging, region: Region) =>
  region.kind === "text" && judging.text.slice(region.start, region.end).trim() === "";

/** True if a short label names the target and nothing else: `Ollama`, `Ollama (Local)`. */
function isOnlyAbout(judging: Judging, words: Region[], further: number): boolean {
  let text = "";
  for (const word of words) {
    const isLabel = word.kind === "text" || isLost(judging.outcome(word));
    if (!isLabel && !(further > 0 && inline.test(word.name ?? "") && isPlain(judging, word))) return false;
    text += ` ${judging.text.slice(word.start, word.end)}`;
  }
  const range = { start: words[0]!.start, end: words.at(-1)!.end };
  const mentions = judging.mentionsIn(range);
  if (mentions.length === 0 || judging.namesSibling(text)) return false;
  let rest = judging.text.slice(range.start, range.end);
  for (const mention of mentions) rest = rest.replace(mention.text, " ");
  const left =
    rest
      .replace(/<[^>]*>/g, " ")
      .replace(/\([^)]*\)/g, " ")
      .match(/\p{L}{2,}/gu) ?? [];
  return left.length <= further && !/[.!?]\s*$/.test(text.trim());
}

const attribute: Judge = (judging, region) => {
  const { view } = judging;
  const own = goneReference(judging, region);
  if (own) return { is: "gone", cause: own };
  if (judging.isTarget(region.name)) return { is: "gone", cause: judging.byName(region) };
  const parts = view.children[region.id]!.filter((child) => child.kind !== "comment");
  if (region.name === "class") {
    const list = withoutTokens(judging, region);
    if (list !== undefined) {
      judging.decide(region, "replace", judging.byName(region, "a class"), list);
      return live;
    }
  }
  const outcomes = parts.map((part) => judging.outcome(part));
  if (has(region, "handler")) {
    const lost = outcomes.findIndex(isLost);
    return parts.length > 0 && outcomes.every(isLost) ? { is: "gone", cause: outcomes[lost]!.cause } : live;
  }
  const computed = computedValue(judging, region, parts, outcomes);
  if (computed) return computed;
  const index = outcomes.findIndex((outcome) => dies(outcome));
  if (index < 0) {
    const emptied = outcomes.findIndex((outcome) => outcome.is === "removed");
    return emptied >= 0 && outcomes.every((outcome) => outcome.is === "removed")
      ? { is: "gone", cause: outcomes[emptied]!.cause }
      : live;
  }
  if (!has(region, "identity") && outcomes[index]!.literal) {
    judging.pending.set(parts[index]!.id, "name only");
    return live;
  }
  if (parts.length > 1 && !outcomes.every(isLost) && !has(region, "identity"))
    return judging.block(region, "still needed", outcomes[index]!.cause);
  return { is: "gone", cause: outcomes[index]!.cause };
};

/**
 * An attribute whose value is an expression: one that can only be false sets nothing, one that is always true says so.
 * The names that an element gives to its content (`abstract`) may be none.
 */
function computedValue(
  judging: Judging,
  region: Region,
  parts: readonly Region[],
  outcomes: readonly Outcome[],
): Outcome | undefined {
  const [part, ...more] = parts;
  const outcome = outcomes[0];
  if (!part || !outcome || more.length > 0) return undefined;
  if (has(region, "abstract") && part.kind === "mapping") return live;
  if (outcome.is === "false" || outcome.is === "empty") return { is: "gone", cause: outcome.cause };
  if (outcome.is === "true") judging.decide(part, "replace", outcome.cause!, "true");
  return undefined;
}

/** A class list without the target's classes, or undefined if none of another remains or none is named. */
function withoutTokens(judging: Judging, region: Region): string | undefined {
  const source = judging.text.slice(region.start, region.end);
  const match = /^([^=]*=\s*["'])([^"'{}]*)(["'])$/.exec(source);
  if (!match) return undefined;
  const tokens = match[2]!.split(/\s+/).filter((token) => token !== "");
  const rest = tokens.filter((token) => !judging.isTarget(token));
  return rest.length === 0 || rest.length === tokens.length ? undefined : `${match[1]}${rest.join(" ")}${match[3]}`;
}

/** A comment stays with what it speaks of; a list of names in it loses the target. */
const comment: Judge = (judging, region) => {
  if (judging.hasMention(region)) judgeProse(judging, region);
  return live;
};

const output: Judge = (judging, region) => {
  const value = judging.outcome(judging.view.one(region, "value") ?? judging.view.children[region.id]![0]);
  if (value.is === "gone" && fillsSentence(judging, region)) return judging.block(region, "prose", value.cause);
  if (value.is === "gone" || value.is === "empty" || value.is === "false") return remove(judging, region, value.cause!);
  return live;
};

const include: Judge = (judging, region) => {
  const own = goneReference(judging, region);
  if (own) return remove(judging, region, own);
  const { view } = judging;
  const given = view.slot(region, "argument");
  const page = view.children[region.id]!.find((child) => !given.includes(child) && dies(judging.outcome(child)));
  if (page) return remove(judging, region, judging.outcome(page).cause!);
  const lost = given.filter((one) => isLost(judging.outcome(one)));
  const named = lost.find((one) => judging.outcome(one).literal);
  if (named) return remove(judging, region, judging.byName(named, judging.text.slice(named.start, named.end)));
  if (lost.length > 0 && lost.length === given.length) return remove(judging, region, judging.outcome(lost[0]).cause!);
  for (const one of lost) judging.decide(one, "remove", judging.outcome(one).cause!);
  return live;
};

const block: Judge = (judging, region) => {
  const own = goneReference(judging, region);
  if (own) return remove(judging, region, own);
  const body = judging.view.one(region, "body");
  const emptied = judging.outcome(body);
  if (body && emptied.is === "removed" && !has(region, "once"))
    return remove(judging, region, judging.byNeed(region, "nothing is left in it", emptied.cause));
  return live;
};

/** How each kind of markup is judged. */
export const markupJudges: Partial<Record<Region["kind"], Judge>> = {
  element,
  attribute,
  output,
  include,
  block,
  comment,
  docstring: comment,
};
