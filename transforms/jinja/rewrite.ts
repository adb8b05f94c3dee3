import type { Edit, Facts, Range, SourceFile, Verdict } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { keepOnly, removeMembers, removeOperand } from "../../src/syntax/edits.js";
import { rewriteStyles } from "../css/rewrite.js";
import { rewriteScript } from "../javascript/rewrite.js";
import { handOnActive } from "./active.js";
import type { TemplateExtra } from "./analyze.js";
import { rewriteBranch, rewriteEmptied } from "./rewrite-branch.js";
import { isChain, rewriteChain } from "./rewrite-chains.js";
import { keepInner, removeAttribute, removeContent, removePart } from "./rewrite-content.js";
import { cut, View } from "./view.js";

const MEMBERS = new Set(["element", "entry", "argument", "parameter", "item", "target"]);

/** How the verdicts on a template look in text. */
export function rewriteTemplate(file: SourceFile, facts: Facts, verdicts: Verdict[]): Edit[] {
  const { scripts, styles, named, successor } = facts.extra as TemplateExtra;
  const inScript = new Set(Object.values(scripts).flat());
  const inStyle = new Set(styles);
  const view = new View(file, facts, verdicts);
  const edits: Edit[] = [];
  const done = new Set<string>();
  const once = (key: string, make: () => Edit[]) => {
    if (!done.has(key)) edits.push(...make());
    done.add(key);
  };
  for (const verdict of verdicts) {
    const region = view.regions[verdict.region];
    if (!region || inScript.has(region.id) || inStyle.has(region.id) || view.isCovered(region)) continue;
    const parent = view.parent(region);
    if (verdict.action === "replace") edits.push({ start: region.start, end: region.end, text: verdict.text ?? "" });
    else if (region.kind === "arm" && parent)
      once(`arms ${parent.id}`, () =>
        isChain(view, parent) ? rewriteChain(view, parent) : rewriteBranch(view, parent),
      );
    else if (region.kind === "conditional" && verdict.action !== "remove")
      edits.push(...keepSide(view, region, verdict.action));
    else if (region.slot === "operand" && parent && (parent.kind === "and" || parent.kind === "or"))
      once(`operands ${parent.id}`, () => rewriteOperands(view, parent));
    else if (verdict.action === "unwrap") edits.push(...unwrap(view, region));
    else if (verdict.action !== "remove" || !parent) continue;
    else if (region.slot === "attribute") edits.push(removeAttribute(view, region));
    else if (region.slot === "part") edits.push(removePart(view, region));
    else if (region.kind === "suite" && isChain(view, view.parent(parent)))
      once(`arms ${parent.parent}`, () => rewriteChain(view, view.parent(parent)!));
    else if (region.kind === "suite") edits.push(...rewriteEmptied(view, region));
    else if (region.slot === "default") edits.push(cut(parent.start + (parent.name?.length ?? 0), region.end));
    else if (MEMBERS.has(region.slot))
      once(`${region.slot} ${parent.id}`, () => rewriteMembers(view, parent, region.slot));
    else if (region.slot === "content" || region.slot === "body" || region.slot === "else")
      edits.push(...removeContent(view, region), ...handOnActive(view, region, successor));
  }
  const embedded = verdicts.filter((verdict) => inScript.has(verdict.region));
  if (embedded.length > 0) edits.push(...rewriteScript(file.text, facts.regions, embedded));
  const styled = verdicts.filter((verdict) => inStyle.has(verdict.region));
  if (styled.length > 0) edits.push(...rewriteStyles(file.text, facts.regions, styled, named));
  return edits;
}

function keepSide(view: View, conditional: Region, action: Verdict["action"]): Edit[] {
  const kept = view.one(conditional, action === "true" ? "then" : "else");
  return kept ? keepOnly(conditional, kept) : [{ start: conditional.start, end: conditional.end, text: "''" }];
}

function rewriteOperands(view: View, chain: Region): Edit[] {
  const operands = view.children(chain).filter((one) => one.slot === "operand");
  const gone = operands.map((one) => view.isRemoved(one) || view.verdicts.get(one.id)?.action === "true");
  return removeOperand(view.text, operands.slice(), gone);
}

/** The content of an element or block takes its place. */
function unwrap(view: View, region: Region): Edit[] {
  const value = region.kind === "group" ? view.children(region)[0] : undefined;
  if (value) return keepOnly(region, value);
  const shape = view.shape(region);
  if (!shape) return [];
  return keepInner(view, shape.open, shape.close ?? { start: region.end, end: region.end });
}

function rewriteMembers(view: View, parent: Region, slot: Region["slot"]): Edit[] {
  const { text } = view;
  let members = view.children(parent).filter((one) => one.slot === slot);
  // The input of a filter stands before it, not among its arguments.
  if (parent.kind === "call" && !view.one(parent, "callee") && members[0]?.start === parent.start)
    members = members.slice(1);
  const gone = members.map((one) => view.isRemoved(one));
  const [first] = members;
  const last = members.at(-1);
  if (!first || !last || !gone.includes(true)) return [];
  if (isBlankSeparated(view, members))
    return members.filter((_, at) => gone[at]).map((one) => removeWord(view, one, parent));
  const [open, close] = bracketsOf(view, parent, first, last);
  const left = members.filter((_, at) => !gone[at]);
  if (parent.form === "tuple" && left.length === 1 && members.length > 1)
    return singleTuple(text, members, left[0]!, open, close);
  return removeMembers(text, members.slice(), gone, open, close);
}

function bracketsOf(view: View, parent: Region, first: Region, last: Region): [number, number] {
  const { text } = view;
  const before = /([([{])\s*$/.exec(text.slice(parent.start, first.start));
  const after = /^\s*,?\s*[)\]}]/.exec(text.slice(last.end));
  if (!before || !after) return [first.start, last.end];
  const close = last.end + after[0].length - 1;
  return [parent.start + before.index + 1, close];
}

/** `(a, b)` without `b` is `(a,)`: a tuple all the same. */
function singleTuple(text: string, members: readonly Range[], left: Range, open: number, close: number): Edit[] {
  const edits = [cut(open, left.start)];
  const tail = text.slice(left.end, close);
  edits.push({ start: left.end, end: close, text: "," });
  return members.length > 1 && tail.trim() === "," ? edits.slice(0, 1) : edits;
}

function isBlankSeparated(view: View, members: readonly Region[]): boolean {
  if (members.length === 1) {
    const { kind } = view.parent(members[0]!)!;
    const isTag = kind === "include" || kind === "import" || kind === "block";
    return isTag || (kind === "call" && !view.slice(view.parent(members[0]!)!).includes("("));
  }
  return members.every((one, at) => at === 0 || !view.text.slice(members[at - 1]!.end, one.start).includes(","));
}

function removeWord(view: View, region: Region, parent: Region): Edit {
  const { text } = view;
  let { start, end } = region;
  while (start > parent.start && /\s/.test(text[start - 1]!)) start--;
  if (start === region.start) while (end < parent.end && /\s/.test(text[end]!)) end++;
  return cut(start, end);
}
