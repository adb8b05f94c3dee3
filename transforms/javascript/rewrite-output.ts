import type { Region } from "../../src/engine/region.js";
import { dedent, keepOnly, lineEnd, lineStart } from "../../src/syntax/edits.js";
import type { RegionView } from "./region-view.js";

/**
 * Shows an element that is all that is left of an expression in a container of JSX: `{(<p />)}` is `<p />`.
 * @param kept what stays of the expression
 * @returns false if the expression is no whole container, or no element is what is left
 */
export function showElement(view: RegionView, expression: Region, kept: Region | undefined): boolean {
  let element = kept;
  while (element?.kind === "group") element = content(view, element);
  let output = view.parent(expression);
  while (output?.kind === "group") output = view.parent(output);
  if (element?.kind !== "element" || output?.kind !== "output") return false;
  view.edits.push(...keepOnly(output, element));
  const indent = (at: number) => /^[ \t]*/.exec(view.text.slice(lineStart(view.text, at)))![0].length;
  const further = { start: lineEnd(view.text, element.start), end: element.end };
  const templates = view.subtree(element).filter((one) => one.kind === "template");
  view.edits.push(...dedent(view.text, further, indent(element.start) - indent(output.start), templates));
  return true;
}

const content = (view: RegionView, group: Region): Region | undefined =>
  view.children(group).find((one) => one.kind !== "comment");
