import type { Target } from "../../src/engine/model.js";
import { dressElement } from "./attributes.js";
import type { Draft } from "./draft.js";
import type { Tag } from "./lexer.js";

const DESCRIBED = /\saria-describedby\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;

/** Symbols and traits that a page's regions have on their own, whatever stands around them. */
export function addReferences(text: string, tags: readonly Tag[], target: Target, root: Draft): void {
  const described = new Set(
    [...text.matchAll(DESCRIBED)].flatMap((match) => (match[1] ?? match[2] ?? "").split(/\s+/)),
  );
  const open: Draft[] = [root];
  while (open.length > 0) {
    const node = open.pop()!;
    open.push(...node.children);
    if (node.script !== undefined) continue;
    const isTag =
      node.kind === "element" ||
      (node.kind === "expression" && node.children.some((child) => child.slot === "attribute"));
    if (isTag) dressElement(text, tags, target, node, described);
    else if (node.kind === "call") lookUp(node);
    if (node.slot === "test" || node.slot === "iterable") asks(node);
  }
}

/** A page that asks before it draws does nothing else by that: what it calls has no effect. */
function asks(node: Draft): void {
  if (node.kind === "call" && !node.traits.includes("pure")) node.traits.push("pure");
  node.children.forEach(asks);
}

/** Calls that look a key up: endpoints and static files. */
function lookUp(call: Draft): void {
  const name = call.name?.split(".").at(-1);
  if (name !== "url_for" && name !== "url" && name !== "static") return;
  const given = call.children.filter((child) => child.kind === "argument");
  const first = given[0]?.children[0];
  if (name !== "url_for" && call.children[0]?.slot === "callee") return;
  call.traits.push("lookup", "pure");
  if (typeof first?.value !== "string") {
    if (first) first.traits.push("dynamic");
    return;
  }
  const key = first.value;
  if (name === "static") first.marks.push({ symbol: `static:${key}`, defines: false });
  else if (name === "url_for" && /(?:^|\.)static$/.test(key)) {
    const file = given.find((one) => one.name === "filename" || one.name === "path")?.children[0];
    if (typeof file?.value === "string") file.marks.push({ symbol: `static:${file.value}`, defines: false });
  } else if (!key.startsWith(".")) first.marks.push({ symbol: `endpoint:${key}`, defines: false });
}
