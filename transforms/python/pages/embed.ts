import type { Target } from "../../../src/engine/model.js";
import { readTemplate } from "../../jinja/analyze.js";
import type { Draft as PageDraft } from "../../jinja/draft.js";
import type { Draft } from "../draft.js";
import { putHole } from "./holes.js";
import { maskPage, pageIn } from "./strings.js";

/**
 * Makes pages of the strings that hold them: such a string is an expression over the suite of a page. Interpolations
 * stay regions of Python and stand where the page draws them.
 */
export function embedPages(path: string, root: Draft, text: string, target: Target): void {
  const open = [root];
  while (open.length > 0) {
    const node = open.pop()!;
    if (!embed(path, node, text, target)) open.push(...node.children);
  }
}

function embed(path: string, node: Draft, text: string, target: Target): boolean {
  const page = pageIn(node, text);
  if (!page) return false;
  const holes = node.children.filter((child) => child.kind === "group");
  const read = readTemplate({ path, text: maskPage(text, page, holes) }, target);
  const suite = read.root.children[0]!;
  if (read.faults.length > 0 || suite.children.length === 0 || (!page.whole && !isBalanced(suite))) return false;
  suite.start = page.start;
  suite.end = page.end;
  suite.slot = "content";
  const places = new Map(holes.map((hole) => [putHole(suite, hole), hole]));
  node.kind = "expression";
  delete node.value;
  node.children = [converted(suite, places)];
  return true;
}

/** True if every tag has its partner in the string: no other string goes on with the page. */
function isBalanced(node: PageDraft): boolean {
  if (node.script !== undefined) return true;
  if (node.kind === "expression" && node.name !== undefined) return false;
  return node.children.every(isBalanced);
}

/** A page's draft as one of Python; what the page's reader says beyond the region goes along. */
function converted(page: PageDraft, places: ReadonlyMap<PageDraft, Draft>): Draft {
  const hole = places.get(page);
  if (hole) return { ...hole, slot: page.slot };
  const { children, traits, marks, shape, script, style, taken, word, ...region } = page;
  return {
    ...region,
    ...(traits.length > 0 ? { traits } : {}),
    children: children.map((child) => converted(child, places)),
    page,
  };
}
