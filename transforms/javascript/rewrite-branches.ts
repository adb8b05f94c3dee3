import type { Region } from "../../src/engine/region.js";
import { attachedComments, removeComments } from "./comments.js";
import { negated } from "./negate.js";
import { promote } from "./promote.js";
import type { RegionView } from "./region-view.js";
import { dropStatement, emptySuite } from "./rewrite-statements.js";

/** Renders an if chain some of whose arms go, always run, or lost their body. */
export function rewriteBranch(view: RegionView, branch: Region): void {
  const arms = view.slot(branch, "arm");
  const body = (arm: Region) => view.one(arm, "body");
  const staying: Region[] = [];
  for (const arm of arms) {
    if (view.isGone(arm)) continue;
    staying.push(arm);
    if (view.action(arm) === "true") break;
  }
  const [first] = staying;
  if (!first) {
    dropStatement(view, branch);
    return;
  }
  const isOpen = (arm: Region) => view.action(arm) === "true" || !view.one(arm, "test");
  if (isOpen(first)) {
    const suite = body(first);
    if (suite) promote(view, branch, suite);
    return;
  }
  if (first !== arms[0]) {
    // The next arm's `if` takes the place of the first one's; a comment right above it stays above it.
    const before = arms[arms.indexOf(first) - 1]!;
    const above = view
      .children(branch)
      .find(
        (child) =>
          child.kind === "comment" && child.start >= before.end && child.end <= first.start && view.isAlone(child),
      );
    view.delete(branch.start, above?.start ?? first.start);
    view.delete(first.start, view.find("if", first.start + "else".length));
  }
  const start = arms.indexOf(first);
  const last = staying.at(-1)!;
  for (let index = start + 1; index < arms.length; index++) {
    const arm = arms[index]!;
    if (!staying.includes(arm)) view.delete(arms[index - 1]!.end, arm.end);
  }
  const test = view.one(last, "test");
  const always = body(last);
  if (last !== first && test && always && view.action(last) === "true")
    view.delete(last.start + "else".length, always.start - spaceBefore(view, always));
  emptied(view, arms, staying);
  if (last !== arms.at(-1)) keepElseApart(view, branch);
}

function spaceBefore(view: RegionView, suite: Region): number {
  return /\s/.test(view.text[suite.start - 1] ?? "") ? 1 : 0;
}

/** Arms whose body was emptied stay in form; the only tested one with an `else` is turned round instead. */
function emptied(view: RegionView, arms: readonly Region[], staying: readonly Region[]): void {
  const [first, second] = staying;
  for (const arm of staying) {
    const suite = view.one(arm, "body");
    if (!suite || !view.isGone(suite)) continue;
    const test = view.one(arm, "test");
    const other = second && view.one(second, "body");
    const isPair =
      arm === first && arms.length === staying.length && staying.length === 2 && second && !view.one(second, "test");
    if (isPair && test && other && !view.isGone(other)) {
      view.edits.push(...negated(view, test));
      view.delete(suite.start, other.start);
    } else emptySuite(view, suite);
  }
}

/** An `if` without braces that lost its `else` must not take the `else` of the `if` around it. */
function keepElseApart(view: RegionView, branch: Region): void {
  const suite = view.parent(branch);
  const owner = suite && view.parent(suite);
  if (!suite || owner?.kind !== "arm" || view.hasBraces(suite)) return;
  const chain = view.parent(owner);
  if (!chain || view.slot(chain, "arm").at(-1) === owner) return;
  view.insert(branch.start, "{ ");
  view.insert(branch.end, " }");
}

/** Renders `try`: taken away from around its body, or without its handler or `finally`. */
export function rewriteTry(view: RegionView, region: Region): void {
  const body = view.one(region, "body");
  const handler = view.one(region, "handler");
  const last = view.one(region, "finally");
  if (view.action(region) === "unwrap") {
    const kept = body && !view.isGone(body) ? body : last;
    if (kept) promote(view, region, kept);
    return;
  }
  if (handler && view.isGone(handler)) {
    if (last && body && !view.isGone(last)) view.delete(body.end, handler.end);
    else if (body) promote(view, region, body);
  } else if (last && view.isGone(last)) {
    if (handler) view.delete(handler.end, last.end);
    else if (body) promote(view, region, body);
  }
  if (body && view.isGone(body)) emptySuite(view, body);
}

/** Takes cases out of a `switch`. */
export function rewriteSwitch(view: RegionView, region: Region): void {
  const cases = view.slot(region, "case");
  const gone = (one: Region) => view.isGone(one);
  const attached = attachedComments(view, region, cases, gone);
  for (const one of cases) {
    if (!gone(one)) continue;
    removeComments(view, attached.above.get(one.id) ?? []);
    dropStatement(view, { start: one.start, end: attached.behind.get(one.id)?.end ?? one.end });
  }
}

/** Takes labels out of a group of cases: `case "a": case "b": …`. */
export function rewriteCase(view: RegionView, region: Region): void {
  const patterns = view.slot(region, "pattern");
  if (patterns.length > 0 && patterns.every((pattern) => view.isGone(pattern))) {
    withoutLabels(view, region, patterns.at(-1)!);
    return;
  }
  patterns.forEach((pattern, index) => {
    if (!view.isGone(pattern)) return;
    const start = view.text.lastIndexOf("case", pattern.start);
    const colon = view.find(":", pattern.end, region.end);
    if (start < region.start || colon < 0) return;
    const next = patterns[index + 1];
    const range = { start, end: colon + 1 };
    if (view.isAlone(range)) dropStatement(view, range);
    else if (next)
      view.delete(
        start,
        view.text.startsWith("default", next.start) ? next.start : view.text.lastIndexOf("case", next.start),
      );
    else {
      let from = start;
      while (from > region.start && /[ \t]/.test(view.text[from - 1]!)) from--;
      view.delete(from, colon + 1);
    }
  });
}

/** What a case does stays behind the case above it, at its place. */
function withoutLabels(view: RegionView, region: Region, last: Region): void {
  const colon = view.find(":", last.end, region.end);
  const labels = { start: region.start, end: colon + 1 };
  if (colon < 0) return;
  if (view.isAlone(labels)) dropStatement(view, labels);
  else view.delete(labels.start, labels.end + /^[ \t]*/.exec(view.text.slice(labels.end))![0].length);
}
