import type { Edit, Range } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { keepInner, removeAttribute, removeContent } from "./rewrite-content.js";
import type { View } from "./view.js";

/** True for a branch whose arms are elements. */
export function isChain(view: View, branch: Region | undefined): boolean {
  const arm = branch?.kind === "branch" ? view.one(branch, "arm") : undefined;
  return arm !== undefined && view.shape(arm)?.asks === true;
}

/**
 * How the verdicts on elements that ask look in text. The first one that stays asks with `v-if`, or not at all if it
 * was the `v-else`. Where an element went but what it asked still counts, those behind it ask for the opposite.
 *
 * Before: `<p v-if="kind === 'acme'"></p><p v-else-if="kind === 'north'"></p><p v-else></p>`
 * After: `<p v-if="kind === 'north'"></p><p v-else></p>`
 */
export function rewriteChain(view: View, branch: Region): Edit[] {
  const edits: Edit[] = [];
  const arms = view.children(branch).filter((one) => one.kind === "arm");
  const opening = arms[0] && nameOf(view, arms[0]);
  const emptied: Region[] = [];
  let isFirst = true;
  let isClosed = false;
  for (const arm of arms) {
    const test = view.one(arm, "test");
    const body = view.one(arm, "body")!;
    if (isClosed || view.isRemoved(arm)) edits.push(...removeContent(view, arm));
    else if (view.isRemoved(body)) {
      edits.push(...removeContent(view, arm));
      if (test) emptied.push(test);
    } else {
      const always = view.verdicts.get(arm.id)?.action === "true";
      const asks = always ? undefined : test;
      const name = isFirst ? opening! : asks || emptied.length > 0 ? "v-else-if" : "v-else";
      if (isFirst && !asks && emptied.length === 0) edits.push(...unasked(view, arm));
      else edits.push(...asking(view, arm, name, asks, emptied));
      isFirst = false;
      isClosed = always;
    }
  }
  return edits;
}

function nameOf(view: View, arm: Region): string {
  return view.slice(view.shape(arm)!.keyword!);
}

/** The attribute that asks, under another name and for the opposite of what others asked before it. */
function asking(view: View, arm: Region, name: string, test: Region | undefined, emptied: readonly Region[]): Edit[] {
  const { open, keyword } = view.shape(arm)!;
  const before = emptied.map((one) => `!(${view.slice(one)})`).join(" && ");
  if (!test) return [{ ...open, text: before === "" ? name : `${name}=${quoted(before)}` }];
  const edits: Edit[] = nameOf(view, arm) === name ? [] : [{ ...keyword!, text: name }];
  if (before === "") return edits;
  const quote = view.text[open.end - 1]!;
  return [
    ...edits,
    { start: test.start, end: test.start, text: `${escaped(before, quote)} && (` },
    { start: test.end, end: test.end, text: ")" },
  ];
}

function quoted(source: string): string {
  const quote = source.includes('"') ? "'" : '"';
  return quote + escaped(source, quote) + quote;
}

function escaped(source: string, quote: string): string {
  if (quote !== '"' && quote !== "'") return source;
  return source.replaceAll(quote, quote === '"' ? "&quot;" : "&#39;");
}

/** Directives for which a `template` still means something without its test. */
const DIRECTIVES = /\s(?:v-for|v-slot\b[^=\s]*|#[\w-]+|x-for|x-teleport|slot)\b/;

function isKeyed(view: View, element: Region): boolean {
  return view.children(element).some((one) => one.kind === "attribute" && /^(?::|v-bind:)key$/.test(one.name ?? ""));
}

function isRepeated(view: View, arm: Region): boolean {
  const around = view.parent(view.parent(arm)!);
  return (
    around?.kind === "element" &&
    around.name === "template" &&
    view.children(around).some((one) => one.kind === "attribute" && one.name === "v-for")
  );
}

/** An element that is always there: without the attribute, a `template` without its tags. */
function unasked(view: View, arm: Region): Edit[] {
  const { open } = view.shape(arm)!;
  const element = view.children(view.one(arm, "body")!)[0]!;
  const test = view.one(arm, "test");
  // Elements that a `template` repeats may have keys of their own only while they ask.
  if (test && isKeyed(view, element) && isRepeated(view, arm))
    return [{ start: test.start, end: test.end, text: "true" }];
  const tags = view.shape(element);
  const rest = tags && view.slice(tags.open).replace(view.slice(open), "");
  if (element.name !== "template" || !tags?.close || DIRECTIVES.test(rest!))
    return [removeAttribute(view, open as Range)];
  return keepInner(view, tags.open, tags.close);
}
