import type { Edit, Facts, SourceFile, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { keepOnly } from "../../src/syntax/edits.js";
import { removeComment } from "./comments.js";
import { RegionView } from "./region-view.js";
import { rewriteBranch, rewriteCase, rewriteSwitch, rewriteTry } from "./rewrite-branches.js";
import {
  rewriteArguments,
  rewriteDeclaration,
  rewriteElement,
  rewriteImport,
  rewriteMapping,
  rewriteParameters,
  rewriteSequence,
} from "./rewrite-lists.js";
import { rewriteOperands } from "./rewrite-operands.js";
import { showElement } from "./rewrite-output.js";
import { emptySuite, removeStatements, takesNothing } from "./rewrite-statements.js";
import { rewriteUnion } from "./rewrite-union.js";

/** Edits of a script file. */
export function rewriteFile(file: SourceFile, facts: Facts, verdicts: Verdict[]): Edit[] {
  return rewriteScript(file.text, facts.regions, verdicts);
}

/**
 * Renders the verdicts on regions of scripts.
 * @param text of the host file
 * @param regions of the host file, each at the index of its id
 * @param verdicts on regions that `analyzeScript` or `analyzeFile` made; others are the host's
 */
export function rewriteScript(text: string, regions: readonly Region[], verdicts: readonly Verdict[]): Edit[] {
  const view = new RegionView(text, regions, verdicts);
  const parents = new Map<number, Region>();
  for (const { region: id } of verdicts) {
    const region = view.region(id);
    if (!region) continue;
    own(view, region);
    for (let at = view.parent(region), level = 0; at && level < 4; at = view.parent(at), level++) {
      // A member's loss may end its declaration or its statement, further up; an arm is rendered with its chain.
      if (
        level === 0 ||
        (level === 1 && at.kind === "branch") ||
        ["declaration", "suite", "assignment", "mapping", "statement"].includes(at.kind)
      )
        parents.set(at.id, at);
      else break;
    }
  }
  for (const parent of parents.values()) members(view, parent);
  return view.edits;
}

/** What a region's own verdict means where its parent has no say. */
function own(view: RegionView, region: Region): void {
  const verdict = view.verdict(region);
  switch (verdict?.action) {
    case "replace":
      view.replace(region, verdict.text ?? "");
      return;
    case "true":
    case "false":
      if (region.kind === "conditional")
        keepSide(view, region, view.one(region, verdict.action === "true" ? "then" : "else"));
      return;
    case "unwrap": {
      if (region.kind === "try") {
        rewriteTry(view, region);
        return;
      }
      const inner = view.one(region, "value") ?? view.one(region, "body");
      const isEnded = region.kind === "assignment" && view.text[region.end - 1] === ";";
      if (inner) view.edits.push(...keepOnly(isEnded ? { ...region, end: region.end - 1 } : region, inner));
      return;
    }
    case "remove":
      if (region.kind === "comment") removeComment(view, region);
      else if (region.kind === "suite" && ownsForm(view, region)) emptySuite(view, region);
      else if (region.kind === "parameter" && view.parent(region)?.kind === "handler") withoutParameter(view, region);
      else if (region.slot === "base") withoutBase(view, region);
      else if (region.kind === "decorator") view.delete(region.start, nextWord(view, region.end));
  }
}

/** Suites of arms and of `try` are rendered with their statement. */
function ownsForm(view: RegionView, suite: Region): boolean {
  const owner = view.parent(suite);
  return owner?.kind !== "arm" && owner?.kind !== "try";
}

function keepSide(view: RegionView, region: Region, side: Region | undefined): void {
  if (!side || showElement(view, region, side)) return;
  view.edits.push(...keepOnly(region, side));
  // `() => test ? {} : x` becomes `() => ({})`: without parentheses the object would be a block.
  if (side.kind === "mapping" && region.slot === "body") {
    view.insert(side.start, "(");
    view.insert(side.end, ")");
  }
}

function withoutParameter(view: RegionView, region: Region): void {
  const handler = view.parent(region)!;
  const body = view.one(handler, "body");
  if (body) view.replace({ start: handler.start + "catch".length, end: body.start }, " ");
}

/** One base of a list goes with a comma; the last one of its list with the keyword. */
function withoutBase(view: RegionView, region: Region): void {
  const owner = view.parent(region)!;
  const list = view.slot(owner, "base");
  const at = list.indexOf(region);
  const follows = (one: Region | undefined, next: Region | undefined): boolean =>
    one !== undefined && next !== undefined && /^\s*,\s*$/.test(view.text.slice(one.end, next.start));
  let first = at;
  while (follows(list[first - 1], list[first])) first--;
  let last = at;
  while (follows(list[last], list[last + 1])) last++;
  const clause = list.slice(first, last + 1);
  if (clause.some((one) => !view.isGone(one))) {
    const before = clause.slice(0, at - first).some((one) => !view.isGone(one));
    if (before) view.delete(list[at - 1]!.end, region.end);
    else view.delete(region.start, list[at + 1]!.start);
    return;
  }
  if (region !== clause[0]) return;
  const start = view.text.slice(owner.start, region.start).match(/\b(?:extends|implements)\s*$/)?.index;
  if (start !== undefined) view.delete(owner.start + start, nextWord(view, clause.at(-1)!.end));
}

function nextWord(view: RegionView, index: number): number {
  let at = index;
  while (/\s/.test(view.text[at] ?? "")) at++;
  return at;
}

/** Renders what a container lost. */
function members(view: RegionView, parent: Region): void {
  const lost = view.children(parent).filter((child) => child.kind !== "comment" && view.action(child) !== undefined);
  const isGone = (slot: Region["slot"]) => lost.some((child) => child.slot === slot && view.isGone(child));
  switch (parent.kind) {
    case "suite":
      removeStatements(view, parent);
      return;
    case "branch":
      if (
        lost.length > 0 ||
        view.slot(parent, "arm").some((arm) => view.slot(arm, "body").some((body) => view.isGone(body)))
      ) {
        rewriteBranch(view, parent);
      }
      return;
    case "try":
      if (view.action(parent) !== "unwrap" && lost.length > 0) rewriteTry(view, parent);
      return;
    case "switch":
      if (isGone("case")) rewriteSwitch(view, parent);
      return;
    case "case":
      if (isGone("pattern")) rewriteCase(view, parent);
      return;
    case "sequence":
      if (isGone("element")) rewriteSequence(view, parent);
      return;
    case "union":
      if (isGone("element")) rewriteUnion(view, parent);
      return;
    case "mapping":
      if (isGone("entry")) rewriteMapping(view, parent);
      return;
    case "call":
      if (isGone("argument")) rewriteArguments(view, parent);
      return;
    case "function":
    case "lambda":
      if (isGone("parameter")) rewriteParameters(view, parent);
      return;
    case "declaration":
      rewriteDeclaration(view, parent, (item) => view.isGone(item) || takesNothing(view, item));
      return;
    case "import":
      if (isGone("item")) rewriteImport(view, parent);
      return;
    case "element":
      rewriteElement(view, parent);
      return;
    case "and":
    case "or":
      rewriteOperands(view, parent);
  }
}
